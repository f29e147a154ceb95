"""Who changed what in the set-up, field by field, in words. A fixed number of queries for each page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import OuterRef, Subquery, Value
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from metrics.models import ChartRules, Metric, MetricDefinition, SamplePlan
from pdsa.models import Driver
from teams.models import (
    Center,
    Classroom,
    ClassroomStaff,
    CoachAssignment,
    Collaborative,
    LearningSession,
    Membership,
    Participant,
    Team,
)

ON_A_PAGE = 50
UNSAID = {"id", "uuid", "version", "collaborative", "framework"}
EMPTY = "–"


@dataclass(frozen=True, slots=True)
class Kind:
    """A model of the set-up, the way from its history row to the collaborative, and what names a row."""

    model: type[models.Model]
    path: str
    words: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.model.__name__.lower()

    @property
    def rows(self) -> Any:
        return self.model.history.model._default_manager  # type: ignore[attr-defined]  # noqa: SLF001

    def within(self, collaborative: Collaborative) -> Any:
        """Of what is there, and of what was removed where the history row itself says whose it was."""
        if "__" not in self.path:
            return self.rows.filter(**{self.path: collaborative.pk})
        model: Any = self.model
        return self.rows.filter(id__in=model.objects.filter(**{self.path: collaborative.pk}).values("pk"))

    def label(self) -> str:
        return {
            "collaborative": _("Collaborative"),
            "center": _("Center"),
            "classroom": _("Classroom"),
            "team": _("Team"),
            "participant": _("Person"),
            "membership": _("Role"),
            "classroomstaff": _("Work in a classroom"),
            "coachassignment": _("Coach"),
            "learningsession": _("Learning session"),
            "metric": _("Metric"),
            "metricdefinition": _("Wording of a metric"),
            "sampleplan": _("Counted days"),
            "chartrules": _("Hints on charts"),
            "driver": _("Driver"),
        }[self.name]


KINDS = {
    kind.name: kind
    for kind in (
        Kind(Collaborative, "id"),
        Kind(Center, "collaborative"),
        Kind(Classroom, "center__collaborative", ("center", "name"), ("center",)),
        Kind(Team, "collaborative", ("center",), ("center",)),
        Kind(Participant, "collaborative"),
        Kind(
            Membership,
            "participant__collaborative",
            ("participant", "role", "team"),
            ("participant", "team__center"),
        ),
        Kind(
            ClassroomStaff,
            "membership__participant__collaborative",
            ("membership", "classroom"),
            ("membership__participant", "classroom"),
        ),
        Kind(
            CoachAssignment,
            "participant__collaborative",
            ("participant", "team"),
            ("participant", "team__center"),
        ),
        Kind(LearningSession, "collaborative"),
        Kind(Metric, "collaborative"),
        Kind(MetricDefinition, "metric__collaborative", ("metric", "from_month"), ("metric",)),
        Kind(SamplePlan, "collaborative"),
        Kind(ChartRules, "collaborative"),
        Kind(Driver, "framework__collaborative", (), ("parent",)),
    )
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    at: datetime
    by: str
    kind: str
    what: str
    did: str
    is_new: bool
    fields: tuple[FieldChange, ...]


def changes(collaborative: Collaborative, kinds: Iterable[Kind], page: int) -> tuple[list[Change], bool]:
    """One page, newest first, and whether there is an older one."""
    first = (page - 1) * ON_A_PAGE
    keys = list(_keys(collaborative, list(kinds))[first : first + ON_A_PAGE + 1])
    found: dict[tuple[str, int], Change] = {}
    for name in sorted({key["told_of"] for key in keys}):
        wanted = [key["history_id"] for key in keys[:ON_A_PAGE] if key["told_of"] == name]
        found |= {(name, number): change for number, change in _read(KINDS[name], wanted)}
    ordered = [found[key["told_of"], key["history_id"]] for key in keys[:ON_A_PAGE]]
    return ordered, len(keys) > ON_A_PAGE


def _keys(collaborative: Collaborative, kinds: Sequence[Kind]) -> Any:
    """What changed when, of all kinds together, in one query."""
    parts = [
        kind.within(collaborative)
        .order_by()
        .annotate(told_of=Value(kind.name))
        .values("told_of", "history_id", "history_date")
        for kind in kinds
    ]
    return parts[0].union(*parts[1:], all=True).order_by("-history_date", "told_of", "-history_id")


def _read(kind: Kind, wanted: Sequence[int]) -> Iterable[tuple[int, Change]]:
    """The rows with what they replaced: two queries."""
    earlier = kind.rows.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    rows = list(
        kind.rows.filter(history_id__in=wanted)
        .annotate(before_id=Subquery(earlier.order_by("-history_id").values("history_id")[:1]))
        .select_related("history_user", *kind.related)
    )
    replaced = (
        kind.rows.filter(history_id__in=[row.before_id for row in rows if row.before_id])
        .select_related(*kind.related)
        .in_bulk(field_name="history_id")
    )
    for row in rows:
        yield row.history_id, _change(kind, row, replaced.get(row.before_id))


def _change(kind: Kind, row: Any, before: Any) -> Change:
    did = {"+": _("added"), "~": _("changed"), "-": _("removed")}[row.history_type]
    by = row.history_user.name if row.history_user else _("the installation")
    fields = () if row.history_type == "-" else tuple(_fields(kind, row, before))
    return Change(row.history_date, by, kind.label(), _what(kind, row), did, before is None, fields)


def _what(kind: Kind, row: Any) -> str:
    if not kind.words:
        return str(row.instance)
    said = [_said(kind.model._meta.get_field(name), row) for name in kind.words]  # noqa: SLF001
    return ", ".join(one for one in said if one != EMPTY)


def _fields(kind: Kind, row: Any, before: Any) -> Iterable[FieldChange]:
    for field in row.tracked_fields:
        if field.name in UNSAID or not field.concrete:
            continue
        after = _said(field, row)
        earlier = _said(field, before) if before is not None else EMPTY
        if after != earlier:
            yield FieldChange(_label(field), earlier, after)


def _label(field: Any) -> str:
    """The field's own name; where it only points to a row, what that row is."""
    if field.is_relation and field.name != "parent":
        return KINDS[field.related_model.__name__.lower()].label()
    return _("Number") if field.name == "number" else str(capfirst(str(field.verbose_name)))


def _said(field: Any, row: Any) -> str:
    if field.is_relation:
        return _said_of(field.name, row)
    value = getattr(row, field.attname)
    if field.choices and value not in (None, ""):
        return str(dict(field.flatchoices).get(value, value))
    return _in_words(value)


def _said_of(name: str, row: Any) -> str:
    try:
        return str(getattr(row, name) or EMPTY)
    except ObjectDoesNotExist:  # two faces of one person became one
        return EMPTY


def _in_words(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return EMPTY
    for known, words in _WORDS.items():
        if isinstance(value, known):
            return words(value)
    return str(value)


def _languages(codes: Iterable[str]) -> str:
    return ", ".join(_language(code) for code in codes)


def _texts(texts: dict[str, str]) -> str:
    return "; ".join(f"{_language(code)}: {text}" for code, text in texts.items())


def _language(code: str) -> str:
    return str(dict(settings.LANGUAGES).get(code, code))


_WORDS: dict[type, Callable[[Any], str]] = {
    bool: lambda value: _("yes") if value else _("no"),
    date: lambda value: date_format(value, "SHORT_DATE_FORMAT"),
    Decimal: lambda value: str(number_format(value.normalize())),
    list: _languages,
    dict: _texts,
}
