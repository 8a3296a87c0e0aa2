-- The dossier's tables. The words after `--` above a table and beside a column become its COMMENT,
-- so `SELECT * FROM duckdb_columns()` explains the file to whoever opens it.
--
-- Spans are [span_start, span_end) in Unicode code points of report.text, and `exact` beside them
-- is the very characters there. NULL means not known; an empty string never does.

-- What this file is: schema_version and the program that made it.
CREATE TABLE meta (
    key VARCHAR PRIMARY KEY, -- Name of the fact.
    value VARCHAR NOT NULL, -- The fact, as text.
);

-- PLOVER's sixteen event types, and how they are counted.
CREATE TABLE event_type (
    type VARCHAR PRIMARY KEY, -- PLOVER event type.
    quad_class VARCHAR NOT NULL, -- verbal|material cooperation|conflict.
    mutual BOOLEAN NOT NULL, -- Whether all who take part do the same, as in a meeting.
);

-- One report as read. Its text is final: never edited, and every span points into it.
CREATE TABLE report (
    id VARCHAR PRIMARY KEY, -- Content id, of name, text and what was stated about the report.
    name VARCHAR NOT NULL, -- Path inside the folder it was read from, or the file's own name.
    path VARCHAR NOT NULL, -- Path or address as the user gave it; FILE#ID for a line of a file.
    url VARCHAR, -- Where the report was published.
    source VARCHAR, -- Id of the outlet, where it is a known one.
    outlet_name VARCHAR, -- The outlet that wrote the report.
    republished_by VARCHAR, -- The outlet that reprinted it, where that is another.
    republished_by_id VARCHAR, -- Id of the outlet that reprinted it, where it is a known one.
    title VARCHAR, -- Headline.
    byline VARCHAR, -- Who is named as author.
    section VARCHAR, -- The section of the outlet that the page says it stands in.
    published_from DATE, -- First day on which it may have been published.
    published_to DATE, -- Last day on which it may have been published.
    published_how VARCHAR NOT NULL, -- given|metadata|url|printed|dateline|caption|narrative|sibling|unknown.
    published_why VARCHAR, -- What the date rests on, in words.
    language VARCHAR, -- ISO 639-1 code of the body's language.
    text VARCHAR NOT NULL, -- The whole text, untouched.
    sha256 VARCHAR NOT NULL, -- SHA-256 of the text in UTF-8, hexadecimal.
);

-- Agencies and others that a report credits ("Source: …", "TEHRAN (Reuters) –").
CREATE TABLE credit (
    report VARCHAR, -- The report.
    ordinal INTEGER, -- Position among the report's credits, from 0.
    source VARCHAR, -- Id of the credited, where it is known.
    name VARCHAR NOT NULL, -- Name of the credited.
    PRIMARY KEY (report, ordinal)
);

-- The words of a report that show its title, its outlet, its credits and its date.
CREATE TABLE report_evidence (
    report VARCHAR, -- The report.
    field VARCHAR, -- title|outlet|republished_by|credit|published.
    ordinal INTEGER, -- Which credit, from 0; 0 for the other fields.
    piece INTEGER, -- Position among the spans of this field, from 0.
    span_start INTEGER NOT NULL, -- Where the evidence starts.
    span_end INTEGER NOT NULL, -- Where the evidence ends.
    exact VARCHAR NOT NULL, -- The words themselves.
    PRIMARY KEY (report, field, ordinal, piece)
);

-- The role of each line of a report: article, furniture of the page, and why we think so.
CREATE TABLE line (
    report VARCHAR, -- The report.
    ordinal INTEGER, -- Position among the report's lines, from 0.
    span_start INTEGER NOT NULL, -- Where the line starts.
    span_end INTEGER NOT NULL, -- Where the line ends, without its line break.
    role VARCHAR NOT NULL, -- title|body|caption|dateline|byline|date|credit|furniture|teaser|other-language.
    why VARCHAR, -- What the role rests on.
    PRIMARY KEY (report, ordinal)
);

