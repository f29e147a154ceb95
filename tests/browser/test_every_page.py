"""Every page that links lead to, as each of the six: axe finds nothing, nothing is wider than the screen."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Literal
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE, Visitor
from tests.crawl import LEFT_ALONE, links, route_of

Visit = Callable[..., Visitor]
Scheme = Literal["light", "dark"]
DOWNLOADS = (
    "/account/data/",
    "/recovery-codes/download/",
    *(f".{kind}" for kind in ("csv", "xlsx", "json", "txt", "svg", "png")),
)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Of each person's pages one half is judged light and one dark.
LIGHT_ON_A_PHONE = {"teacher", "director", "evaluator"}
JUDGED: Counter[str] = Counter()  # by route: the first of them who gets there has it judged on both screens
LEAST = {"teacher": 15, "parent": 15, "director": 15, "faculty": 12, "coordinator": 45, "evaluator": 8}


class Crawler:
    """Opens every kind of page once, breadth first, and notes what is wrong with any of them.

    A page that another of the six has had judged before is judged on one screen, in turns.
    """

    def __init__(self, visitor: Visitor, schemes: tuple[Scheme, Scheme]) -> None:
        self.visitor = visitor
        self.views = tuple(zip((PHONE, DESKTOP), schemes, strict=True))
        self.opened: set[str] = set()
        self.wrong: list[str] = []

    def crawl(self, start: str) -> None:
        waiting, seen = deque([start]), {start}
        while waiting:
            path = waiting.popleft()
            if not self._is_new(path):
                continue
            page = self.visitor.open(path)
            self._judge(page, path)
            new = [address for address in self._links(page) if address not in seen]
            seen.update(new)
            waiting.extend(new)

    def _is_new(self, path: str) -> bool:
        route = route_of(path)
        if route is None or route in self.opened or path.startswith(LEFT_ALONE):
            return False
        if urlsplit(path).path.endswith(DOWNLOADS):
            return False
        self.opened.add(route)
        return True

    def _links(self, page: Page) -> Iterator[str]:
        for link in links(page.content()):
            target = urlsplit(urljoin(page.url, link))
            if f"{target.scheme}://{target.netloc}" == self.visitor.site.address:
                yield target.path + (f"?{target.query}" if target.query else "")

    def _judge(self, page: Page, path: str) -> None:
        """What axe finds and what does not fit, on both screens; and that headings are in order."""
        found, before = _headings(page), JUDGED[str(route_of(path))]
        JUDGED[str(route_of(path))] += 1
        for screen, scheme in self.views[before % 2 :][:1] if before else self.views:
            page.set_viewport_size(screen)  # type: ignore[arg-type]
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colours are there at once
            seen_on = f"{screen['width']} px, {scheme}"
            found += [
                f"{seen_on}: {one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
                for one in violations(page)
                for node in one["nodes"]
            ]
            wide = page.evaluate(TOO_WIDE)
            found += [f"{seen_on}: {wide} px too wide"] if wide > 0 else []
        self.wrong += [f"{path}: {problem}" for problem in found]


def _headings(page: Page) -> list[str]:
    """One of the first level, and none skips a level."""
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.tagName[1])")
    problems = [] if levels.count(1) == 1 else [f"{levels.count(1)} headings of level 1"]
    jumps = [(one, two) for one, two in pairwise(levels) if two > one + 1]
    return problems + [f"a heading of level {two} follows one of level {one}" for one, two in jumps]


@pytest.mark.parametrize("role", LEAST)
def test_every_page_of(visit: Visit, role: str) -> None:
    visitor = visit()
    visitor.sign_in(role)
    crawler = Crawler(visitor, ("light", "dark") if role in LIGHT_ON_A_PHONE else ("dark", "light"))
    crawler.crawl("/")
    assert crawler.wrong == [], "\n".join(crawler.wrong)
    assert len(crawler.opened) >= LEAST[role], sorted(crawler.opened)


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("es", "dark")])
def test_every_page_of_getting_in(visit: Visit, language: str, scheme: Scheme) -> None:
    stranger = visit()
    stranger.page.context.add_cookies([{"name": "language", "value": language, "url": stranger.site.address}])
    crawler = Crawler(stranger, (scheme, scheme))
    crawler.crawl("/accounts/login/")
    assert crawler.wrong == [], "\n".join(crawler.wrong)
    assert stranger.page.locator("html").get_attribute("lang") == language
    assert len(crawler.opened) >= 3, sorted(crawler.opened)
