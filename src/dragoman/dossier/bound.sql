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
    SELECT left_id || right_id, claim.report
    FROM link JOIN claim ON claim.id IN (link.left_id, link.right_id)
    WHERE link.kind = 'utterance'
    UNION ALL
    SELECT id, unnest([left_report, right_report]) FROM comparison WHERE field = 'position'
)
SELECT DISTINCT report
FROM bond
WHERE thing IN (SELECT thing FROM bond SEMI JOIN seed USING (report))
