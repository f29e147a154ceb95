"""`docs/sentences.md`, made from the code and the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils import translation
from django.utils.translation import gettext, ngettext

from metrics.why import steps
from tests.metrics.sentence_forms import ROOT, cases, messages, pattern

Message = tuple[str, ...]

PAGE = ROOT / "docs/sentences.md"

HEAD = """# What a chart says

Every form of sentence under a chart, with an example each, and every sentence of "Why does it say so?". The
forms stand in `metrics/sentences.py` and `metrics/why/`; what can be said is found in `metrics/facts.py`. A
sentence says what was seen and since when, never what it came from. "Signal" stays with the Anhøj rules.
Every set of hints is named where it speaks. Nothing is said about one team among many.

`python -m tests.metrics.write_sentences` writes this page from code and catalogue; a test keeps it true.
"""


def page() -> str:
    return "\n".join([HEAD, *_sentences(), *_steps()]) + "\n"


def _sentences() -> Iterator[str]:
    yield "## Under a chart\n"
    yield "| When | In the chart’s words | In few words | Español |"
    yield "|---|---|---|---|"
    for when, found in cases().items():
        with translation.override("es"):
            spanish = found.sentence
        yield f"| {when} | {found.sentence} | {found.verdict} | {_if_translated(spanish)} |"


def _if_translated(spanish: str) -> str:
    """Nothing while a part of it is still in English."""
    is_english = any(pattern(form).search(spanish) for message in _untranslated() for form in message)
    return "" if is_english else spanish


def _untranslated() -> list[Message]:
    return [message for message in messages() if set(_in_spanish(message)) == set(message)]


def _in_spanish(message: Message) -> Sequence[str]:
    with translation.override("es"):
        return [gettext(message[0])] if len(message) == 1 else [ngettext(*message, 1), ngettext(*message, 2)]


def _steps() -> Iterator[str]:
    yield "\n## Why does it say so?\n"
    yield "| Example | Español |"
    yield "|---|---|"
    told = list(_told())
    for message in messages():
        for english, other in told:
            example = _example(message, english)
            if example:
                yield f"| {example} | {_if_translated(_example(_in_spanish(message), other))} |"
                break


def _example(forms: Sequence[str], text: str) -> str:
    return next((match[0] for form in reversed(forms) if (match := pattern(form).search(text))), "")


def _told() -> Iterator[tuple[str, str]]:
    """Each step in English and in Spanish."""
    for found in cases().values():
        with translation.override("es"):
            spanish = [step.text for step in steps(found)]
        yield from zip((step.text for step in steps(found)), spanish, strict=True)
