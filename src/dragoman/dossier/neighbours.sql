-- Reports that may have to do with some others, which stand in the table `seed`: whatever linking
-- could join, or comparing hold against each other, is among them or hangs on one of them.
WITH named AS (
    SELECT DISTINCT report, entity FROM mention WHERE form = 'name'
), weight AS (
    -- rare names say more (inverse document frequency)
    SELECT entity, ln(1 + (SELECT count(*) FROM report) / count(*)) AS idf
    FROM named GROUP BY entity
), size AS (
    SELECT report, sqrt(sum(idf * idf)) AS norm FROM named JOIN weight USING (entity) GROUP BY report
), alike AS (
    SELECT one.report AS seed, other.report, sum(idf * idf) AS dot
    FROM named AS one
    JOIN seed ON seed.report = one.report
    JOIN named AS other ON other.entity = one.entity AND other.report <> one.report
    JOIN weight ON weight.entity = one.entity
    GROUP BY ALL
), worded AS (
    -- one story, or copies of one text: the same names, the more of them the farther apart in time
    SELECT alike.report
    FROM alike
    JOIN size AS here ON here.report = alike.seed
    JOIN size AS there ON there.report = alike.report
    JOIN report AS one ON one.id = alike.seed
    JOIN report AS other ON other.id = alike.report
    WHERE dot / (here.norm * there.norm) >= CASE
        WHEN one.published_from - other.published_to > $news_days
            OR other.published_from - one.published_to > $news_days
        THEN $least_far ELSE $least_near END
), party AS (
    SELECT claim, coalesce(entity, country) AS who FROM participant WHERE part IN ('actor', 'recipient')
    UNION
    SELECT claim, country FROM participant WHERE part IN ('actor', 'recipient')
), told AS (
    SELECT id, report, event_type, place_id, when_from, when_to
    FROM claim WHERE event_type IS NOT NULL AND (when_from IS NOT NULL OR place_id IS NOT NULL)
), met AS (
    -- one kind of event with a party in common, on the same days or in the same town
    SELECT theirs.report
    FROM told AS ours
    JOIN seed ON seed.report = ours.report
    JOIN told AS theirs ON theirs.event_type = ours.event_type AND theirs.report <> ours.report
        AND (
            theirs.when_from <= ours.when_to + 1 AND ours.when_from <= theirs.when_to + 1
            OR theirs.place_id = ours.place_id
                AND (theirs.when_from IS NULL OR ours.when_from IS NULL)
        )
    WHERE EXISTS (
        FROM party AS our JOIN party AS their ON their.who = our.who
        WHERE our.claim = ours.id AND their.claim = theirs.id
    )
)
SELECT report FROM worded UNION SELECT report FROM met
