"""Reports for the fault tests: good ones by the dozen, and each kind of bad one."""

from __future__ import annotations

from pathlib import Path

# A line is a paragraph, as on saved pages.
REPORT = "\n\n".join(
    (
        "{town} truce talks resume",
        "{town}, 4 May 2019 - Negotiators met in {town} on Saturday for a {nth} round of talks.",
        '"We will stay at the table until the {nth} paper is signed," the mediator Anna Berg told'
        " reporters.",
        "The governor of {town} said that the road to the coast would reopen within {number} days."
        " He denied that his guards had fired on a convoy of {number} trucks.",
        "Two drivers were killed on Thursday when a lorry hit a mine near {town}, the rescue"
        " service said.\n",
    )
)
# Valid UTF-8 for the most part, with one sequence torn.
TORN = REPORT.replace('"', "“", 1).format(town="Málaga", nth="fourth", number=3).encode()
TORN = TORN.replace(b"Anna", b"An\xe2\x80na")
TOWNS = ("Genoa", "Bergen", "Tampere", "Varna", "Aarhus", "Coimbra", "Zadar", "Leuven")

FARSI = (
    "به گزارش خبرنگار ما، رئیس جمهور امروز با وزیر خارجه دیدار کرد. وی در این دیدار گفت که گفتگوها "
    "ادامه خواهد یافت و دو کشور درباره همکاری‌های اقتصادی به توافق رسیده‌اند.\n"
)
NO_ARTICLE = (
    "<!doctype html><html><head><title>Menu</title></head><body><nav><a href='/'>Home</a>"
    "<a href='/world'>World</a></nav><footer>All rights reserved</footer></body></html>"
)
ODD_QUOTE = REPORT.format(town="Genoa", nth="third", number=12).replace('signed,"', "signed,")

BAD: dict[str, tuple[bytes, str]] = {
    # name: (content, code of the problem that tells of it)
    "empty.txt": (b"", "R001"),
    "blank.txt": (b" \n\t\n", "R001"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "R002"),
    "noise.dat": (bytes((i * 7919) % 251 for i in range(20_000)), "R002"),
    "broken.txt": (TORN, "R004"),
    "farsi.txt": (FARSI.encode(), "R006"),
    "menu.html": (NO_ARTICLE.encode(), "R007"),
    "lines.jsonl": (b'{"text": "A line that is cut\n', "R009"),
}


def write_reports(folder: Path, count: int) -> Path:
    """Writes `count` good reports, no two alike, and returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(count):
        text = REPORT.format(town=TOWNS[i % len(TOWNS)], nth=f"{i + 2}th", number=i + 3)
        (folder / f"report-{i:03}.txt").write_text(text, encoding="utf-8")
    return folder