-- Names of actors and places, and expressions of time, where they stand in a report.
CREATE TABLE mention (
    id VARCHAR PRIMARY KEY, -- Content id.
    report VARCHAR NOT NULL, -- The report.
    ordinal INTEGER NOT NULL, -- Position among the report's mentions, or among its times, from 0.
    span_start INTEGER NOT NULL, -- Where the mention starts.
    span_end INTEGER NOT NULL, -- Where the mention ends.
    exact VARCHAR NOT NULL, -- The words themselves.
    kind VARCHAR NOT NULL, -- person|group|state|organisation|outlet|place|time.
    entity VARCHAR, -- Id of whom or what it names, within the report; NULL for a time.
    name VARCHAR, -- Canonical name within the report; NULL for a time.
    country VARCHAR, -- ISO 3166-1 alpha-2 code.
    lat DOUBLE, -- Latitude of a place, degrees north.
    lon DOUBLE, -- Longitude of a place, degrees east.
    feature VARCHAR, -- What sort of place: city|region|country|water|venue|….
    form VARCHAR, -- How it refers: name|nominal|pronoun; NULL for a time.
    time_kind VARCHAR, -- Of a time: date|time|duration|set.
    value VARCHAR, -- Of a time: TIMEX3 value.
    time_from DATE, -- Of a time: first day it covers.
    time_to DATE, -- Of a time: last day it covers.
    anchor VARCHAR, -- Of a time, what its reading rests on: explicit|published|narrative|unknown.
);

-- What one report asserts in one place. Claims are never merged.
CREATE TABLE claim (
    id VARCHAR PRIMARY KEY, -- Content id.
    report VARCHAR NOT NULL, -- The report.
    ordinal INTEGER NOT NULL, -- Position among the report's claims, from 0.
    kind VARCHAR NOT NULL, -- direct|indirect|mixed|narrated; narrated is the outlet's own voice.
    speech BOOLEAN NOT NULL, -- Whether it is an act of speech, not a belief or an intention.
    deed BOOLEAN NOT NULL, -- Whether it is an attitude that a deed shows: "imposed sanctions".
    stance VARCHAR NOT NULL, -- said|denied|declined|demanded|promised|threatened|praised|criticised|other.
    polarity VARCHAR NOT NULL, -- affirmed|negated.
    modality VARCHAR NOT NULL, -- actual|planned|possible|hypothetical|conditional.
    lead BOOLEAN NOT NULL, -- Whether it stands where a report says what it is about.
    span_start INTEGER NOT NULL, -- Where the content starts, or the context of a claim without any.
    span_end INTEGER NOT NULL, -- Where it ends; there may be gaps, see claim_span.
    exact VARCHAR NOT NULL, -- The words from span_start to span_end.
    context_start INTEGER NOT NULL, -- Where the sentence of the claim starts.
    context_end INTEGER NOT NULL, -- Where the sentence of the claim ends.
    event_type VARCHAR, -- PLOVER type of the event it tells of; NULL for an act of speech none fits.
    mode VARCHAR, -- PLOVER mode.
    cameo VARCHAR, -- CAMEO code by the published mapping.
    trigger_start INTEGER, -- Where the word that tells of the event starts.
    trigger_end INTEGER, -- Where the word that tells of the event ends.
    place VARCHAR, -- Settlement or region of the event.
    place_id VARCHAR, -- Id of the place, where it is a known one.
    place_start INTEGER, -- Where the words that name the place start.
    place_end INTEGER, -- Where they end.
    venue VARCHAR, -- Building of the event.
    country VARCHAR, -- ISO 3166-1 alpha-2 code of the event's place.
    when_from DATE, -- First day on which the event may have been.
    when_to DATE, -- Last day on which the event may have been.
    when_text VARCHAR, -- The words that date the event.
    when_anchor VARCHAR, -- What the date rests on: explicit|published|narrative|unknown; NULL: no words date it.
    when_start INTEGER, -- Where the words that date the event start.
    when_end INTEGER, -- Where the words that date the event end.
    score DOUBLE NOT NULL, -- Confidence in [0, 1].
);

-- The pieces of a claim: what is said, the word of saying, and the words for who says it.
CREATE TABLE claim_span (
    claim VARCHAR, -- The claim.
    part VARCHAR, -- content|cue|source.
    ordinal INTEGER, -- Position among the spans of this part, from 0.
    span_start INTEGER NOT NULL, -- Where the piece starts.
    span_end INTEGER NOT NULL, -- Where the piece ends.
    exact VARCHAR NOT NULL, -- The words themselves.
    PRIMARY KEY (claim, part, ordinal)
);

