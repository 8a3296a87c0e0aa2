-- The shelf: what a dossier says, joined once and laid out by what a page asks for, so that a page
-- is a handful of look-ups. Built in memory when a dossier is opened for browsing; the dossier's own
-- file is never touched. The views event_claim … source stand here as tables already (shelf.py),
-- and a name not found here is the dossier's.

-- A report as it is listed: everything but its text, with what it holds and whom it copies.
CREATE TABLE shelf.report_card AS
SELECT
    report.id, report.name, path, url, title, byline, language,
    outlet_name AS outlet, coalesce(report.source, outlet_name) AS source,
    republished_by, published_from, published_to, published_how, published_why,
    coalesce(credits.names, []) AS credits,
    coalesce(claims.n, 0) AS claims, coalesce(claims.events, 0) AS events,
    copy_group.id AS copy_group, copy_group.origin AS copy_origin,
    row_number() OVER (ORDER BY published_from NULLS LAST, published_to, report.name, report.id) AS place
FROM report
LEFT JOIN (
    SELECT report, list(name ORDER BY ordinal) AS names FROM credit GROUP BY report
) AS credits ON credits.report = report.id
LEFT JOIN (
    SELECT claim.report, count(DISTINCT claim.id) AS n, count(DISTINCT event) AS events
    FROM claim LEFT JOIN event_claim ON event_claim.claim = claim.id
    GROUP BY claim.report
) AS claims ON claims.report = report.id
LEFT JOIN copy_group ON copy_group.report = report.id
ORDER BY place;
CREATE UNIQUE INDEX report_card_id ON shelf.report_card (id);
CREATE INDEX report_card_place ON shelf.report_card (place);

-- The text of a report with the role of each line, and every name and time in it.
CREATE TABLE shelf.report_text AS
SELECT report.id, text, coalesce(lines.rows, []) AS lines, coalesce(mentions.rows, []) AS mentions
FROM report
LEFT JOIN (
    SELECT report, list({'start': span_start, 'end': span_end, 'role': role, 'why': why}
        ORDER BY ordinal) AS rows
    FROM line GROUP BY report
) AS lines ON lines.report = report.id
LEFT JOIN (
    SELECT report, list({'start': span_start, 'end': span_end, 'kind': kind, 'entity': entity,
        'name': name, 'value': value, 'time_from': time_from, 'time_to': time_to}
        ORDER BY span_start, span_end) AS rows
    FROM mention GROUP BY report
) AS mentions ON mentions.report = report.id;
CREATE UNIQUE INDEX report_text_id ON shelf.report_text (id);

-- A claim with its pieces, its speakers, its chain and the events it belongs to.
CREATE TABLE shelf.claim_card AS
SELECT
    claim.* EXCLUDE (place_start, place_end),
    coalesce(pieces.rows, []) AS pieces,
    coalesce(actors.speakers, []) AS speakers,
    coalesce(actors.actors, []) AS actors,
    coalesce(actors.recipients, []) AS recipients,
    coalesce(actors.addressees, []) AS addressees,
    coalesce(chain.rows, []) AS via,
    coalesce(counted.rows, []) AS quantities,
    coalesce(told.events, []) AS events,
    card.outlet, card.path, card.place AS report_place
FROM claim
JOIN shelf.report_card AS card ON card.id = claim.report
LEFT JOIN (
    SELECT claim, list({'part': part, 'start': span_start, 'end': span_end}
        ORDER BY span_start) AS rows
    FROM claim_span GROUP BY claim
) AS pieces ON pieces.claim = claim.id
LEFT JOIN (
    SELECT claim,
        list(who ORDER BY ordinal) FILTER (part = 'speaker') AS speakers,
        list(who ORDER BY ordinal) FILTER (part = 'actor') AS actors,
        list(who ORDER BY ordinal) FILTER (part = 'recipient') AS recipients,
        list(who ORDER BY ordinal) FILTER (part = 'addressee') AS addressees
    FROM (
        SELECT claim, part, ordinal,
            {'entity': entity, 'name': name, 'kind': kind, 'country': country} AS who
        FROM claim_actor
    )
    GROUP BY claim
) AS actors ON actors.claim = claim.id
LEFT JOIN (
    SELECT claim, list({'entity': entity, 'name': name, 'role': role} ORDER BY hop) AS rows
    FROM attribution GROUP BY claim
) AS chain ON chain.claim = claim.id
LEFT JOIN (
    SELECT claim, list({'field': field, 'low': low, 'high': high, 'unit': unit,
        'start': span_start, 'end': span_end} ORDER BY ordinal) AS rows
    FROM quantity GROUP BY claim
) AS counted ON counted.claim = claim.id
LEFT JOIN (
    SELECT claim, list(DISTINCT event ORDER BY event) AS events FROM event_claim GROUP BY claim
) AS told ON told.claim = claim.id
ORDER BY card.place, claim.ordinal;
CREATE UNIQUE INDEX claim_card_id ON shelf.claim_card (id);
CREATE INDEX claim_card_report ON shelf.claim_card (report);

