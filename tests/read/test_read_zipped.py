"""ZIP archives: read like a folder, within bounds; what cannot be read is a row."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from dragoman.read.inputs import zipped
from tests.read.files import MAY_4, STORY, kept, read
from tests.webserver import ARTICLE, page

RTF = rb"{\rtf1\ansi The strike ended.\par Boats sail at nine again.\par}"
LINE = json.dumps({"id": "a", "text": STORY})


def packed(files: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def told(folder: Path, content: bytes) -> tuple[list[str], list[str]]:
    """The names of the reports, and the codes of the problems."""
    reports, codes = read(kept(folder, "a.zip", content))
    return [report.name for report in reports], codes


def test_a_zipped_folder_is_read_as_the_folder_is(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {
        "news/b.html": page("Ferries sail"),
        "news/a.txt": STORY,
        "news/a.txt.meta.json": json.dumps({"published": "2019-05-04", "outlet": "Dock Herald"}),
        "news/rows.jsonl": LINE,
        "news/letter.rtf": RTF,
        "news/.hidden.txt": STORY,
        "__MACOSX/._a.txt": b"\0\1",
        "news/picture.png": b"\x89PNG\r\n\x1a\n\0\0",
    }
    folder = tmp_path / "folder"
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        kept(folder, name, content)
    plain, plain_codes = read(folder)
    reports, codes = read(kept(tmp_path, "a.zip", packed(files)))

    assert [report.name for report in reports] == [f"a.zip!/{each.name}" for each in plain]
    assert reports[0].path == str(tmp_path / "a.zip!" / "news/a.txt")
    assert [report.name for report in reports[-1:]] == ["a.zip!/news/rows.jsonl#a"]
    assert [(r.text, r.published, r.outlet, r.title) for r in reports] == [
        (r.text, r.published, r.outlet, r.title) for r in plain
    ]
    assert reports[0].published.when == MAY_4
    assert codes == plain_codes == ["R002"]


def test_a_press_databases_archive_of_word_documents_is_read(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    out = io.BytesIO()
    document = docx.Document()
    for paragraph in ARTICLE:
        document.add_paragraph(paragraph)
    document.save(out)
    archive = packed({"Ferry accord.DOCX": out.getvalue(), "Strike.RTF": RTF}, zipfile.ZIP_STORED)
    names, codes = told(tmp_path, archive)
    assert (names, codes) == (["a.zip!/Ferry accord.DOCX", "a.zip!/Strike.RTF"], [])
    assert len(read(kept(tmp_path, "a.docx", out.getvalue()))[0]) == 1


def test_it_is_told_by_its_bytes_and_read_from_standard_input() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    reports, codes = read("-", stdin=Pipe(packed({"a.txt": STORY})))
    assert ([report.path for report in reports], codes) == (["-!/a.txt"], [])


def test_a_name_that_climbs_out_is_only_a_name(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    names, codes = told(tmp_path / "in", packed({"../../out.txt": STORY, "/etc/b.txt": LINE}))
    assert sorted(names) == ["a.zip!/../../out.txt", "a.zip!//etc/b.txt"]
    assert codes == []
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_one_archive_inside_another_is_read_and_no_more(tmp_path: Path) -> None:
    once = packed({"a.txt": STORY})
    names, codes = told(tmp_path, packed({"x.zip": once, "y.txt": STORY}))
    assert (names, codes) == (["a.zip!/x.zip!/a.txt", "a.zip!/y.txt"], [])
    names, codes = told(tmp_path, packed({"w.zip": packed({"x.zip": once}), "y.txt": STORY}))
    assert (names, codes) == (["a.zip!/y.txt"], ["R035"])


def test_an_encrypted_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    raw = bytearray(packed({"a.txt": STORY, "b.txt": STORY}, zipfile.ZIP_STORED))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1  # the flag of the first file in the directory
    assert told(tmp_path, bytes(raw)) == (["a.zip!/b.txt"], ["R035"])


def test_an_unknown_compression_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    raw = bytearray(packed({"a.txt": STORY, "b.txt": STORY}))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        raw[raw.index(mark) + offset] = 9  # Deflate64, which Windows uses above 2 GB
    assert told(tmp_path, bytes(raw)) == (["a.zip!/b.txt"], ["R035"])


@pytest.mark.parametrize("at", [40, 0])
def test_a_damaged_file_is_told_and_the_others_are_read(tmp_path: Path, at: int) -> None:
    raw = bytearray(packed({"a.txt": STORY, "b.txt": STORY}))
    raw[at : at + 8] = b"\xff" * 8
    names, codes = told(tmp_path, bytes(raw))
    assert names == ["a.zip!/b.txt"]
    assert len(codes) == 1
    assert set(codes) <= {"R020", "R035"}


@pytest.mark.parametrize("content", [b"PK\x03\x04", packed({"a.txt": STORY})[:-30]])
def test_a_truncated_archive_is_told(tmp_path: Path, content: bytes) -> None:
    assert told(tmp_path, content) == ([], ["R020"])


def test_an_empty_archive_holds_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, packed({})) == ([], [])


def test_a_bomb_is_given_up_and_what_stands_before_it_is_kept(tmp_path: Path) -> None:
    bomb = packed({"a.txt": STORY, **{f"{n}.txt": bytes(24 << 20) for n in "bcdef"}})
    names, codes = told(tmp_path, bomb)
    assert names == ["a.zip!/a.txt"]
    assert codes[-1] == "R022"
    assert len(codes) <= 4


def test_more_files_than_the_bound_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipped, "MOST_MEMBERS", 2)
    names, codes = told(tmp_path, packed({f"{n}.txt": f"{STORY} {n}" for n in range(4)}))
    assert (names, codes) == (["a.zip!/0.txt", "a.zip!/1.txt"], ["R036"])


def test_what_only_looks_like_an_archive_of_pages_is_not_read(tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.odt", "a.epub"):
        assert read(kept(tmp_path, name, packed({"a.txt": STORY}))) == ([], ["R014"])
