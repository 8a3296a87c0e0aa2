-- How the mentions in the view `counted`, all of linked reports, call somebody. Persons of one word
-- whom nobody knows are left out, since they are others in each report.
WITH moved AS (
    SELECT left_id, right_id FROM link
    WHERE kind = 'entity' AND judgement = 'same' AND left_id IN (SELECT id FROM counted)
)
SELECT
    entity, kind, name, form, country, lat, lon, exact, coalesce(right_id, entity) AS resolved,
    lower(name) AS called, split_part(called, ' ', -1) AS last_word,
    count(*) AS mentions, min(counted.id) AS id
FROM counted
LEFT JOIN moved ON left_id = counted.id
WHERE kind <> 'time' AND (kind <> 'person' OR contains(entity, ':') OR contains(name, ' '))
GROUP BY ALL
