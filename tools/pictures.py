"""Takes the pictures of docs/: the page of the service, and OpenRefine with the service.

    toponyms serve &
    openrefine -p 3399 -x refine.headless=true &        # apt-get install openrefine
    python -m tools.pictures docs/pictures --openrefine http://127.0.0.1:3399

Without `--openrefine` only the page is taken. It needs a browser and a means to make pictures
small: `apt-get install chromium pngquant`.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Browser, FilePayload, Page

__all__ = ["OPENREFINE", "PAGE", "main"]

#: Bytes of a picture at most, so that the repository stays small.
LARGEST = 120_000
_TEXT = (
    "Janyatag, which Armenians call Chankatagh, lies north of Aghdam. Из Баку в Шушу через "
    "Физули. Երևանից Գյումրի՝ Աշտարակով։ From Norashen to Martuni."
)
_TABLE = (
    "year,place,country\n1988,Janyatag,AZ\n1988,Ճանկաթաղ,AZ\n1989,Джанятаг,AZ\n1990,Şuşa,AZ\n"
    "1990,Stepanakert,AZ\n1991,Kirovabad,AZ\n1991,Norashen,AM\n1992,Martuni,\n1992,Gyumri,AM\n"
)
_FILE: FilePayload = {"name": "events.csv", "mimeType": "text/csv", "buffer": _TABLE.encode()}


def _nothing(page: Page) -> None:
    """What is shown by the address is all."""


def _marked(page: Page) -> None:
    page.click("#text-marked mark >> nth=1")
    page.wait_for_selector("#text-chosen article")
    page.evaluate("scrollTo(0, 0)")


def _normalized(page: Page) -> None:
    page.set_input_files("#table-file", _FILE)
    page.click("#table-form button.main")
    page.wait_for_selector("#table-result a[download]")


#: Name, language, theme, width, height, address, and what is done before it is taken.
PAGE: tuple[tuple[str, str, str, int, int, str, Callable[[Page], None]], ...] = (
    ("page-lookup", "en-US", "light", 920, 860, "#lookup?q=Norashen", _nothing),
    ("page-phone", "hy-AM", "dark", 360, 780, "#lookup?q=Janyatag", _nothing),
    ("page-text", "en-US", "light", 920, 900, f"#text?text={quote(_TEXT)}", _marked),
    ("page-transliterate", "ru-RU", "light", 920, 640,
     f"#transliterate?text={quote('Ճանկաթաղ')}", _nothing),
    ("page-table", "az-AZ", "light", 920, 1180, "#table", _normalized),
)  # fmt: skip

#: The steps in OpenRefine, in their order.
OPENREFINE = (
    "openrefine-1-menu", "openrefine-2-service", "openrefine-3-column", "openrefine-4-answers",
    "openrefine-5-preview", "openrefine-6-columns", "openrefine-7-result",
)  # fmt: skip


def take_page(browser: Browser, service: str, folder: Path) -> None:
    """The page in its tabs.

    Args:
        browser: takes them.
        service: the address of `toponyms serve`.
        folder: where they go.
    """
    for name, locale, theme, width, height, address, act in PAGE:
        context = browser.new_context(
            locale=locale,
            color_scheme="dark" if theme == "dark" else "light",
            viewport={"width": width, "height": height},
        )
        page = context.new_page()
        page.goto(f"{service}/{address}")
        page.wait_for_selector("html[data-ready]")
        page.wait_for_load_state("networkidle")
        act(page)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.activeElement.blur()")
        _save(page, folder, name)
        context.close()


def take_openrefine(browser: Browser, service: str, openrefine: str, folder: Path) -> None:
    """Each step from a column of names to new columns, in OpenRefine itself.

    Args:
        browser: takes them.
        service: the address of `toponyms serve`.
        openrefine: the address of OpenRefine, which keeps the project that is made.
        folder: where the pictures go.
    """
    page = browser.new_page(locale="en-US", viewport={"width": 1000, "height": 620})
    page.goto(_project(page, openrefine))
    page.wait_for_selector(".data-table td")

    _menu(page, "Reconcile")
    _save(page, folder, OPENREFINE[0])
    page.get_by_text("Start reconciling…").click()

    page.get_by_text("Add standard service...").click()
    page.locator(".dialog-frame input[type=text], .dialog-frame input:not([type])").last.fill(
        f"{service}/reconcile"
    )
    _save(page, folder, OPENREFINE[1])
    page.get_by_text("Add service", exact=True).click()

    page.wait_for_selector(".recon-dialog-service-list >> text=toponyms", timeout=20_000)
    page.wait_for_timeout(2500)
    page.locator(".recon-dialog-service-opener").click()  # closes the list of services
    page.wait_for_timeout(1000)
    country = page.locator(".detail-container tr", has_text="country")
    country.locator("input[type=checkbox]").check()
    country.locator("input:not([type=checkbox])").click()
    page.keyboard.type("country", delay=40)
    page.wait_for_timeout(1500)
    _save(page, folder, OPENREFINE[2])
    page.locator(".fbs-item").first.click()
    page.get_by_role("button", name="Start reconciling").click()

    page.wait_for_selector(".data-table-recon-candidates", timeout=30_000)
    page.wait_for_timeout(1500)
    _save(page, folder, OPENREFINE[3])

    # The preview comes under the pointer, where it would stop Playwright.
    candidate = page.locator(".data-table-recon-topic").nth(-2)
    candidate.scroll_into_view_if_needed()
    candidate.dispatch_event("mouseover")
    candidate.dispatch_event("mouseenter")
    page.wait_for_selector("iframe[src*=preview]")
    page.wait_for_timeout(2000)
    _save(page, folder, OPENREFINE[4])
    page.reload()
    page.wait_for_selector(".data-table td")

    _menu(page, "Edit column")
    page.get_by_text("Add columns from reconciled values").click()
    page.wait_for_timeout(2500)
    for column in ("name in Armenian", "latitude"):
        page.get_by_text(column, exact=True).first.click()
        page.wait_for_timeout(1500)
    _save(page, folder, OPENREFINE[5])
    page.get_by_role("button", name="OK").click()
    page.wait_for_timeout(2500)
    _save(page, folder, OPENREFINE[6])


def _project(page: Page, openrefine: str) -> str:
    """Makes a project of the table, and gives its address."""
    token = page.request.get(f"{openrefine}/command/core/get-csrf-token").json()["token"]
    answer = page.request.post(
        f"{openrefine}/command/core/create-project-from-upload?csrf_token={token}",
        multipart={
            "project-file": _FILE,
            "project-name": "events",
            "format": "text/line-based/*sv",
            "options": '{"encoding":"UTF-8","separator":",","headerLines":1}',
        },
    )
    found = re.search(r"project=(\d+)", answer.url)
    if found is None:
        raise RuntimeError(f"OpenRefine made no project: {answer.url}")
    return f"{openrefine}/project?project={found[1]}"


def _menu(page: Page, part: str) -> None:
    """Opens a part of the menu of the column of names."""
    header = page.locator("th.column-header", has_text="place").first
    header.locator(".column-header-menu").click()
    page.get_by_text(part, exact=True).hover()
    page.wait_for_timeout(600)


def _save(page: Page, folder: Path, name: str) -> None:
    path = folder / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    # Pages have few colours: with a palette they take a third.
    subprocess.run(
        ["pngquant", "--speed", "1", "--strip", "--force", "--output", path, "128", path],
        check=True,
    )
    size = path.stat().st_size
    if size > LARGEST:
        raise RuntimeError(f"{path} has {size:,} bytes: {LARGEST:,} at most")
    print(f"{path}: {size:,} bytes")


def main(arguments: Sequence[str] | None = None) -> None:
    """Takes the pictures."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description="Takes the pictures of docs/.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--service", default="http://127.0.0.1:8642")
    parser.add_argument("--openrefine", help="address of OpenRefine; without it, only the page")
    said = parser.parse_args(arguments)
    said.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        take_page(browser, said.service, said.folder)
        if said.openrefine:
            take_openrefine(browser, said.service, said.openrefine, said.folder)
        browser.close()


if __name__ == "__main__":
    main()
