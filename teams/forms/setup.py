"""Forms of the set-up pages: what takes part, and when."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import date, timedelta
from typing import Any, ClassVar
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from teams.changes import changed
from teams.forms import VersionedForm
from teams.models import Center, Classroom, CoachAssignment, Collaborative, LearningSession, Participant, Team
from teams.models.collaborative import RESERVED_SLUGS
from teams.models.enrolment import lock
from teams.models.membership import HOST_ROLES
from teams.models.roster import EARLIEST, LATEST

DAY = timedelta(days=1)
COMMON_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
)
REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


class DayField(forms.DateField):
    """A day of this or the neighbouring centuries: a slip of the year is said, not stored."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)
        self.validators += check_year


check_year = [
    MinValueValidator(EARLIEST, _("Is the year right? This day is too long ago.")),
    MaxValueValidator(LATEST, _("Is the year right? This day is too far away.")),
]


def zone_choices(present: str) -> list[tuple[Any, Any]]:
    """Common zones first, then all, and the present one even where it has become unusual."""
    others = {zone for zone in available_timezones() if zone.startswith(tuple(f"{one}/" for one in REGIONS))}
    others |= {present, "UTC"} - {""}
    return [
        (_("Common"), [(zone, zone.replace("_", " ")) for zone in COMMON_ZONES]),
        (_("All"), [(zone, zone.replace("_", " ")) for zone in sorted(others - set(COMMON_ZONES))]),
    ]


def free_slug(text: str, taken: Any, otherwise: str, reserved: Set[str] = frozenset()) -> str:
    """An address made from a name, once and for all: free among `taken`, and not one of the product's own."""
    base = slugify(text)[:50].strip("-") or otherwise
    used = set(taken.filter(slug__startswith=base).values_list("slug", flat=True))
    used |= RESERVED_SLUGS | reserved
    return next(slug for slug in _numbered(base) if slug not in used)


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


class SetUpForm(VersionedForm):
    """Edits one row of a collaborative's set-up. Such changes wait for each other, and others are told."""

    kind: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField) and not isinstance(field, DayField):
                field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
                field.validators = [*field.validators, *check_year]

    @property
    def collaborative(self) -> Collaborative:
        found: Collaborative = self.instance.collaborative
        return found

    def save_by(self, author: Participant | None) -> Any:
        with transaction.atomic():
            lock(self.collaborative)
            row = super().save_by(author)
            if row is not None and self.kind:
                changed(self.kind, self.told(row))
            return row

    def told(self, row: Any) -> Any:
        """What the others are told about: the row itself, or what it is a part of."""
        return row

    def taken(self, rows: Any, **lookup: Any) -> bool:
        """Does another row than this one hold these values?"""
        return bool(rows.exclude(pk=self.instance.pk).filter(**lookup).exists())

    def check_days(self, first: str, last: str, message: Any) -> None:
        """`last` is open or after `first`."""
        begins, ends = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if begins and ends and ends <= begins:
            self.add_error(last, message)


class WordingForm(SetUpForm):
    """A form whose texts exist in each of the collaborative's languages; the first one is asked for."""

    wordings: ClassVar[dict[str, tuple[Any, int, bool]]] = {}  # field: label, longest, needed

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        for field, (label, longest, needed) in self.wordings.items():
            for position, language in enumerate(self.languages):
                wide = forms.Textarea(attrs={"rows": 2}) if longest > 120 else forms.TextInput()
                self.fields[f"{field}_{language}"] = forms.CharField(
                    label=f"{label} ({names.get(language, language)})",
                    max_length=longest,
                    widget=wide,
                    required=needed and position == 0,
                    initial=getattr(self.instance, field).get(language, ""),
                )
                self.initial[f"{field}_{language}"] = getattr(self.instance, field).get(language, "")

    @property
    def languages(self) -> list[str]:
        return self.collaborative.languages or ["en"]

    def save(self, commit: bool = True) -> Any:
        for field in self.wordings:
            kept = dict(getattr(self.instance, field))
            kept |= {one: self.cleaned_data[f"{field}_{one}"] for one in self.languages}
            setattr(self.instance, field, {one: text for one, text in kept.items() if text})
        return super().save(commit)


class CollaborativeForm(WordingForm):
    kind = "collaborative"
    wordings: ClassVar[dict[str, tuple[Any, int, bool]]] = {"topic": (_("Topic"), 400, True)}
    main_language = forms.ChoiceField(label=_("Main language"), choices=settings.LANGUAGES)
    other_languages = forms.MultipleChoiceField(
        label=_("Also in"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Names and wordings that members read are asked for in each of these languages."),
    )

    class Meta:
        model = Collaborative
        fields = ("name", "starts", "ends", "time_zone", "team_labels", "retention")

    field_order = ("name", "starts", "ends", "time_zone", "main_language", "other_languages")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"),
            choices=zone_choices(self.instance.time_zone),
            help_text=_("Today, roles and the end of a month go by this zone."),
        )
        self.initial["main_language"] = self.languages[0]
        self.initial["other_languages"] = self.languages[1:]
        self.order_fields(self.field_order)

    @property
    def collaborative(self) -> Collaborative:
        found: Collaborative = self.instance
        return found

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.check_days("starts", "ends", _("The end must be after the start."))
        self.check_days("ends", "retention", _("Data cannot be deleted before the collaborative has ended."))
        return self.cleaned_data

    def save(self, commit: bool = True) -> Any:
        main = self.cleaned_data["main_language"]
        saved = super().save(commit)
        others = [one for one in self.cleaned_data["other_languages"] if one != main]
        saved.languages = [main, *others]
        return saved


