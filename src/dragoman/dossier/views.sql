-- The dossier's views: what the claims add up to. Nothing here is stored; each line is worked out
-- from the tables, so it can be read, doubted and rewritten by whoever opens the file.
-- The words after `--` above a view and beside a column become its COMMENT.

-- Which event each claim belongs to, how, and whether it tells of it or was only said there.
CREATE VIEW event_claim (
    event, -- The event.
    event_type, -- Its PLOVER type.
    claim, -- The claim.
    report, -- The report that makes the claim.
    role, -- main, or background where the report only mentions the event.
    tells, -- Whether the claim tells of the event itself; a statement made there does not.
    negates, -- Whether the claim says that it is not so, or is a denial.
    modality, -- actual|planned|possible|hypothetical|conditional.
) AS
SELECT
    event.id, event.type, claim.id, claim.report, coalesce(link.role, 'main'),
    coalesce(claim.event_type = event.type, false)
        AND link.why NOT IN ('said at', 'told with'), -- link/speeches.py hangs these there
    claim.polarity = 'negated' OR claim.stance = 'denied',
    claim.modality
FROM link
JOIN event ON event.id = link.right_id
JOIN claim ON claim.id = link.left_id
WHERE link.kind = 'event' AND link.judgement = 'same';

-- The claims an event is judged by: those that tell of it in reports that are about it, and only
-- where there are none, those that recall it.
CREATE VIEW event_telling (
    event, -- The event.
    claim, -- The claim.
    report, -- The report that makes the claim.
    negates, -- Whether the claim says that it is not so, or is a denial.
    modality, -- actual|planned|possible|hypothetical|conditional.
) AS
SELECT event, claim, report, negates, modality
FROM event_claim
WHERE tells
QUALIFY role = 'main' OR NOT bool_or(role = 'main') OVER (PARTITION BY event);