-- Who acts, is acted on, speaks or is spoken to in a claim.
CREATE TABLE participant (
    claim VARCHAR, -- The claim.
    part VARCHAR, -- actor|recipient|speaker|addressee.
    ordinal INTEGER, -- Position among those of this part, from 0.
    entity VARCHAR, -- Id within the report; NULL for someone who is only described.
    name VARCHAR NOT NULL, -- Canonical name, or the noun phrase without its article.
    kind VARCHAR NOT NULL, -- person|group|state|organisation|outlet.
    country VARCHAR, -- ISO 3166-1 alpha-2 code.
    role VARCHAR, -- Office or function at the time, e.g. head of state.
    span_start INTEGER, -- Where the words that name the participant start.
    span_end INTEGER, -- Where they end.
    exact VARCHAR, -- The words themselves.
    PRIMARY KEY (claim, part, ordinal)
);

-- The chain a claim came through, from its speaker outwards, without the outlet.
CREATE TABLE attribution (
    claim VARCHAR, -- The claim.
    hop INTEGER, -- Position in the chain; 0 stands next to the speaker.
    entity VARCHAR, -- Id of who relayed it, where known.
    name VARCHAR NOT NULL, -- Who relayed it.
    role VARCHAR NOT NULL, -- agency|broadcaster|newspaper|spokesman|document|institution|witness-network|other.
    span_start INTEGER, -- Where the words that name the hop start.
    span_end INTEGER, -- Where they end.
    exact VARCHAR, -- The words themselves.
    PRIMARY KEY (claim, hop)
);

-- Numbers that a claim asserts.
CREATE TABLE quantity (
    claim VARCHAR, -- The claim.
    ordinal INTEGER, -- Position among the claim's numbers, from 0.
    field VARCHAR NOT NULL, -- What is counted, e.g. killed.
    low DOUBLE, -- At least so many; NULL: no lower bound is said.
    high DOUBLE, -- At most so many; NULL: no upper bound is said ("at least 7").
    unit VARCHAR NOT NULL, -- Of what, e.g. persons.
    span_start INTEGER NOT NULL, -- Where the number starts.
    span_end INTEGER NOT NULL, -- Where the number ends.
    exact VARCHAR NOT NULL, -- The words themselves.
    PRIMARY KEY (claim, ordinal)
);

-- An actor or place across reports, under every name they use for it.
CREATE TABLE entity (
    id VARCHAR PRIMARY KEY, -- Id in the knowledge base, or of the founding mention.
    kind VARCHAR NOT NULL, -- person|group|state|organisation|outlet|place.
    name VARCHAR NOT NULL, -- Canonical name.
    names VARCHAR[] NOT NULL, -- Every name that reports use for it.
    country VARCHAR, -- ISO 3166-1 alpha-2 code.
    lat DOUBLE, -- Latitude, degrees north.
    lon DOUBLE, -- Longitude, degrees east.
);

-- An event: an identity that claims point at. Its date and place are views over those claims.
CREATE TABLE event (
    id VARCHAR PRIMARY KEY, -- Id of the founding claim's event.
    type VARCHAR NOT NULL, -- PLOVER type.
);

-- Judgements that two things are the same or not, each with its reason.
CREATE TABLE link (
    kind VARCHAR, -- copy: report–report (right is the origin) · story: report–report (right is the first of its affair) · entity: mention–entity · event: claim–event · utterance: claim–claim.
    left_id VARCHAR, -- The one.
    right_id VARCHAR, -- The other.
    judgement VARCHAR NOT NULL, -- same|different|unsure.
    score DOUBLE NOT NULL, -- Confidence in [0, 1].
    why VARCHAR, -- What the judgement rests on.
    decided_by VARCHAR NOT NULL, -- rule, model, or the name of a person.
    role VARCHAR, -- Of an event link: main, or background where the report only mentions the event.
    PRIMARY KEY (kind, left_id, right_id)
);

