-- Ids that stand for nothing any more, with what became of them: where most of the claims and
-- mentions that pointed at the old id point now. `link_before` holds the links as they were,
-- `alias_now` the aliases that are looked at.
WITH concerned AS (
    SELECT right_id AS id FROM link_before
    UNION SELECT right_id FROM link SEMI JOIN link_before USING (kind, left_id)
    UNION SELECT unnest([old_id, new_id]) FROM alias_now
), living AS (
    SELECT id FROM event SEMI JOIN concerned USING (id)
    UNION ALL SELECT id FROM entity SEMI JOIN concerned USING (id)
), moved AS (
    SELECT before.right_id AS old_id, now.right_id AS new_id
    FROM link_before AS before
    JOIN link AS now USING (kind, left_id)
    WHERE now.judgement = 'same' AND before.right_id NOT IN (SELECT id FROM living)
    GROUP BY before.right_id, now.right_id
    QUALIFY row_number() OVER (
        PARTITION BY before.right_id ORDER BY count(*) DESC, now.right_id
    ) = 1
), known AS (
    -- what was an alias of an id that moved on now moves with it
    SELECT alias_now.old_id, coalesce(moved.new_id, alias_now.new_id) AS new_id
    FROM alias_now
    LEFT JOIN moved ON moved.old_id = alias_now.new_id
)
SELECT old_id, new_id
FROM (FROM known UNION FROM moved)
WHERE new_id IN (SELECT id FROM living) AND old_id NOT IN (SELECT id FROM living)
QUALIFY row_number() OVER (PARTITION BY old_id ORDER BY new_id) = 1
