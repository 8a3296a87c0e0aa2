-- Settled reports that those in the table `seed` may join, the likeliest $most of each: linked before,
-- with names, or kinds of event, parties and days in common; with $fellows of each of their stories.
-- All are looked for in the weeks around
-- the seeds; at any other time only by names that few share, and by events of one week. So the work
-- grows with the time that a dossier covers only by scans.
WITH dated AS (
    SELECT id AS report, published_from - DATE '2000-01-01' AS first,
        published_to - DATE '2000-01-01' AS last FROM report
), old AS MATERIALIZED (
    SELECT report, first, last
    FROM dated
    SEMI JOIN (FROM made WHERE stage = 'link' AND version <> '') USING (report)
    ANTI JOIN seed USING (report)
), reach AS (
    SELECT min(first) - $news_days AS first, max(last) + $news_days AS last
    FROM dated SEMI JOIN seed USING (report)
), recent AS MATERIALIZED (
    SELECT report FROM old, reach WHERE old.first <= reach.last AND old.last >= reach.first
), ours AS MATERIALIZED (
    SELECT DISTINCT report, entity FROM mention SEMI JOIN seed USING (report) WHERE form = 'name'
), rare AS MATERIALIZED (
    SELECT entity FROM mention SEMI JOIN ours USING (entity)
    WHERE form = 'name' GROUP BY entity HAVING count(DISTINCT report) <= $rare
), far AS MATERIALIZED (
    -- worth a look at any time: two names that few share
    SELECT mention.report
    FROM mention JOIN ours USING (entity)
    SEMI JOIN rare USING (entity)
    SEMI JOIN old ON old.report = mention.report
    ANTI JOIN recent ON recent.report = mention.report
    WHERE form = 'name'
    GROUP BY ours.report, mention.report HAVING count(DISTINCT entity) >= 2
), named AS MATERIALIZED (
    SELECT DISTINCT report, entity FROM mention
    WHERE form = 'name' AND report IN (FROM recent UNION FROM far UNION FROM seed)
), weight AS MATERIALIZED (
    -- rare names say more (inverse document frequency)
    SELECT entity, power(ln(1 + (SELECT count(DISTINCT report) FROM named) / count(*)), 2) AS value
    FROM named GROUP BY entity
), size AS MATERIALIZED (
    SELECT report, sqrt(sum(value)) AS norm FROM named JOIN weight USING (entity) GROUP BY report
), alike AS (
    SELECT one.report AS seed, other.report, sum(value) AS dot
    FROM ours AS one JOIN named AS other USING (entity) JOIN weight USING (entity)
    ANTI JOIN seed ON seed.report = other.report
    GROUP BY ALL
), worded AS (
    SELECT seed, alike.report, dot / (here.norm * there.norm) AS score
    FROM alike
    JOIN size AS here ON here.report = seed
    JOIN size AS there ON there.report = alike.report
    JOIN dated AS one ON one.report = seed
    JOIN dated AS other ON other.report = alike.report
    WHERE score >= CASE
        WHEN one.first - other.last > $news_days OR other.first - one.last > $news_days
        THEN $least_far ELSE $least_near END
), party AS (
    SELECT claim, coalesce(entity, country) AS who FROM participant WHERE part IN ('actor', 'recipient')
), happened AS (
    SELECT id AS claim, report, event_type, place_id,
        when_from - DATE '2000-01-01' AS first, when_to - DATE '2000-01-01' AS last
    FROM claim
    WHERE event_type IS NOT NULL AND when_to - when_from < 7
), mine AS MATERIALIZED (
    SELECT happened.*, who FROM happened JOIN party USING (claim) SEMI JOIN seed USING (report)
), theirs AS MATERIALIZED (
    SELECT happened.*, who
    FROM happened
    SEMI JOIN (SELECT DISTINCT event_type, unnest([first - 1, first, first + 1]) AS first FROM mine)
        USING (event_type, first)
    SEMI JOIN old USING (report)
    JOIN party USING (claim)
), met AS (
    -- one kind of event on one day, with two parties in common, or one and the town
    SELECT mine.report AS seed, theirs.report, 1.0 AS score
    FROM mine JOIN theirs USING (event_type, who)
    WHERE theirs.first <= mine.last + 1 AND mine.first <= theirs.last + 1
    GROUP BY mine.report, theirs.report, mine.claim, theirs.claim
    HAVING count(DISTINCT who) >= 2 OR bool_or(mine.place_id = theirs.place_id)
), ranked AS (
    SELECT report
    FROM (FROM worded UNION ALL FROM met)
    GROUP BY seed, report
    QUALIFY row_number() OVER (PARTITION BY seed ORDER BY sum(score) DESC, report) <= $most
), chosen AS MATERIALIZED (
    SELECT DISTINCT report FROM ranked
), told AS (
    SELECT right_id AS story, unnest([left_id, right_id]) AS report FROM link WHERE kind = 'story'
), touched AS (
    SELECT DISTINCT story FROM told SEMI JOIN chosen USING (report)
), fellow AS (
    -- the nearest in time of those that a story has
    SELECT DISTINCT story, report, abs(old.first - reach.last) AS days
    FROM told SEMI JOIN touched USING (story) JOIN old USING (report), reach
    QUALIFY dense_rank() OVER (PARTITION BY story ORDER BY days NULLS LAST, report) <= $fellows
)
FROM chosen
-- a copy is a copy of its origin, which is told with it
UNION SELECT right_id FROM link SEMI JOIN chosen ON left_id = report
WHERE kind = 'copy' AND right_id IN (SELECT report FROM old)
-- and whether a story takes in more is for its reports to say, as many as stand for all
UNION SELECT report FROM fellow