-- What people decided, as it stands in X.judgements.jsonl beside the dossier; this is a copy, with
-- the ids that the things have here.
CREATE TABLE judgement (
    id VARCHAR PRIMARY KEY, -- Content id of the line in the file.
    ordinal INTEGER NOT NULL, -- Position in the file, from 0.
    verdict VARCHAR NOT NULL, -- same|different|unsure|set|undo.
    about VARCHAR NOT NULL, -- event|utterance|entity|copy; of a set the field; of an undo the judgement.
    left_id VARCHAR, -- The one thing; of a set the claim or report; NULL where the dossier lacks it.
    right_id VARCHAR, -- The other thing.
    span_start INTEGER, -- Of the role of a line: where the line starts.
    span_end INTEGER, -- Where it ends.
    value VARCHAR, -- What a set sets.
    was VARCHAR, -- What the machine had found there, as JSON.
    why VARCHAR, -- The reason given.
    decided_by VARCHAR NOT NULL, -- Who decided.
    decided_at VARCHAR NOT NULL, -- When, UTC.
    state VARCHAR NOT NULL, -- obeyed|noted (unsure)|waiting (not in this dossier)|overruled (by a later one)|refused (a value that cannot be)|undone.
);

-- Two claims held against each other in one field.
CREATE TABLE comparison (
    id VARCHAR PRIMARY KEY, -- Content id.
    event VARCHAR, -- The event both tell of; NULL where they belong to no common one.
    field VARCHAR NOT NULL, -- date|place|actor|number:killed|outcome|statement|position|naming|….
    verdict VARCHAR NOT NULL, -- agree|compatible|conflict|incomparable.
    rule VARCHAR NOT NULL, -- The rule that decided.
    score DOUBLE NOT NULL, -- Confidence in [0, 1].
    shared_origin BOOLEAN NOT NULL, -- Whether both sides go back to the same witness.
    left_claim VARCHAR NOT NULL, -- The one claim.
    left_report VARCHAR NOT NULL, -- Its report.
    left_start INTEGER NOT NULL, -- Where the words that carry its value start.
    left_end INTEGER NOT NULL, -- Where they end.
    left_exact VARCHAR NOT NULL, -- The words themselves.
    left_value VARCHAR NOT NULL, -- Its value.
    right_claim VARCHAR NOT NULL, -- The other claim.
    right_report VARCHAR NOT NULL, -- Its report.
    right_start INTEGER NOT NULL, -- Where the words that carry its value start.
    right_end INTEGER NOT NULL, -- Where they end.
    right_exact VARCHAR NOT NULL, -- The words themselves.
    right_value VARCHAR NOT NULL, -- Its value.
);

-- What could not be read, decided or stored, and what to do about it.
CREATE TABLE problem (
    ordinal INTEGER, -- Position among the problems of one path and stage, from 0.
    path VARCHAR, -- The path it is about.
    report VARCHAR, -- The report it is about; NULL where none could be read.
    code VARCHAR NOT NULL, -- Code of the catalogue, e.g. R001.
    stage VARCHAR, -- read|annotate|link|compare|store.
    span_start INTEGER, -- Where in the report's text; NULL: the whole.
    span_end INTEGER, -- Where it ends.
    what VARCHAR NOT NULL, -- What is wrong.
    remedy VARCHAR NOT NULL, -- What to do about it.
);

-- Ids that were shown once and now go by another: nothing that was cited goes dead.
CREATE TABLE alias (
    old_id VARCHAR PRIMARY KEY, -- The id of an earlier build.
    new_id VARCHAR NOT NULL, -- The id of the same thing now.
);

-- Which version of a stage made what is stored; what is of another version is made again.
CREATE TABLE made (
    stage VARCHAR, -- annotate or link.
    report VARCHAR, -- The report.
    version VARCHAR NOT NULL, -- Version of the stage: program, and hash of its code and data.
    PRIMARY KEY (stage, report)
);

-- Terms that several of the reports linked so far tell of: what wordings are weighed with.
CREATE TABLE told_term (
    term VARCHAR PRIMARY KEY, -- The term: a stem, the id of an entity, or a figure with what it counts.
    reports INTEGER NOT NULL, -- How many reports tell of it.
);

-- Every run that changed the dossier; the only table that knows the time of day.
CREATE TABLE run (
    id INTEGER PRIMARY KEY, -- From 1, in order.
    stage VARCHAR NOT NULL, -- build|remove.
    version VARCHAR NOT NULL, -- Version of Dragoman.
    config VARCHAR NOT NULL, -- What it was asked, as JSON.
    counts VARCHAR NOT NULL, -- What it did, as JSON.
    stats VARCHAR, -- Seconds of processor time by stage, as JSON; NULL where nobody counted.
    started TIMESTAMP NOT NULL, -- When it began, UTC.
    finished TIMESTAMP NOT NULL, -- When it ended, UTC.
);
