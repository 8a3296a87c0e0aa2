"""The README's pictures: pages of a dossier as Chromium shows them, `make screenshots`.

Each is a PNG of at most 200 KB. The pictures look as they should where the fonts of the stylesheet
are installed (Debian: fonts-sil-charis, fonts-inter).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

LARGEST = 200_000  # bytes
WIDTH, HEIGHT = 1200, 800
LOWER = {"side-by-side": 620, "report": 700, "map": 640}  # pixels, since words make pictures large
PAGES = {
    "start": "/",
    "event": "/event/{disputed}",
    "side-by-side": "/event/{reported}",
    "report": "/report/{report}",
    "timeline": "/timeline?from=2018-06-01&to=2018-12-31",
    "map": "/map",
}


def main(dossier: Path, folder: Path) -> None:
    """Serve the dossier and take a picture of each page."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("There is no Chromium: install Debian's package chromium.")
    with served(dossier) as home, sync_playwright() as tools:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = tools.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_default_timeout(300_000)  # ms; the script of the charts takes its time to bundle
        ids = shown(page, home)
        for name, path in PAGES.items():
            page.set_viewport_size({"width": WIDTH, "height": LOWER.get(name, HEIGHT)})
            page.goto(home + path.format(**ids), wait_until="networkidle")
            if name == "side-by-side":
                page.locator(".legend").scroll_into_view_if_needed()
                page.evaluate("document.querySelector('.legend').parentElement.scrollIntoView()")
            target = folder / f"{name}.png"
            page.screenshot(path=target)
            assert target.stat().st_size <= LARGEST, f"{target} is too large"
        browser.close()


def shown(page: Page, home: str) -> dict[str, str]:
    """The events and the report that the pictures show."""
    start = page.request.get(f"{home}/index.json").json()
    reported = start["events"][0]
    return {
        "disputed": start["conflicts"][0]["event"],
        "reported": reported["id"],
        "report": reported["reports"][0]["id"],
    }


@contextmanager
def served(dossier: Path) -> Iterator[str]:
    """The address of the dossier's pages, served in a process of its own."""
    command = [sys.executable, "-m", "dragoman", "serve", str(dossier), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            assert process.stderr is not None
            told = (re.search(r"http://\S+(?=/)", line) for line in process.stderr)
            yield next(found[0] for found in told if found)
        finally:
            process.terminate()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
