"""Every page that links lead to, as each of the six: on a phone and on a desk, axe finds nothing, all of it fits."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, WCAG, Visitor
from tests.crawl import LEFT_ALONE, links, route_of

Visit = Callable[..., Visitor]
DOWNLOADS = (".csv", "/account/data/", "/recovery-codes/download/")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
# Of each person's pages one half is judged light and one dark, and of all pages both, on both screens.
LIGHT_ON_A_PHONE = {"teacher", "director", "evaluator"}
LEAST = {"teacher": 15, "parent": 15, "director": 15, "faculty": 12, "coordinator": 45, "evaluator": 8}


def crawl(visitor: Visitor, start: str) -> list[str]:
    """Open every kind of page once, breadth first; what was found wrong with any of them."""
    wrong: list[str] = []
    waiting, seen, opened = deque([start]), {start}, Counter[str]()
    while waiting:
        path = waiting.popleft()
        route = route_of(path)
        if route is None or opened[route] or path.startswith(LEFT_ALONE) or _is_download(path):
            continue
        opened[route] += 1
        page = visitor.open(path)
        wrong += judge(page, path, visitor)
        for link in links(page.content()):
            target = urlsplit(urljoin(page.url, link))
            address = target.path + (f"?{target.query}" if target.query else "")
            if page.url.startswith(f"{target.scheme}://{target.netloc}/") and address not in seen:
                seen.add(address)
                waiting.append(address)
    visitor.opened = opened  # type: ignore[attr-defined]
    return wrong


def _is_download(path: str) -> bool:
    return urlsplit(path).path.endswith(DOWNLOADS)


def judge(page: Page, path: str, visitor: Visitor) -> list[str]:
    """What axe finds and what does not fit, on both screens; and that headings are in order."""
    found = [f"{path}: {problem}" for problem in _headings(page)]
    page.evaluate(AXE)
    for screen, scheme in ((PHONE, visitor.schemes[0]), (DESKTOP, visitor.schemes[1])):  # type: ignore[attr-defined]
        page.set_viewport_size(screen)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)
        told = page.evaluate("options => axe.run(document, options)", WCAG)["violations"]
        where = f"{path} ({screen['width']} px, {scheme})"
        found += [
            f"{where}: {one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
            for one in told
            for node in one["nodes"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append(f"{where}: {wide} px too wide")
    return found


def _headings(page: Page) -> list[str]:
    """One of the first level, and none skips a level."""
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.tagName[1])")
    problems = [] if levels.count(1) == 1 else [f"{levels.count(1)} headings of level 1"]
    jumps = [(one, two) for one, two in zip(levels, levels[1:], strict=False) if two > one + 1]
    return problems + [f"a heading of level {two} follows one of level {one}" for one, two in jumps]


@pytest.mark.parametrize("role", LEAST)
def test_every_page_of(visit: Visit, role: str) -> None:
    visitor = visit()
    visitor.schemes = ("light", "dark") if role in LIGHT_ON_A_PHONE else ("dark", "light")  # type: ignore[attr-defined]
    visitor.sign_in(role)
    wrong = crawl(visitor, "/")
    assert wrong == [], "\n".join(wrong)
    opened = visitor.opened  # type: ignore[attr-defined]
    assert len(opened) >= LEAST[role], sorted(opened)


@pytest.mark.parametrize(
    ("language", "schemes"),
    [("en", ("light", "light")), ("es", ("dark", "dark"))],
    ids=["English", "Spanish, dark"],
)
def test_every_page_of_getting_in(visit: Visit, language: str, schemes: tuple[str, str]) -> None:
    stranger = visit()
    stranger.schemes = schemes  # type: ignore[attr-defined]
    stranger.page.context.add_cookies([{"name": "language", "value": language, "url": stranger.site.address}])
    wrong = crawl(stranger, "/accounts/login/")
    assert wrong == [], "\n".join(wrong)
    assert stranger.page.locator("html").get_attribute("lang") == language
    assert len(stranger.opened) >= 3  # type: ignore[attr-defined]
