-- How the reports in the table `counted`, all of them linked, mention somebody. Persons of one word
-- whom nobody knows are left out, since they are others in each report.
WITH known AS MATERIALIZED (
    SELECT * FROM mention
    WHERE rowid IN (SELECT rowid FROM mention SEMI JOIN counted USING (report))
        AND kind <> 'time' AND (kind <> 'person' OR contains(entity, ':') OR contains(name, ' '))
), moved AS (
    SELECT left_id, right_id FROM link
    WHERE kind = 'entity' AND judgement = 'same' AND left_id IN (SELECT id FROM known)
)
SELECT
    entity, kind, name, form, country, lat, lon, exact, coalesce(right_id, entity) AS resolved,
    lower(name) AS called, split_part(called, ' ', -1) AS last_word,
    count(*) AS mentions, min(id) AS id
FROM known
LEFT JOIN moved ON left_id = known.id
GROUP BY ALL
