"""Wrap everything that gettext returns: no page shows a text, title or label outside the wrapping."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from zoneinfo import available_timezones

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.utils.translation import trans_real

from teams.models import Person
from tests.crawl import crawl
from tests.demo import demo  # noqa: F401 - the fixture

pytestmark = pytest.mark.django_db
OPEN, CLOSE = "⟦", "⟧"
SPOKEN = {"title", "placeholder", "aria-label", "alt", "aria-description", "label", "aria-roledescription"}
BUTTONS = {"submit", "button", "reset"}
VOID = {"input", "meta", "link", "br", "img", "hr", "path", "line", "circle", "rect", "polyline", "use"}
SILENT = {"script", "style", "code"}
# Words that are the same in every language: the product's name, formats and units.
NAMES = {"bsc", "CSV", "English", "Español", "UUID", "IHI", "PDSA", "K", "k"}


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
    """What people wrote, and the names of time zones: not ours to translate."""
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
    found |= {zone.replace("_", " ") for zone in available_timezones() if "/" in zone} | {"UTC"}
    return {text.strip() for text in found if text and text.strip()}


def outside(text: str, known: list[str]) -> str:
    """What of a text is neither wrapped, nor data, nor a number."""
    while OPEN in text and CLOSE in text:
        shorter = re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)
        if shorter == text:
            break
        text = shorter
    for data in known:
        if data in text:
            text = text.replace(data, " ")
    words = re.findall(r"[^\W\d_]{2,}", text)
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
        monkeypatch.setattr(trans_real, name, wrap(getattr(trans_real, name)))
        monkeypatch.setattr(translation._trans, name, getattr(trans_real, name), raising=False)


@pytest.mark.parametrize("role", ["teacher", "director", "faculty", "coordinator", "evaluator"])
def test_every_text_is_marked_for_translation(demo: None, wrapped: None, client: Client, role: str) -> None:  # noqa: F811
    person = Person.objects.get(email=f"{role}@demo.example")
    known = sorted(texts_of_the_database(), key=len, reverse=True)
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
            rest = outside(text, known)
            if rest:
                leaks.setdefault(found.route, set()).add(f"{rest!r} in {text.strip()[:80]!r}")
    assert pages >= 8
    assert leaks == {}, json.dumps({route: sorted(texts) for route, texts in leaks.items()}, indent=1)