-- Which claims belong to which event, how, and what made them its.
CREATE TABLE shelf.told AS
SELECT event_claim.*, link.why, link.score, link.decided_by
FROM event_claim
JOIN link ON link.kind = 'event' AND link.left_id = claim AND link.right_id = event
ORDER BY event, claim;
CREATE INDEX told_event ON shelf.told (event);
CREATE INDEX told_claim ON shelf.told (claim);
CREATE INDEX told_report ON shelf.told (report);

-- An event as it is listed, with who takes part, who reports it, and how much is in conflict.
CREATE TABLE shelf.event_card AS
SELECT
    summary.* RENAME (event AS id, reports AS telling),
    coalesce(who.rows, []) AS who,
    reports.rows AS reports, reports.n AS n_reports, reports.main, reports.outlets,
    coalesce(compared.conflicts, 0) AS conflicts, coalesce(compared.agreed, 0) AS agreed,
    quad_class,
    row_number() OVER (ORDER BY when_from NULLS LAST, when_to NULLS LAST, summary.event) AS by_date,
    row_number() OVER (ORDER BY reports.main DESC, coalesce(compared.conflicts, 0) DESC,
        reports.n DESC, when_from NULLS LAST, summary.event) AS by_reports,
    row_number() OVER (ORDER BY coalesce(compared.conflicts, 0) DESC, reports.main DESC,
        when_from NULLS LAST, summary.event) AS by_conflicts
FROM event_summary AS summary
JOIN event_type USING (type)
JOIN (
    SELECT event, list({'id': id, 'path': path, 'outlet': outlet, 'role': role}
            ORDER BY role DESC, place) AS rows,
        count(*) AS n, count_if(role = 'main') AS main, count(DISTINCT outlet) AS outlets
    FROM (
        SELECT event, card.id, card.path, card.outlet, card.place,
            CASE WHEN bool_or(role = 'main') THEN 'main' ELSE 'background' END AS role
        FROM event_claim JOIN shelf.report_card AS card ON card.id = event_claim.report
        GROUP BY ALL
    )
    GROUP BY event
) AS reports ON reports.event = summary.event
LEFT JOIN (
    SELECT event, list({'entity': entity, 'name': name, 'kind': kind, 'country': country,
        'part': part, 'reports': reports, 'origins': origins}
        ORDER BY reports DESC, kind <> 'person', name, entity) AS rows
    FROM event_actor GROUP BY event
) AS who ON who.event = summary.event
LEFT JOIN (
    SELECT event, count_if(verdict = 'conflict') AS conflicts,
        count_if(verdict IN ('agree', 'compatible')) AS agreed
    FROM comparison GROUP BY event
) AS compared ON compared.event = summary.event
ORDER BY by_reports;
CREATE UNIQUE INDEX event_card_id ON shelf.event_card (id);

CREATE TABLE shelf.comparison_card AS FROM comparison ORDER BY event NULLS LAST, field, id;
CREATE INDEX comparison_card_event ON shelf.comparison_card (event);
CREATE INDEX comparison_card_left ON shelf.comparison_card (left_claim);
CREATE INDEX comparison_card_right ON shelf.comparison_card (right_claim);

-- Who takes part in which event, and who says which claim: the two ways from an actor to a page.
CREATE TABLE shelf.part AS
SELECT event, entity, part FROM event_actor ORDER BY entity;
CREATE INDEX part_entity ON shelf.part (entity);
CREATE INDEX part_event ON shelf.part (event);

CREATE TABLE shelf.said AS
SELECT DISTINCT
    coalesce(actor.entity, actor.name) AS speaker, card.id AS claim, card.report_place, card.ordinal,
    card.events
