"""Every language is whole: what is said is translated, with the same placeholders, and pages show it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client, override_settings
from django.utils import translation
from django.utils.formats import date_format

from metrics.csvcells import state as read_state
from metrics.models import Observation
from metrics.months import Month
from metrics.wording import month_text, number_text, short_month
from teams.models import Person, Role
from teams.models.roster import read
from tests.crawl import crawl
from tests.demo import demo  # noqa: F401 - the fixture
from tests.test_every_text_is_marked import Shown, texts_of_the_database, without_beginnings

ROOT = Path(settings.BASE_DIR)
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%")
TRANSLATE = re.compile(r"""{%\s*translate\s+(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
# Words that stand in nearly every English sentence, and in no Spanish one.
ENGLISH = re.compile(r"\b(?:the|of|and|is|are|was|not|for|with|this|that|you|your|from|by|to|it|has)\b", re.I)

Key = tuple[str | None, str]


def catalogue(language: str) -> Catalog:
    with (ROOT / f"locale/{language}/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(found: Catalog) -> dict[Key, Message]:
    return {(one.context, forms(one.id)[0]): one for one in found if one.id}


def forms(said: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> dict[Key, Message]:
    """What `make messages` would collect now, with its own words."""
    recipe = (ROOT / "Makefile").read_text().partition("\nmessages:")[2].partition("\nlock:")[0]
    packages = re.search(r"^PACKAGES := (.*)$", (ROOT / "Makefile").read_text(), re.M)
    assert packages
    target = tmp_path_factory.mktemp("messages") / "django.pot"
    keywords = [part for keyword in re.findall(r"-k (\S+)", recipe) for part in ("-k", keyword)]
    inputs = [str(ROOT / name) for name in (*packages[1].split(), "templates")]
    extract = [
        "pybabel",
        "--quiet",
        "extract",
        "-F",
        str(ROOT / "locale/babel.cfg"),
        *keywords,
        "-o",
        str(target),
    ]
    CommandLineInterface().run([*extract, *inputs])
    with target.open("rb") as file:
        return messages(read_po(file))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    found = messages(catalogue(language))
    assert len(found) > 900
    assert [key for key, one in found.items() if not all(part.strip() for part in forms(one.string))] == []
    assert [key for key, one in found.items() if one.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_its_form(language: str) -> None:
    said = catalogue(language)
    plural = [one for one in said if isinstance(one.id, tuple)]
    assert plural
    assert [one.id for one in plural if len(forms(one.string)) != said.num_plurals] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_line_breaks_stay_as_they_are(language: str) -> None:
    wrong = [
        (one.id, said)
        for one in messages(catalogue(language)).values()
        for said in forms(one.string)
        if _shape(said) not in map(_shape, forms(one.id))
    ]
    assert wrong == []


def _shape(text: str) -> tuple[list[str], str, str, int]:
    """Its placeholders, how it begins and ends, and how many lines it has."""
    begins, ends = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return sorted(PLACEHOLDER.findall(text)), begins, ends, text.count("\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_the_product_says_is_missing_in_the_catalogue(
    collected: dict[Key, Message], language: str
) -> None:
    said = messages(catalogue(language))
    assert sorted(text for _context, text in collected.keys() - said.keys()) == [], "run: make messages"
    plurals = {key for key, one in collected.items() if isinstance(one.id, tuple)}
    assert plurals == {key for key in plurals if said[key].id == collected[key].id}


def test_the_collection_finds_what_templates_and_code_mark(collected: dict[Key, Message]) -> None:
    """Counted a second way, because an extractor that trips over a file says nothing."""
    known = {text for _context, text in collected}
    in_templates = {text for path in _files("templates", "*.html", "*.txt") for text in _translate_tags(path)}
    in_code = {
        text for name in ("bsc", "teams", "metrics") for path in _files(name, "*.py") for text in _calls(path)
    }
    assert len(in_templates) > 300
    assert len(in_code) > 300
    assert sorted((in_templates | in_code) - known) == []


def _files(folder: str, *patterns: str) -> Iterator[Path]:
    for pattern in patterns:
        yield from (path for path in (ROOT / folder).rglob(pattern) if "migrations" not in path.parts)


def _translate_tags(path: Path) -> Iterator[str]:
    for tag in TRANSLATE.finditer(path.read_text()):
        yield tag["double"] if tag["double"] is not None else tag["single"]


def _calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            text = node.args[1 if node.func.id.startswith("p") else 0]
            # A name or an f-string here could not be collected by anybody.
            assert isinstance(text, ast.Constant), f"{path}:{node.lineno}"
            yield str(text.value)


@pytest.fixture
def compiled(tmp_path: Path) -> Iterator[None]:
    """The catalogues as they are in the repository now, whatever was compiled before."""
    for language in LANGUAGES:
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "django.mo").open("wb") as file:
            write_mo(file, catalogue(language))
    with override_settings(LOCALE_PATHS=[tmp_path]):
        yield


@pytest.fixture
def spanish(compiled: None) -> Iterator[None]:
    with translation.override("es"):
        yield


def test_numbers_and_months_follow_the_language(spanish: None) -> None:
    assert number_text(0.125, "proportion") == "12,5\N{NO-BREAK SPACE}%"
    assert number_text(1234.5, "score", 1) == "1\N{NO-BREAK SPACE}234,5"
    assert [month_text(one) for one in ("2026-01", "2026-11")] == ["ene. 2026", "nov. 2026"]
    assert short_month("2026-11") == "nov"
    assert date_format(Month.parse("2026-11").first, "DATE_FORMAT") == "1 de noviembre de 2026"


def test_lists_and_files_are_read_in_the_words_that_the_pages_use(spanish: None) -> None:
    for role in Role:
        assert [line.role for line in read(f"Ana Ríos,,{role.label}").lines] == [role.value]
    for state in Observation.State:
        assert read_state(str(state.label)) == state.value


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["director", "coordinator"])
def test_pages_in_spanish_show_no_english(
    demo: None,  # noqa: F811
    compiled: None,
    client: Client,
    role: str,
) -> None:
    person = Person.objects.get(email=f"{role}@demo.example")
    said = {text for text in texts_of_the_database() if len(text) > 3}
    written = sorted(said, key=len, reverse=True)
    ours = [_as_pattern(text) for text in _english_that_changes()]

    @cache  # pages repeat each other
    def is_english(text: str) -> bool:
        rest = _without(text, written)
        return bool(ENGLISH.search(rest)) or any(pattern.fullmatch(rest) for pattern in ours)

    Person.objects.filter(pk=person.pk).update(language="es")
    client.force_login(person)
    leaks: dict[str, set[str]] = {}
    pages = 0
    for found in crawl(client):
        if "text/html" in found.response.headers.get("Content-Type", ""):
            pages += 1
            assert '<html lang="es"' in found.response.content.decode()
            shown = Shown()
            shown.feed(found.response.content.decode())
            for text in shown.texts:
                if " ".join(text.split()) not in said and is_english(text):
                    leaks.setdefault(found.route, set()).add(text)
    assert pages >= 8
    assert leaks == {}


def _english_that_changes() -> Iterator[str]:
    for one in messages(catalogue("es")).values():
        if one.string not in (one.id, forms(one.id)):
            yield from forms(one.id)


def _as_pattern(english: str) -> re.Pattern[str]:
    """The sentence with anything in its placeholders."""
    said = " ".join(english.split()).replace("%%", "%")
    return re.compile(r"\S(?:.*\S)?".join(re.escape(part) for part in re.split(r"%\(\w+\)[a-z]", said)))


def _without(text: str, written: list[str]) -> str:
    """What is left once what people wrote is taken out."""
    text = without_beginnings(" ".join(text.split()), written)
    for data in written:
        text = text.replace(data, "…")
    return text
