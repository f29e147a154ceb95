"""Wrap everything that gettext returns: no page shows a text, title or label outside the wrapping."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache, partial
from html.parser import HTMLParser
from typing import Any
from zoneinfo import available_timezones

import pytest
from babel import Locale
from django.apps import apps
from django.db import models
from django.test import Client
from django.utils.translation import trans_real

from pdsa.catalogue import CHILD_CARE
from teams.models import Person
from tests.crawl import crawl
from tests.demo import demo  # noqa: F401 - the fixture

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OPEN, CLOSE = "⟦", "⟧"
SPOKEN = {"title", "placeholder", "aria-label", "alt", "aria-description", "label", "aria-roledescription"}
BUTTONS = {"submit", "button", "reset"}
VOID = {"input", "meta", "link", "br", "img", "hr", "path", "line", "circle", "rect", "polyline", "use"}
SILENT = {"script", "style", "code"}
# Words that are the same in every language: the product's name, formats and units.
NAMES = {"bsc", "CSV", "English", "Español", "UUID", "IHI", "PDSA", "K", "k"}

WORD = re.compile(r"[^\W\d_]{2,}")


class Shown(HTMLParser):
    """Every text that a person could read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.stack: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.stack.append(tag)
        said = dict(attrs)
        is_button = tag == "input" and said.get("type") in BUTTONS
        spoken = SPOKEN | {"value"} if is_button else SPOKEN
        self.texts += [value for name, value in attrs if name in spoken and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in self.stack:
            while self.stack.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not SILENT & set(self.stack):
            self.texts.append(data)


LEAST = 8  # letters of a beginning that is taken for one


def without_beginnings(text: str, known: list[str]) -> str:
    """Without what a list shows of a long text: its beginning, and "…" where it was cut."""
    *cut, rest = text.split("…")
    return "".join(_without_beginning(part.rstrip(), known) + " " for part in cut) + rest


def _without_beginning(part: str, known: list[str]) -> str:
    for word in re.finditer(r"\S+", part):
        beginning = " ".join(part[word.start() :].split())
        if len(beginning) < LEAST:
            break
        if any(data.startswith(beginning) for data in known):
            return part[: word.start()]
    return part + "…"


def data_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from data_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from data_in(one)


def texts_of_the_database() -> set[str]:
    """What people wrote, the built-in drivers, and the names of time zones: not for gettext."""
    found: set[str] = set()
    for model in apps.get_models():
        fields = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, (models.CharField, models.TextField, models.JSONField, models.UUIDField))
        ]
        if fields and model._meta.label != "metrics.CountEvent":
            for row in model._default_manager.values_list(*fields):
                for value in row:
                    found.update(data_in(value if isinstance(value, (str, dict, list)) else str(value)))
    for driver in CHILD_CARE:
        for one in (driver, *driver.children):
            found |= {*one.names.values(), *one.texts.values()}
    for zone in Locale("en").meta_zones.values():  # babel's, in the reader's language
        found.update(zone.get("long", {}).values())
    found |= {zone.replace("_", " ") for zone in available_timezones() if "/" in zone} | {"UTC"}
    return {one for text in found if text for one in (text.strip(), " ".join(text.split())) if one}


def outside(text: str, known: list[str]) -> str:
    """What of a text is neither wrapped, nor data, nor a number."""
    while OPEN in text and CLOSE in text:
        shorter = re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)
        if shorter == text:
            break
        text = shorter
    text = re.sub(r"https?://\S+", " ", text)  # an address to copy
    if not WORD.search(text):
        return ""
    text = without_beginnings(text, known)
    for data in known:
        if data in text:
            text = text.replace(data, " ")
    words = WORD.findall(text)
    return " ".join(word for word in words if word not in NAMES)


@pytest.fixture
def wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrap(function: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> str:
            found = function(*args, **kwargs)
            return f"{OPEN}{found}{CLOSE}" if found else found

        return call

    from django.utils import translation  # noqa: PLC0415 - the module whose functions are replaced

    for name in ("gettext", "pgettext", "ngettext", "npgettext"):
        getattr(translation._trans, name)  # kept there at its first use: before it is replaced
        monkeypatch.setattr(trans_real, name, wrap(getattr(trans_real, name)))
        monkeypatch.setattr(translation._trans, name, getattr(trans_real, name), raising=False)


@pytest.mark.parametrize("role", ["teacher", "director", "faculty", "coordinator", "evaluator"])
def test_every_text_is_marked_for_translation(demo: None, wrapped: None, client: Client, role: str) -> None:  # noqa: F811
    person = Person.objects.get(email=f"{role}@demo.example")
    written = texts_of_the_database()
    known = sorted(written, key=len, reverse=True)
    outside_of = cache(partial(outside, known=known))  # pages repeat each other
    client.force_login(person)
    leaks: dict[str, set[str]] = {}
    pages = 0
    for found in crawl(client):
        if "text/html" not in found.response.headers.get("Content-Type", ""):
            continue
        pages += 1
        shown = Shown()
        shown.feed(found.response.content.decode())
        for text in shown.texts:
            if " ".join(text.split()) in written:
                continue
            rest = outside_of(text)
            if rest:
                leaks.setdefault(found.route, set()).add(f"{rest!r} in {text.strip()[:80]!r}")
    assert pages >= 8
    assert leaks == {}, json.dumps({route: sorted(texts) for route, texts in leaks.items()}, indent=1)
