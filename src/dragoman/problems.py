"""Every problem Dragoman can meet: a code that can be searched for, what it is, what to do.

R is read, F fetch (which is part of reading), A annotate, L link, S store, E export, U usage. A
code, once given, keeps its meaning.
"""

from __future__ import annotations

from dragoman.model import Problem, Span

CATALOGUE: dict[str, tuple[str, str, str]] = {
    # code: (stage, what, remedy); {detail} is filled in
    "R001": ("read", "The file is empty.", "Nothing to do, or save the page again."),
    "R002": (
        "read",
        "The file is not text: {detail}.",
        "Convert it to text or HTML first, or leave it out.",
    ),
    "R003": (
        "read",
        "The file cannot be opened: {detail}.",
        "Check that it exists and that you may read it.",
    ),
    "R004": (
        "read",
        "Some bytes are not valid {detail}; they are kept as U+FFFD.",
        "State the encoding, or save the file as UTF-8.",
    ),
    "R005": (
        "read",
        "The encoding was not stated and was taken to be {detail}.",
        "Save the file as UTF-8 if words look wrong.",
    ),
    "R006": (
        "read",
        "The report is in {detail}, and only English is annotated; its text is kept.",
        "Nothing to do, or translate it and add the translation.",
    ),
    "R007": (
        "read",
        "No article was found on the page.",
        "Save the page as text, or mark its lines by hand.",
    ),
    "R008": (
        "read",
        "The text is longer than {detail}; the rest is kept but not annotated.",
        "Split the file into its reports.",
    ),
    "R009": (
        "read",
        "Line {detail} is not a JSON object with a text.",
        'Write one object a line: {{"text": "…"}}.',
    ),
    "R010": (
        "read",
        "The stated {detail} cannot be understood and is left out.",
        "Dates are YYYY-MM-DD, or two of them for an interval.",
    ),
    "R011": (
        "read",
        "The sidecar file cannot be used: {detail}.",
        "It is a JSON object with any of outlet, url, published, title, language, byline.",
    ),
    "R012": (
        "read",
        "The same report (same name, same text) was already read as {detail}.",
        "Nothing to do; it is kept once.",
    ),
    "R013": (
        "read",
        "The page could not be parsed: {detail}.",
        "Save it again, or save its text.",
    ),
    "R014": (
        "read",
        "Files ending in {detail} are not read.",
        "Convert it to text, HTML or JSON lines.",
    ),
    "R015": (
        "read",
        "The text has {detail} control characters (NUL and the like); they are kept as they are.",
        "Nothing to do, or save the file again.",
    ),
    "R016": (
        "read",
        "The file is larger than {detail} and was not read.",
        "Split the file into its reports.",
    ),
    "R017": (
        "read",
        "{detail} characters had been misread (“donâ€™t” for “don’t”) and were read again.",
        "Nothing to do; `dragoman.read.mojibake.damage` gives what stood there.",
    ),
    "R020": (
        "read",
        "The data break off or are damaged ({detail}); what stands before the break is kept.",
        "Fetch or save the file again.",
    ),
    "R021": (
        "read",
        "Records of the archive that hold no report were passed over, {detail}.",
        "Nothing to do; they are no pages, or say nothing of their own.",
    ),
    "R022": (
        "read",
        "The compressed data expand to more than {detail} and were not read further.",
        "Unpack the file and look at it, or leave it out.",
    ),
    "R023": (
        "read",
        "Reading {detail} needs a library that is not installed.",
        "Install it with `pip install 'dragoman[documents]'`, or save the text.",
    ),
    "R024": (
        "read",
        "The table or JSON file cannot be read: {detail}.",
        "Open it in the program that wrote it and save it again.",
    ),
    "R025": (
        "read",
        "Row {detail} holds no text, or not as many fields as the header, and was left out.",
        "Mend the row; a field that holds the delimiter or line breaks stands in quotation marks.",
    ),
    "R026": (
        "read",
        "The document cannot be read: {detail}.",
        "Open it and save its text.",
    ),
    "R027": (
        "read",
        "The feed cannot be understood: {detail}.",
        "Check that the address is that of an RSS or Atom feed.",
    ),
    "R028": (
        "read",
        "The page is encoded in a way that cannot be undone: {detail}.",
        "Fetch or save it again.",
    ),
    "R029": (
        "read",
        "No column of the table is the text; its columns are {detail}.",
        "Say which with `--map text=COLUMN`.",
    ),
    "R030": (
        "read",
        "Only the first {detail} entries of the feed were followed.",
        "Run it again later, or give the pages' addresses.",
    ),
    "R031": (
        "read",
        "The entry of the feed or export has no text.",
        "Give the address of its page, or export it again with its full text.",
    ),
    "R032": (
        "read",
        "It is a feed, not a report.",
        "Give its address as feed:ADDRESS to read the pages it links to.",
    ),
    "F001": (
        "read",
        "The address cannot be reached: {detail}.",
        "Check it in a browser, and try again later.",
    ),
    "F002": (
        "read",
        "The site does not want to be read by programs ({detail}).",
        "Open the page in a browser and save it.",
    ),
    "F003": (
        "read",
        "The address lies in a private network: {detail}.",
        "If it is meant, add --allow-private.",
    ),
    "F004": (
        "read",
        "The redirects of the address were not followed to an end: {detail}.",
        "Open it in a browser and give the address that you arrive at.",
    ),
    "F005": (
        "read",
        "The answer is larger than {detail} and was not read.",
        "Save it, and give the part that matters.",
    ),
    "F006": (
        "read",
        "The answer was not there after {detail}.",
        "Try again later, or save the page from a browser.",
    ),
    "F007": (
        "read",
        "The server answered with status {detail}.",
        "Check the address in a browser.",
    ),
    "F008": (
        "read",
        "It is no address of a web page: {detail}.",
        "Give an address that begins with https:// or http://.",
    ),
    "F009": (
        "read",
        "The answer breaks off: {detail}; what came of it is in the archive beside the dossier.",
        "Try again later.",
    ),
    "A001": (
        "annotate",
        "Annotation failed: {detail}.",
        "This is a defect in Dragoman; please report it with the file. Its text is kept.",
    ),
    "A002": (
        "annotate",
        "A paragraph of {detail} characters without an end was not parsed.",
        "Split the paragraph.",
    ),
    "A003": (
        "annotate",
        "The process that annotated this report died of it, most likely for want of memory.",
        "Free memory or use fewer --workers, and build with --force. Its text is kept.",
    ),
    "L001": (
        "link",
        "Line {detail} of the judgements cannot be read and is passed over.",
        "Mend the line, or delete it; the other lines are obeyed.",
    ),
    "L002": (
        "link",
        "The judgement {detail} is about something that is not in this dossier.",
        "Nothing to do; it is obeyed once the report is there.",
    ),
    "L003": (
        "link",
        "The judgement {detail} contradicts later ones, which are obeyed.",
        "`dragoman judge X.duckdb list` shows them; undo the wrong one.",
    ),
    "L004": (
        "link",
        "The judgement {detail} sets a value that cannot be, and is passed over.",
        "Undo it, and set another value; docs/commands.md tells which there are.",
    ),
    "S001": (
        "store",
        "A span does not hold its words and was refused: {detail}.",
        "This is a defect in Dragoman; please report it.",
    ),
    "S002": (
        "store",
        "The report {detail} was changed since the last build and replaces its earlier text.",
        "Nothing to do; keep both under different names if you need both.",
    ),
    "S003": (
        "store",
        "Two rows have the id {detail}; the second was refused.",
        "This is a defect in Dragoman; please report it.",
    ),
    "S004": (
        "store",
        "There is no dossier here.",
        "Check the path, or make one with `dragoman build REPORTS -o X.duckdb`.",
    ),
    "S005": (
        "store",
        "The file is not a dossier: {detail}.",
        "Give the file that `dragoman build` wrote.",
    ),
    "S006": (
        "store",
        "The dossier is of another schema version: {detail}.",
        "To upgrade, move the file away and build it again from its sources with `dragoman build`.",
    ),
    "S007": (
        "store",
        "Another build is writing to this dossier.",
        "Wait until it ends, then run the command again.",
    ),
    "S008": (
        "store",
        "No report has the id, name or path {detail}.",
        '`dragoman sql X.duckdb "SELECT id, name, path FROM report"` lists them.',
    ),
    "S009": (
        "store",
        "The query was stopped after {detail} seconds.",
        "Narrow it down, or give it more time.",
    ),
    "E001": (
        "export",
        "There is no such export.",
        "Give --to one of: {detail}.",
    ),
    "E002": (
        "export",
        "This needs a library that is not installed.",
        "Install it with `pip install 'dragoman[{detail}]'`.",
    ),
    "E003": (
        "export",
        "The corrections cannot be read: {detail}.",
        "Export the Label Studio project as JSON, not JSON-MIN.",
    ),
    "E004": (
        "export",
        "The task is of a text that the dossier does not hold.",
        "Give the dossier that the tasks were exported from.",
    ),
    "E005": (
        "export",
        "A region was drawn, moved or deleted, which no judgement can say.",
        "Judge it with `dragoman judge`, or leave it; roles and speakers are taken over.",
    ),
    "U001": (
        "usage",
        "The date {detail} cannot be understood.",
        "Write YYYY-MM-DD, YYYY-MM or YYYY.",
    ),
    "U002": (
        "usage",
        "There is no event type {detail}.",
        "Types are PLOVER's, see docs/concepts.md.",
    ),
    "U003": (
        "usage",
        "This format is binary and would spoil the terminal.",
        "Name a file with --output, or send it through a pipe.",
    ),
    "U004": (
        "usage",
        "The file cannot be written: {detail}.",
        "Choose another with --output, or make room.",
    ),
    "U005": (
        "usage",
        "The system refused: {detail}.",
        "Check that it exists, and that you may read and write there.",
    ),
    "U006": (
        "usage",
        "The stated time of publication, {detail}, cannot be understood.",
        "Write YYYY-MM-DD, or two of them with a slash between for an interval.",
    ),
    "U007": (
        "usage",
        "The query cannot be answered: {detail}.",
        '`dragoman sql X.duckdb "show all tables"` lists what can be asked.',
    ),
    "U009": (
        "usage",
        "The mapping of columns cannot be understood: {detail}.",
        "Write FIELD=COLUMN, several of them with commas between.",
    ),
    "U010": (
        "usage",
        "The list of feeds cannot be used: {detail}.",
        'Write TOML: `every = 30` (minutes), and for each feed `[[feed]]` and `address = "…"`.',
    ),
    "U011": (
        "usage",
        "The knowledge file cannot be used, and nothing of it is: {detail}.",
        "Mend the line; docs/knowledge.md shows what a knowledge file may say.",
    ),
    "U008": (
        "usage",
        "A database lies there, perhaps a dossier, and is not overwritten.",
        "Name another file with --output.",
    ),
    "U013": (
        "usage",
        "Nothing in the dossier has the id {detail}.",
        "Give the id of a claim, event, entity, mention or report, or REPORT:START-END for a line.",
    ),
    "U014": (
        "usage",
        "This cannot be judged: {detail}.",
        "Judge two claims or events, two entities or mentions, or two reports; or set a field.",
    ),
    "U015": (
        "usage",
        "There is no judgement {detail} that could be undone.",
        "`dragoman judge X.duckdb list` lists them with their ids.",
    ),
    "U016": (
        "usage",
        "A judgement needs the name of who makes it.",
        "Add --by NAME.",
    ),
    "U021": (
        "usage",
        "Judgements bear the name of who judges, and none is given.",
        "Say --as NAME, or set DRAGOMAN_NAME.",
    ),
    "U020": (
        "usage",
        "Nothing can listen there: {detail}.",
        "Choose another --port (0 takes any that is free), or end what listens.",
    ),
    "U012": (
        "usage",
        "This format is several files, which standard output cannot take.",
        "Name them with --output NAME.",
    ),
}


def problem(
    code: str,
    path: str,
    *,
    detail: str = "",
    span: Span | None = None,
) -> Problem:
    """A problem of the catalogue, filled in for one place.

    Raises:
        KeyError: `code` is not in the catalogue.
    """
    stage, what, remedy = CATALOGUE[code]
    return Problem(
        code=code,
        path=path,
        stage=stage,
        what=what.format(detail=detail),
        remedy=remedy.format(detail=detail),
        span=span,
    )