-- Reports that are near-copies of each other, with the one they likely go back to.
CREATE VIEW copy_group (
    id, -- The group: the smallest id among its reports.
    report, -- A report of the group; a report without copies is in none.
    origin, -- The report that the links of the group call the origin.
) AS
WITH RECURSIVE pair AS (
    SELECT left_id, right_id FROM link WHERE kind = 'copy' AND judgement = 'same'
), near AS (
    SELECT left_id AS one, right_id AS other FROM pair
    UNION
    SELECT right_id, left_id FROM pair
), reach AS (
    SELECT one, other FROM near
    UNION
    SELECT reach.one, near.other FROM reach JOIN near ON near.one = reach.other
), grouped AS (
    SELECT one AS report, min(other) AS id FROM reach GROUP BY one
)
SELECT
    grouped.id, grouped.report,
    -- the origin is copied from and copies nobody; the id breaks a tie
    first(grouped.report ORDER BY copies.left_id IS NOT NULL, grouped.report)
        OVER (PARTITION BY grouped.id
              ORDER BY copies.left_id IS NOT NULL, grouped.report
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
FROM grouped
LEFT JOIN (SELECT DISTINCT left_id FROM pair) AS copies ON copies.left_id = grouped.report;

-- Near-copies, a row a group: wire texts and reprints.
CREATE VIEW copies (
    id, -- The group.
    reports, -- Paths of its reports.
    origin, -- Path of the report the others likely go back to.
    source, -- Outlet of that report.
    why, -- What makes it the origin.
    similarity, -- The least similarity that joined the group, in [0, 1].
) AS
SELECT
    copy_group.id, list_sort(list(DISTINCT member.path)), any_value(origin.path),
    any_value(origin.outlet_name),
    any_value(link.why ORDER BY link.right_id <> copy_group.origin, link.left_id),
    min(link.score)
FROM copy_group
JOIN report AS member ON member.id = copy_group.report
JOIN report AS origin ON origin.id = copy_group.origin
LEFT JOIN link
    ON link.kind = 'copy' AND link.judgement = 'same' AND link.left_id = copy_group.report
GROUP BY copy_group.id;

-- Whom each report of an event goes back to. Reports with the same origin are one witness.
CREATE VIEW event_origin (
    event, -- The event.
    report, -- A report that tells of it.
    origin, -- The agency all its claims come from, else its outlet, else the report itself.
) AS
WITH told AS (
    -- a copy speaks with the voice of the report it was copied from
    SELECT DISTINCT
        event_telling.event, event_telling.report, event_telling.claim,
        coalesce(copy_group.origin, event_telling.report) AS voice
    FROM event_telling
    LEFT JOIN copy_group ON copy_group.report = event_telling.report
), asserted AS (
    SELECT event, report, count(DISTINCT claim) AS claims FROM told GROUP BY event, report
), relayed AS (
    SELECT told.event, told.report, coalesce(hop.entity, hop.name) AS agency
    FROM told
    JOIN attribution AS hop ON hop.claim = told.claim AND hop.role = 'agency'
    JOIN asserted ON asserted.event = told.event AND asserted.report = told.report
    GROUP BY told.event, told.report, coalesce(hop.entity, hop.name), asserted.claims
    HAVING count(DISTINCT told.claim) = asserted.claims
), credited AS (
    SELECT report, string_agg(coalesce(source, name), '+' ORDER BY coalesce(source, name)) AS agency
    FROM credit
    GROUP BY report
)
SELECT
    told.event, told.report,
    coalesce(
        min(credited.agency), min(relayed.agency), any_value(voice.source),
        any_value(voice.outlet_name), told.voice
    )
FROM told
JOIN report AS voice ON voice.id = told.voice
LEFT JOIN credited ON credited.report = told.voice
LEFT JOIN relayed ON relayed.event = told.event AND relayed.report = told.voice
GROUP BY told.event, told.report, told.voice;

-- Participants of claims under the ids and names they have across reports.
CREATE VIEW claim_actor (
    claim, -- The claim.
    part, -- actor|recipient|speaker|addressee.
    ordinal, -- Position among those of this part, from 0.
    entity, -- The entity across reports; NULL for someone who is only described.
    name, -- Its canonical name, or the noun phrase.
    kind, -- person|group|state|organisation|outlet.
    country, -- ISO 3166-1 alpha-2 code.
) AS
WITH known AS (
    -- what a report calls by one id may be linked mention by mention
    SELECT mention.report, mention.entity AS local, mode(link.right_id) AS entity
    FROM mention
    JOIN link ON link.kind = 'entity' AND link.left_id = mention.id AND link.judgement = 'same'
    GROUP BY ALL
)
SELECT
    participant.claim, participant.part, participant.ordinal,
    coalesce(entity.id, participant.entity), coalesce(entity.name, participant.name),
    coalesce(entity.kind, participant.kind), coalesce(participant.country, entity.country)
FROM participant
JOIN claim ON claim.id = participant.claim
LEFT JOIN known ON known.report = claim.report AND known.local = participant.entity
LEFT JOIN entity ON entity.id = coalesce(known.entity, participant.entity);

-- Who takes part in an event, by how many reports.
CREATE VIEW event_actor (
    event, -- The event.
    entity, -- The entity, or the name of someone who is only described.
    name, -- Its canonical name.
    kind, -- person|group|state|organisation|outlet.
    country, -- ISO 3166-1 alpha-2 code.
    part, -- actor or recipient, whichever more claims make it.
    reports, -- How many reports name it as taking part.
    origins, -- How many independent origins do.
) AS
SELECT
    event_telling.event, coalesce(claim_actor.entity, claim_actor.name),
    min(claim_actor.name), min(claim_actor.kind), min(claim_actor.country),
    CASE WHEN count_if(claim_actor.part = 'actor') >= count_if(claim_actor.part = 'recipient')
        THEN 'actor' ELSE 'recipient' END,
    count(DISTINCT event_telling.report), count(DISTINCT event_origin.origin)
FROM event_telling
JOIN claim_actor
    ON claim_actor.claim = event_telling.claim AND claim_actor.part IN ('actor', 'recipient')
JOIN event_origin USING (event, report)
GROUP BY event_telling.event, coalesce(claim_actor.entity, claim_actor.name);

-- Every value that reports give to a field of an event, with its support and its dissent.
CREATE VIEW event_field (
    event, -- The event.
    field, -- date|place|venue|participant|status.
    value, -- The value; a date as FROM/TO with .. for an open end.
    value_from, -- Of a date: first day.
    value_to, -- Of a date: last day.
    reports, -- Ids of the reports that support it; a wider date supports the narrower one it holds.
    origins, -- How many independent origins they go back to.
    dissent, -- How many reports give only values that exclude it; naming others is no dissent from a participant.
) AS
WITH told AS (
    SELECT event_telling.event, event_telling.report, origin, negates, claim.*
    FROM event_telling
    JOIN event_origin USING (event, report)
    JOIN claim ON claim.id = event_telling.claim
), stated AS (
    SELECT event, report, origin, 'place' AS field, place AS value FROM told
    UNION
    SELECT event, report, origin, 'venue', venue FROM told
    UNION
    SELECT event, report, origin, 'participant', claim_actor.name
    FROM told
    JOIN claim_actor ON claim_actor.claim = told.id AND part IN ('actor', 'recipient')
    UNION
    -- reports of one origin are one witness: a slip in a copy is no denial
    SELECT
        event, report, origin, 'status',
        CASE
            WHEN bool_or(modality = 'actual' AND NOT negates) OVER witness THEN 'happened'
            WHEN bool_or(modality = 'planned' AND negates) OVER witness THEN 'cancelled'
            WHEN bool_or(modality = 'actual' AND negates) OVER witness THEN 'denied'
            ELSE 'planned'
        END
    FROM told
    WINDOW witness AS (PARTITION BY event, origin)
), plain AS (
    SELECT
        one.event, one.field, one.value, list(DISTINCT one.report ORDER BY one.report) AS reports,
        count(DISTINCT one.origin) AS origins
    FROM stated AS one
    WHERE one.value IS NOT NULL
    GROUP BY ALL
), dated AS (
    SELECT DISTINCT
        event, report, origin, when_from, when_to,
        coalesce(when_from, DATE '0001-01-01') AS low, coalesce(when_to, DATE '9999-12-31') AS high
    FROM told
    WHERE when_from IS NOT NULL OR when_to IS NOT NULL
), day AS (
    SELECT one.event, one.when_from, one.when_to, one.low, one.high,
        list(DISTINCT other.report ORDER BY other.report) AS reports,
        count(DISTINCT other.origin) AS origins
    FROM (SELECT DISTINCT event, when_from, when_to, low, high FROM dated) AS one
    JOIN dated AS other
        ON other.event = one.event AND other.low <= one.low AND one.high <= other.high
    GROUP BY ALL
)
SELECT
    event, 'date',
    coalesce(when_from::VARCHAR, '..') || '/' || coalesce(when_to::VARCHAR, '..'),
    when_from, when_to, reports, origins,
    (
        SELECT count(*) FROM (
            SELECT other.report FROM dated AS other
            WHERE other.event = day.event
            GROUP BY other.report
            HAVING bool_and(other.high < day.low OR day.high < other.low)
        )
    )
FROM day
UNION ALL
SELECT
    event, field, value, NULL, NULL, reports, origins,
    CASE WHEN field = 'participant' THEN 0 ELSE (
        SELECT count(DISTINCT other.report) FROM stated AS other
        WHERE other.event = plain.event AND other.field = plain.field
            AND other.value IS NOT NULL AND NOT list_contains(plain.reports, other.report)
    ) END
FROM plain;

-- An event in a line: when, where, whether it happened, and how well that is supported.
CREATE VIEW event_summary (
    event, -- The event.
    type, -- PLOVER type.
    mode, -- PLOVER mode that most claims give.
    when_from, -- First day of the best supported, then narrowest, interval.
    when_to, -- Last day of it.
    when_how, -- What that interval rests on: explicit|published|narrative|unknown.
    place, -- Best supported settlement or region.
    venue, -- Best supported building.
    country, -- Country that most claims place it in.
    status, -- happened|planned|cancelled|denied; disputed where some affirm and others deny.
    reports, -- How many reports tell of it.
    independent_sources, -- How many independent origins they go back to.
) AS
WITH best AS (
    SELECT *
    FROM event_field
    WHERE field IN ('date', 'place', 'venue')
    QUALIFY row_number() OVER (
        PARTITION BY event, field
        ORDER BY origins DESC, len(reports) DESC,
            coalesce(value_to, DATE '9999-12-31') - coalesce(value_from, DATE '0001-01-01'), value
    ) = 1
), claims AS (
    SELECT
        event_telling.event, mode(claim.mode) AS mode, mode(claim.country) AS country,
        count(DISTINCT event_telling.report) AS reports,
        count(DISTINCT event_origin.origin) AS origins
    FROM event_telling
    JOIN event_origin USING (event, report)
    JOIN claim ON claim.id = event_telling.claim
    GROUP BY event_telling.event
), statuses AS (
    SELECT event, list(value) AS given FROM event_field WHERE field = 'status' GROUP BY event
), anchors AS (
    SELECT event_telling.event, claim.when_from, claim.when_to,
        first(claim.when_anchor ORDER BY
            list_position(['explicit', 'published', 'narrative', 'unknown'], claim.when_anchor)
        ) AS how
    FROM event_telling
    JOIN claim ON claim.id = event_telling.claim
    GROUP BY ALL
)
SELECT
    event.id, event.type, claims.mode,
    date.value_from, date.value_to, anchors.how, place.value, venue.value, claims.country,
    CASE
        WHEN list_contains(given, 'happened') AND list_contains(given, 'denied') THEN 'disputed'
        WHEN list_contains(given, 'happened') THEN 'happened'
        WHEN list_contains(given, 'cancelled') THEN 'cancelled'
        WHEN list_contains(given, 'denied') THEN 'denied'
        ELSE 'planned'
    END,
    claims.reports, claims.origins
FROM event
JOIN claims ON claims.event = event.id
JOIN statuses ON statuses.event = event.id
LEFT JOIN best AS date ON date.event = event.id AND date.field = 'date'
LEFT JOIN best AS place ON place.event = event.id AND place.field = 'place'
LEFT JOIN best AS venue ON venue.event = event.id AND venue.field = 'venue'
LEFT JOIN anchors
    ON anchors.event = event.id
    AND anchors.when_from IS NOT DISTINCT FROM date.value_from
    AND anchors.when_to IS NOT DISTINCT FROM date.value_to;

-- Who said what according to whom, a row a statement.
CREATE VIEW who_said (
    claim, -- The claim.
    speakers, -- The innermost speakers; empty where nothing can be said.
    stance, -- said|denied|declined|demanded|promised|threatened|praised|criticised|other.
    quote, -- What was said, as it stands in the report.
    kind, -- direct|indirect|mixed.
    addressees, -- Those spoken to.
    via, -- Who relayed it, from the speaker outwards.
    outlet, -- The outlet that reports it.
    report, -- The report.
    path, -- Its path.
    span_start, -- Where the quote starts.
    span_end, -- Where the quote ends.
    events, -- The events it was said at or tells of.
) AS
WITH named AS (
    SELECT claim, part, list(name ORDER BY ordinal) AS names FROM claim_actor GROUP BY claim, part
), chain AS (
    SELECT claim, list(name ORDER BY hop) AS names FROM attribution GROUP BY claim
), placed AS (
    SELECT claim, list(DISTINCT event ORDER BY event) AS events FROM event_claim GROUP BY claim
)
SELECT
    claim.id, coalesce(speaker.names, []), claim.stance, claim.exact, claim.kind,
    coalesce(addressee.names, []), coalesce(chain.names, []), report.outlet_name, report.id,
    report.path, claim.span_start, claim.span_end, coalesce(placed.events, [])
FROM claim
JOIN report ON report.id = claim.report
LEFT JOIN named AS speaker ON speaker.claim = claim.id AND speaker.part = 'speaker'
LEFT JOIN named AS addressee ON addressee.claim = claim.id AND addressee.part = 'addressee'
LEFT JOIN chain ON chain.claim = claim.id
LEFT JOIN placed ON placed.claim = claim.id
WHERE claim.kind <> 'narrated';

-- Where two reports contradict each other, with the words of both.
CREATE VIEW conflict (
    id, -- The comparison.
    event, -- The event both tell of; NULL where they belong to no common one.
    field, -- The field they differ in.
    rule, -- The rule that decided.
    score, -- Confidence in [0, 1].
    shared_origin, -- Whether both sides go back to the same witness.
    left_outlet, -- The outlet of the one side.
    left_value, -- What it gives.
    left_quote, -- Its words.
    left_evidence, -- Where they stand, PATH:START-END.
    right_outlet, -- The outlet of the other side.
    right_value, -- What it gives.
    right_quote, -- Its words.
    right_evidence, -- Where they stand, PATH:START-END.
) AS
SELECT
    comparison.id, event, field, rule, score, shared_origin,
    one.outlet_name, left_value, left_exact, one.path || ':' || left_start || '-' || left_end,
    other.outlet_name, right_value, right_exact,
    other.path || ':' || right_start || '-' || right_end
FROM comparison
JOIN report AS one ON one.id = left_report
JOIN report AS other ON other.id = right_report
WHERE verdict = 'conflict';

-- What an outlet passes over: events it has no report of, though it reports a sibling, an event
-- with two of the same participants.
CREATE VIEW coverage (
    event, -- The event that is not reported.
    outlet, -- The outlet that has no report of it.
    siblings, -- The events it reports instead.
) AS
WITH told AS (
    SELECT DISTINCT event_claim.event, report.outlet_name AS outlet
    FROM event_claim
    JOIN report ON report.id = event_claim.report
    WHERE report.outlet_name IS NOT NULL
), actor AS MATERIALIZED (
    SELECT event, entity FROM event_actor
), pair AS MATERIALIZED (
    -- two events share two participants where they share a pair; few events share any given pair
    SELECT one.event, one.entity AS first, other.entity AS second
    FROM actor AS one
    JOIN actor AS other ON other.event = one.event AND other.entity > one.entity
), sibling AS (
    SELECT DISTINCT one.event, other.event AS sibling
    FROM pair AS one
    JOIN pair AS other
        ON other.first = one.first AND other.second = one.second AND other.event <> one.event
)
SELECT sibling.event, told.outlet, list(DISTINCT sibling.sibling ORDER BY sibling.sibling)
FROM sibling
JOIN told ON told.event = sibling.sibling
ANTI JOIN told AS also ON also.event = sibling.event AND also.outlet = told.outlet
GROUP BY sibling.event, told.outlet;

-- What passed between two actors in a month: events that happened, counted by quad class.
CREATE VIEW relation_month (
    actor, -- Entity that acts; of a mutual event, the one whose id comes first.
    actor_name, -- Its name.
    actor_country, -- Its country, ISO 3166-1 alpha-2.
    recipient, -- Entity acted on, or the other side of a mutual event.
    recipient_name, -- Its name.
    recipient_country, -- Its country, ISO 3166-1 alpha-2.
    month, -- First day of the month; NULL where the date is not known to the month.
    quad_class, -- verbal|material cooperation|conflict.
    events, -- How many events.
    event_ids, -- Which.
) AS
WITH actor AS MATERIALIZED (FROM event_actor)
SELECT
    one.entity, min(one.name), min(one.country), other.entity, min(other.name), min(other.country),
    CASE WHEN date_trunc('month', when_from) = date_trunc('month', when_to)
        THEN date_trunc('month', when_from)::DATE END AS in_month,
    event_type.quad_class, count(DISTINCT event_summary.event),
    list(DISTINCT event_summary.event ORDER BY event_summary.event)
FROM event_summary
JOIN event_type USING (type)
JOIN actor AS one ON one.event = event_summary.event
JOIN actor AS other ON other.event = event_summary.event
WHERE event_summary.status = 'happened'
    AND CASE WHEN event_type.mutual
        THEN one.entity < other.entity
        ELSE one.part = 'actor' AND other.part = 'recipient' END
GROUP BY one.entity, other.entity, in_month, event_type.quad_class;

-- Outlets, agencies and all others that wrote, reprinted, were credited or relayed.
CREATE VIEW source (
    id, -- Id of the source where it is a known one, else its name.
    name, -- Its name.
    kind, -- outlet, or what it is where others relay through it.
    country, -- ISO 3166-1 alpha-2 code.
    reports, -- How many reports it wrote.
    reprints, -- How many reports of others it reprinted.
    credits, -- How many reports credit it.
    relayed, -- How many claims came through it.
) AS
WITH used AS (
    SELECT source AS id, outlet_name AS name, 'outlet' AS kind, 'wrote' AS act FROM report
    UNION ALL
    SELECT republished_by_id, republished_by, 'outlet', 'reprinted' FROM report
    UNION ALL
    SELECT source, name, 'agency', 'credited' FROM credit
    UNION ALL
    SELECT entity, name, role, 'relayed' FROM attribution
    WHERE role IN ('agency', 'broadcaster', 'newspaper', 'witness-network')
)
SELECT
    coalesce(used.id, used.name), mode(used.name),
    coalesce(min(used.kind) FILTER (used.kind <> 'outlet'), 'outlet'),
    any_value(entity.country ORDER BY entity.id),
    count_if(act = 'wrote'), count_if(act = 'reprinted'), count_if(act = 'credited'),
    count_if(act = 'relayed')
FROM used
LEFT JOIN entity ON entity.id = used.id
WHERE used.name IS NOT NULL
GROUP BY coalesce(used.id, used.name);

-- Every assertion of the dossier with the exact place and words it rests on.
CREATE VIEW evidence (
    subject, -- Table of the assertion: report|mention|claim|participant|attribution|quantity.
    id, -- Id of the report, mention or claim it belongs to.
    part, -- Which part of it: outlet, content, cue, speaker, trigger, when, a hop, ….
    report, -- The report.
    span_start, -- Where the words start.
    span_end, -- Where they end.
    quote, -- The words.
    place, -- PATH:START-END.
) AS
WITH span AS (
    SELECT 'report' AS subject, report AS id, field AS part, report, span_start, span_end, exact
    FROM report_evidence
    UNION ALL
    SELECT 'mention', id, kind, report, span_start, span_end, exact FROM mention
    UNION ALL
    SELECT 'claim', claim, part, claim.report, claim_span.span_start, claim_span.span_end,
        claim_span.exact
    FROM claim_span JOIN claim ON claim.id = claim
    UNION ALL
    SELECT 'claim', claim.id, 'trigger', claim.report, trigger_start, trigger_end,
        substring(text, trigger_start + 1, trigger_end - trigger_start)
    FROM claim JOIN report ON report.id = claim.report WHERE trigger_start IS NOT NULL
    UNION ALL
    SELECT 'claim', claim.id, 'place', claim.report, place_start, place_end,
        substring(text, place_start + 1, place_end - place_start)
    FROM claim JOIN report ON report.id = claim.report WHERE place_start IS NOT NULL
    UNION ALL
    SELECT 'claim', id, 'when', report, when_start, when_end, when_text
    FROM claim WHERE when_start IS NOT NULL
    UNION ALL
    SELECT 'participant', claim, part, claim.report, participant.span_start, participant.span_end,
        participant.exact
    FROM participant JOIN claim ON claim.id = claim WHERE participant.span_start IS NOT NULL
    UNION ALL
    SELECT 'attribution', claim, role, claim.report, attribution.span_start, attribution.span_end,
        attribution.exact
    FROM attribution JOIN claim ON claim.id = claim WHERE attribution.span_start IS NOT NULL
    UNION ALL
    SELECT 'quantity', claim, field, claim.report, quantity.span_start, quantity.span_end,
        quantity.exact
    FROM quantity JOIN claim ON claim.id = claim
)
SELECT
    subject, span.id, part, span.report, span_start, span_end, exact,
    path || ':' || span_start || '-' || span_end
FROM span
JOIN report ON report.id = span.report;
