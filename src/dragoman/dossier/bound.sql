-- Reports that share an event, a copied text, an utterance or a comparison with some others, which
-- stand in the table `seed`. Names are compared across all reports and bind none.
WITH bond AS (
    SELECT right_id AS thing, claim.report
    FROM link JOIN claim ON claim.id = link.left_id
    WHERE link.kind = 'event'
    UNION
    SELECT kind || left_id, left_id FROM link WHERE kind IN ('copy', 'story')
    UNION
    SELECT kind || left_id, right_id FROM link WHERE kind IN ('copy', 'story')
    UNION
    SELECT 'utterance' || left_id || right_id, claim.report
    FROM link JOIN claim ON claim.id IN (link.left_id, link.right_id)
    WHERE link.kind = 'utterance'
    UNION
    SELECT comparison.id, unnest([left_report, right_report])
    FROM comparison WHERE field <> 'naming'
)
SELECT DISTINCT other.report
FROM bond AS one
JOIN seed ON seed.report = one.report
JOIN bond AS other ON other.thing = one.thing
