-- Reports that may have to do with some others, which stand in the table `seed`: whatever linking
-- could join, or comparing hold against each other, is among them or hangs on one of them. Every
-- join is on a span of time, or on what few reports share, so that its work does not grow with the
-- time that a dossier covers.
WITH dated AS (
    SELECT id AS report, published_from, published_to,
        published_from - DATE '2000-01-01' AS day FROM report
), named AS MATERIALIZED (
    SELECT DISTINCT report, entity FROM mention WHERE form = 'name'
), weight AS MATERIALIZED (
    -- rare names say more (inverse document frequency)
    SELECT entity, count(*) <= $rare AS rare,
        ln(1 + (SELECT count(*) FROM report) / count(*)) AS idf
    FROM named GROUP BY entity
), called AS MATERIALIZED (
    SELECT report, entity, rare, idf * idf AS value, day // $news_days AS bucket
    FROM named JOIN weight USING (entity) JOIN dated USING (report)
), our AS MATERIALIZED (
    SELECT called.* FROM called SEMI JOIN seed USING (report)
), size AS (
    SELECT report, sqrt(sum(value)) AS norm FROM called GROUP BY report
), alike AS (
    -- in the same weeks by any name, at any time by rare ones
    SELECT one.report AS seed, other.report, sum(one.value) AS dot
    FROM (SELECT our.* EXCLUDE (bucket), bucket + unnest([-1, 0, 1]) AS bucket FROM our) AS one
    JOIN called AS other USING (entity, bucket)
    WHERE other.report <> one.report
    GROUP BY ALL
    UNION ALL
    SELECT one.report, other.report, sum(one.value)
    FROM our AS one
    JOIN called AS other USING (entity)
    WHERE one.rare AND other.rare AND other.report <> one.report
    GROUP BY ALL
), worded AS (
    -- one story, or copies of one text: the same names, the more of them the farther apart in time
    SELECT alike.report
    FROM alike
    JOIN size AS here ON here.report = alike.seed
    JOIN size AS there ON there.report = alike.report
    JOIN dated AS one ON one.report = alike.seed
    JOIN dated AS other ON other.report = alike.report
    WHERE dot / (here.norm * there.norm) >= CASE
        WHEN one.published_from - other.published_to > $news_days
            OR other.published_from - one.published_to > $news_days
        THEN $least_far ELSE $least_near END
), party AS (
    SELECT claim, coalesce(entity, country) AS who FROM participant WHERE part IN ('actor', 'recipient')
    UNION
    SELECT claim, country FROM participant WHERE part IN ('actor', 'recipient')
), told AS MATERIALIZED (
    SELECT report, event_type, who, place_id, when_from, when_to,
        coalesce(when_from - DATE '2000-01-01', day) AS first,
        coalesce(when_to - DATE '2000-01-01', day) AS last
    FROM claim JOIN party ON party.claim = claim.id JOIN dated USING (report)
    WHERE event_type IS NOT NULL AND (when_from IS NOT NULL OR place_id IS NOT NULL)
), ours AS MATERIALIZED (
    SELECT told.* FROM told SEMI JOIN seed USING (report)
), met AS (
    -- one kind of event with a party in common, on the same days
    SELECT theirs.report
    FROM (
        SELECT *, unnest(range((first - 1) // 7, (last + 1) // 7 + 1)) AS week
        FROM ours WHERE when_from IS NOT NULL
    ) AS ours
    JOIN (
        SELECT *, unnest(range(first // 7, last // 7 + 1)) AS week
        FROM told WHERE when_from IS NOT NULL
    ) AS theirs USING (event_type, who, week)
    WHERE theirs.report <> ours.report
        AND theirs.first <= ours.last + 1 AND ours.first <= theirs.last + 1
    UNION
    -- or in the same town, where one is not dated, and in the news of the same weeks
    SELECT theirs.report
    FROM ours JOIN told AS theirs USING (event_type, who, place_id)
    WHERE theirs.report <> ours.report AND (theirs.when_from IS NULL OR ours.when_from IS NULL)
        AND (theirs.first <= ours.last + $news_days AND ours.first <= theirs.last + $news_days)
            IS NOT FALSE
)
SELECT report FROM worded UNION SELECT report FROM met
