-- How reports that are not in `seed` mention those whom the reports in `seed` mention. Persons of one
-- word whom nobody knows are left out, since they are others in each report. `resolved` is NULL for
-- what stands in reports that are not linked yet.
WITH known AS (
    SELECT *, split_part(lower(name), ' ', -1) AS last_word
    FROM mention
    WHERE kind <> 'time' AND (kind <> 'person' OR contains(entity, ':') OR contains(name, ' '))
), moved AS (
    SELECT left_id, right_id FROM link WHERE kind = 'entity' AND judgement = 'same'
), settled AS (
    SELECT report AS done FROM made WHERE stage = 'link'
), mentioned AS (
    SELECT known.*, CASE WHEN done IS NOT NULL THEN coalesce(right_id, entity) END AS resolved
    FROM known LEFT JOIN moved ON left_id = known.id LEFT JOIN settled ON done = report
), our AS (
    FROM mentioned SEMI JOIN seed USING (report)
), ours AS (
    SELECT entity AS id FROM our
    UNION SELECT resolved FROM our WHERE resolved IS NOT NULL
    UNION SELECT unnest($named::VARCHAR[])
)
SELECT
    entity, kind, name, form, country, lat, lon, exact, resolved,
    count(*) AS mentions, min(id) AS id
FROM mentioned
ANTI JOIN seed USING (report)
WHERE entity IN (FROM ours) OR resolved IN (FROM ours)
    OR lower(name) IN (SELECT lower(name) FROM our)
    OR kind = 'person' AND last_word IN (SELECT last_word FROM our WHERE kind = 'person')
GROUP BY entity, kind, name, form, country, lat, lon, exact, resolved
ORDER BY min(id)
