-- How reports that are not in `seed` mention those whom the reports in `seed` mention.
WITH mentioned AS (
    SELECT mention.*, coalesce(link.right_id, mention.entity) AS resolved,
        split_part(lower(name), ' ', -1) AS last_word
    FROM mention
    LEFT JOIN link
        ON link.kind = 'entity' AND link.left_id = mention.id AND link.judgement = 'same'
    WHERE mention.kind <> 'time'
), ours AS (
    SELECT entity AS id FROM mentioned SEMI JOIN seed USING (report)
    UNION SELECT resolved FROM mentioned SEMI JOIN seed USING (report)
    UNION SELECT unnest($named::VARCHAR[])
), word AS (
    SELECT DISTINCT last_word FROM mentioned SEMI JOIN seed USING (report) WHERE kind = 'person'
)
SELECT
    entity, kind, name, form, country, lat, lon, exact, resolved,
    count(*) AS mentions, min(id) AS id
FROM mentioned
ANTI JOIN seed USING (report)
WHERE entity IN (FROM ours) OR resolved IN (FROM ours)
    OR kind = 'person' AND last_word IN (FROM word)
GROUP BY ALL
ORDER BY id
