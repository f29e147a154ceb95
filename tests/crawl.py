"""Walking the product as a person: every page that links lead to, each kind of page once or twice."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

EACH_KIND = 2  # pages of one route that are opened: a first and another one
LEFT_ALONE = ("/accounts/logout", "/static/", "/admin/")


@dataclass(frozen=True)
class Found:
    path: str
    route: str
    response: HttpResponse


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href")
        if tag == "a" and address:
            self.found.append(address)


def links(html: str) -> list[str]:
    parser = _Links()
    parser.feed(html)
    return parser.found


def crawl(client: Client, start: str = "/") -> Iterator[Found]:
    """Breadth first from `start`; redirects are followed, downloads opened."""
    seen: set[str] = {start}
    opened: Counter[str] = Counter()
    waiting = deque([start])
    while waiting:
        path = waiting.popleft()
        route = route_of(path)
        if route is None or opened[route] >= EACH_KIND or path.startswith(LEFT_ALONE):
            continue
        opened[route] += 1
        response = client.get(path, follow=True)
        yield Found(path, route, response)
        if "text/html" not in response.headers.get("Content-Type", ""):
            continue
        for link in links(response.content.decode()):
            target = urlsplit(urljoin(path, link))
            address = target.path + (f"?{target.query}" if target.query else "")
            if not target.netloc and address not in seen:
                seen.add(address)
                waiting.append(address)


def route_of(path: str) -> str | None:
    try:
        return resolve(urlsplit(path).path).route
    except Resolver404:
        return None