FROM claim_actor AS actor
JOIN shelf.claim_card AS card ON card.id = actor.claim
WHERE actor.part = 'speaker' AND card.kind <> 'narrated'
ORDER BY speaker, report_place, card.ordinal;
CREATE INDEX said_speaker ON shelf.said (speaker);

-- Everybody who acts, speaks or is spoken to, under one name, with how often.
CREATE TABLE shelf.actor_card AS
SELECT
    coalesce(actor.entity, actor.name) AS id, mode(actor.name) AS name,
    coalesce(any_value(entity.names), [mode(actor.name)]) AS names,
    mode(actor.kind) AS kind, mode(actor.country) AS country,
    count(DISTINCT claim.report) AS reports,
    count(DISTINCT claim.id) FILTER (actor.part IN ('actor', 'recipient')) AS acts,
    count(DISTINCT claim.id) FILTER (actor.part = 'speaker') AS speaks,
    row_number() OVER (ORDER BY count(DISTINCT claim.id) DESC, mode(actor.name),
        coalesce(actor.entity, actor.name)) AS place
FROM claim_actor AS actor
JOIN claim ON claim.id = actor.claim
LEFT JOIN entity ON entity.id = actor.entity
GROUP BY coalesce(actor.entity, actor.name)
ORDER BY place;
CREATE UNIQUE INDEX actor_card_id ON shelf.actor_card (id);

-- Pairs of actors: what passed between them, all months together.
CREATE TABLE shelf.pair AS
WITH paired AS (
    SELECT
        least(actor, recipient) AS one, greatest(actor, recipient) AS other,
        CASE WHEN actor <= recipient THEN actor_name ELSE recipient_name END AS one_name,
        CASE WHEN actor <= recipient THEN recipient_name ELSE actor_name END AS other_name,
        month, quad_class, events
    FROM relation_month
    WHERE actor <> recipient
), summed AS (
    SELECT
        one, other, any_value(one_name) AS one_name, any_value(other_name) AS other_name,
        sum(events)::BIGINT AS events,
        coalesce(sum(events) FILTER (quad_class LIKE '%cooperation'), 0)::BIGINT AS cooperation,
        coalesce(sum(events) FILTER (quad_class LIKE '%conflict'), 0)::BIGINT AS conflict,
        min(month) AS first, max(month) AS last
    FROM paired
    GROUP BY one, other
)
SELECT *, row_number() OVER (ORDER BY events DESC, one_name, other_name, one, other) AS place
FROM summed
ORDER BY place;
CREATE INDEX pair_one ON shelf.pair (one);
CREATE INDEX pair_other ON shelf.pair (other);

-- Where events are: their place as the mentions of their claims resolve it, once a report.
CREATE TABLE shelf.spot AS
WITH named AS (
    SELECT event_telling.event, event_telling.report, claim.place AS name, claim.country,
        mention.lat, mention.lon, mention.feature
    FROM event_telling
    JOIN claim ON claim.id = event_telling.claim
    LEFT JOIN mention ON mention.report = claim.report
        AND mention.span_start = claim.place_start AND mention.kind = 'place'
    WHERE claim.place IS NOT NULL
)
SELECT event, name, mode(country) AS country, any_value(lat) AS lat, any_value(lon) AS lon,
    any_value(feature) AS feature, count(DISTINCT report) AS reports
FROM named
GROUP BY event, name
QUALIFY row_number() OVER (PARTITION BY event ORDER BY count(DISTINCT report) DESC, name) = 1;
CREATE INDEX spot_event ON shelf.spot (event);

-- Which outlet tells of which event: what each covers, and what it leaves to others.
CREATE TABLE shelf.covers AS
SELECT DISTINCT told.event, card.source
FROM shelf.told JOIN shelf.report_card AS card ON card.id = told.report
WHERE card.source IS NOT NULL
ORDER BY source;
CREATE INDEX covers_event ON shelf.covers (event);
CREATE INDEX covers_source ON shelf.covers (source);

-- Outlets, agencies and other relayers, with what each covers, tells alone, and copies.
CREATE TABLE shelf.outlet_card AS
SELECT
    source.*, coalesce(covered.n, 0) AS events, coalesce(covered.alone, 0) AS alone,
    coalesce(copied.n, 0) AS copies,
    row_number() OVER (ORDER BY reports DESC, relayed DESC, name, id) AS place