class TeamForm(SetUpForm):
    """A team and its center: they are set up together, and share the team's version."""

    kind = "team"
    name = forms.CharField(label=_("Name of the center"), max_length=120)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("A day at this center goes by this zone.")
    )

    class Meta:
        model = Team
        fields = ("joined", "left")
        help_texts = {"left": _("Leave it empty while the team takes part.")}

    field_order = ("name", "time_zone", "joined", "left")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.center_id:
            self.initial["name"] = self.instance.center.name
            self.initial["time_zone"] = self.instance.center.time_zone
        else:
            self.initial.setdefault("time_zone", self.collaborative.time_zone)
        zone: Any = self.fields["time_zone"]
        zone.choices = zone_choices(str(self.initial["time_zone"]))

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Center.objects.filter(collaborative=self.collaborative).exclude(pk=self.instance.center_id)
        if others.filter(name__iexact=name).exists():
            raise ValidationError(_("Another center of this collaborative has this name."))
        return name

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.check_days("joined", "left", _("The team must leave after it joined."))
        return self.cleaned_data

    def save_by(self, author: Participant | None) -> Any:
        self.author = author
        return super().save_by(author)

    def save(self, commit: bool = True) -> Any:
        team: Team = super().save(commit=False)
        center = team.center if team.center_id else Center(collaborative=self.collaborative)
        center.name, center.time_zone = self.cleaned_data["name"], self.cleaned_data["time_zone"]
        if not center.pk or {"name", "time_zone"} & set(self.changed_data):
            center.save_by(self.author)
        if not team.pk:
            teams = Team.objects.filter(collaborative=self.collaborative)
            last = teams.order_by("-number").first()
            team.center = center
            team.number = (last.number if last else 0) + 1
            team.slug = free_slug(center.name, teams, f"team-{team.number}")
        return team


class ClassroomForm(SetUpForm):
    kind = "classroom"

    class Meta:
        model = Classroom
        fields = ("name", "age_band", "from_day", "until_day")
        help_texts = {"age_band": _("For example: toddlers, or 3 to 4 years.")}

    @property
    def collaborative(self) -> Collaborative:
        found: Collaborative = self.instance.center.collaborative
        return found

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.taken(Classroom.objects.filter(center=self.instance.center), name__iexact=name):
            raise ValidationError(_("Another classroom of this center has this name."))
        return name

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.check_days("from_day", "until_day", _("The classroom must close after it opened."))
        return self.cleaned_data


class CoachForm(SetUpForm):
    class Meta:
        model = CoachAssignment
        fields = ("participant", "from_day", "until_day")
        labels = {"participant": _("Coach")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        coaches = Participant.objects.filter(
            collaborative=self.collaborative, memberships__role__in=HOST_ROLES
        ).distinct()
        person: Any = self.fields["participant"]
        person.queryset = coaches
        person.help_text = _("Faculty and coordinators can coach.")

    @property
    def collaborative(self) -> Collaborative:
        found: Collaborative = self.instance.team.collaborative
        return found

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.check_days("from_day", "until_day", _("The end must be after the start."))
        return self.cleaned_data


class SessionForm(SetUpForm):
    """One learning session. People say its last day; the row holds the day after."""

    kind = "session"
    last_day = DayField(label=_("Last day"))

    class Meta:
        model = LearningSession
        fields = ("number", "from_day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.until_day:
            self.initial["last_day"] = self.instance.until_day - DAY

    def _others(self) -> Any:
        return LearningSession.objects.filter(collaborative=self.collaborative).exclude(pk=self.instance.pk)

    def clean_number(self) -> int:
        number: int = self.cleaned_data["number"]
        if number < 1:
            raise ValidationError(_("The first session is number 1."))
        if self._others().filter(number=number).exists():
            raise ValidationError(_("There is another session with this number."))
        return number

    def clean(self) -> dict[str, Any]:
        super().clean()
        number, first, last = (self.cleaned_data.get(one) for one in ("number", "from_day", "last_day"))
        if first and last and last < first:
            self.add_error("last_day", _("The last day cannot be before the first."))
        elif number and first and last:
            self._check_order(number, first, last)
        return self.cleaned_data

    def _check_order(self, number: int, first: date, last: date) -> None:
        if self._others().filter(number__lt=number, until_day__gt=first).exists():
            self.add_error("from_day", _("An earlier session is not over on this day."))
        if self._others().filter(number__gt=number, from_day__lte=last).exists():
            self.add_error("last_day", _("A later session has begun by this day."))
        if first < self.collaborative.starts or last > self.collaborative.ends:
            self.add_error("from_day", _("A session lies between the collaborative's start and its end."))

    def save(self, commit: bool = True) -> Any:
        self.instance.until_day = self.cleaned_data["last_day"] + DAY
        return super().save(commit)
