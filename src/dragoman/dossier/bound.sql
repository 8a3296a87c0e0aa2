-- Reports that share an event, a story, a copied text, an utterance or opposed positions with some
-- others, which stand in the table `seed`. What else is compared hangs on these; names are compared
-- across all reports and bind none.
WITH bond AS (
    SELECT right_id AS thing, claim.report
    FROM link JOIN claim ON claim.id = link.left_id
    WHERE link.kind = 'event'
    UNION ALL
    SELECT kind || right_id, unnest([left_id, right_id]) FROM link WHERE kind IN ('copy', 'story')
    UNION ALL
    SELECT thing, claim.report
    FROM (
        SELECT left_id || right_id AS thing, unnest([left_id, right_id]) AS side
        FROM link WHERE kind = 'utterance'
    ) JOIN claim ON claim.id = side
    UNION ALL
    SELECT id, unnest([left_report, right_report]) FROM comparison WHERE field = 'position'
)
SELECT DISTINCT report
FROM bond
WHERE thing IN (SELECT thing FROM bond SEMI JOIN seed USING (report))