FROM source
LEFT JOIN (
    SELECT source, count(*) AS n, count_if(outlets = 1) AS alone
    FROM (SELECT *, count(*) OVER (PARTITION BY event) AS outlets FROM shelf.covers)
    GROUP BY source
) AS covered ON covered.source = source.id
LEFT JOIN (
    SELECT source, count(*) AS n FROM shelf.report_card
    WHERE copy_origin IS NOT NULL AND copy_origin <> id GROUP BY source
) AS copied ON copied.source = source.id
ORDER BY place;
CREATE UNIQUE INDEX outlet_card_id ON shelf.outlet_card (id);

-- How an outlet names what another names otherwise: comparisons of naming, each from both sides.
CREATE TABLE shelf.naming AS
WITH turned AS (
    SELECT id, rule, left_value AS here, left_claim AS claim, left_report AS report,
        left_start AS span_start, left_end AS span_end, right_value AS there,
        right_report AS other_report, right_claim AS other_claim
    FROM comparison WHERE field = 'naming'
    UNION ALL
    SELECT id, rule, right_value, right_claim, right_report, right_start, right_end,
        left_value, left_report, left_claim
    FROM comparison WHERE field = 'naming'
)
SELECT mine.source, turned.*, theirs.outlet AS other_outlet
FROM turned
JOIN shelf.report_card AS mine ON mine.id = report
JOIN shelf.report_card AS theirs ON theirs.id = other_report
WHERE mine.source IS DISTINCT FROM theirs.source
ORDER BY mine.source;

-- Every word of headlines, articles and captions, and the reports it stands in.
CREATE TABLE shelf.word AS
WITH kept AS (
    SELECT line.report, line.role = 'title' AS title,
        strip_accents(lower(substring(text, span_start + 1, span_end - span_start))) AS words
    FROM line JOIN report ON report.id = line.report
    WHERE role IN ('title', 'body', 'caption')
), single AS (
    SELECT report, title, unnest(regexp_extract_all(words, '[\p{L}\p{N}]+')) AS word FROM kept
)
SELECT word, card.place, count(*)::USMALLINT AS times, bool_or(single.title) AS title
FROM single JOIN shelf.report_card AS card ON card.id = single.report
GROUP BY word, card.place
ORDER BY word, card.place;
CREATE INDEX word_word ON shelf.word (word);

-- Pairs of claims that a person should look at: those put into one event on weak grounds, and those
-- that contradict each other. What a person has decided already is left out.
CREATE TABLE shelf.doubt AS
WITH best AS (
    SELECT event, report, arg_max(claim, score) AS claim
    FROM shelf.told WHERE role = 'main' AND tells GROUP BY event, report
), linked AS (
    SELECT 'link' AS kind, 'event' AS about, told.claim AS left_claim,
        first(best.claim ORDER BY best.claim) AS right_claim, told.event, told.score, told.why
    FROM shelf.told JOIN best ON best.event = told.event AND best.report <> told.report
    WHERE told.tells AND told.score < 0.8 AND told.decided_by IN ('rule', 'model')
    GROUP BY ALL
), opposed AS (
    SELECT 'conflict' AS kind, CASE WHEN event IS NULL THEN 'utterance' ELSE 'event' END AS about,
        left_claim, right_claim, event, score, field || ': ' || rule AS why
    FROM comparison WHERE verdict = 'conflict' AND left_claim <> right_claim
), judged AS (
    SELECT left_id, right_id FROM judgement WHERE verdict IN ('same', 'different', 'unsure')
        AND state <> 'undone'
)
SELECT *, row_number() OVER (ORDER BY abs(score - 0.5), kind, left_claim, right_claim) AS place
FROM (
    -- one question a pair, however many fields are in conflict
    SELECT kind, about, left_claim, right_claim, any_value(event) AS event, min(score) AS score,
        string_agg(DISTINCT why, '; ' ORDER BY why) AS why
    FROM (FROM linked UNION ALL FROM opposed)
    GROUP BY kind, about, left_claim, right_claim
)
ANTI JOIN judged ON (judged.left_id, judged.right_id)
    IN ((left_claim, right_claim), (right_claim, left_claim))
ORDER BY place;
