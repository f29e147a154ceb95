"""When and where a meeting is, and who facilitates it."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from meetings.models.clock import SkippedError, TwiceError, moment
from meetings.models.meeting import OPEN_KINDS
from teams.forms import VersionedForm
from teams.forms.setup import DayField, zone_choices
from teams.models import LearningSession, Membership, Participant

SHORTEST, LONGEST = 5, 24 * 60


class MeetingForm(VersionedForm):
    """Day and time are typed by the clock of where it is held. Sent twice with one id, it plans once."""

    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    day = DayField(label=_("Day"))
    time = forms.TimeField(
        label=_("Starts at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minutes = forms.IntegerField(
        label=_("How many minutes"),
        initial=60,
        validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)],
        widget=forms.NumberInput(attrs={"min": SHORTEST, "max": LONGEST}),
    )
    zone = forms.ChoiceField(label=_("Time zone"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.URLField(
        label=_("Link to join"),
        required=False,
        max_length=400,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("For a call or a video meeting. It begins with https://."),
    )

    class Meta:
        model = Meeting
        fields: tuple[str, ...] = ("minutes", "zone", "place", "link", "facilitator")
        labels = {"facilitator": _("Who facilitates")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting: Any = self.instance
        present = self.data.get("zone", "") if self.is_bound else ""
        self.fields["zone"].choices = zone_choices(meeting.zone or present)  # type: ignore[attr-defined]
        if meeting.pk is None:
            self.fields["uuid"].initial = uuid4
        else:
            del self.fields["uuid"]
            self.initial.update(day=meeting.day, time=meeting.clock.time())
        self._offer_facilitators(meeting)
        self.order_fields(["kind", "session", "uuid", "day", "time", "minutes", "zone", "place", "link"])

    def _offer_facilitators(self, meeting: Any) -> None:
        held = Membership.objects.filter(participant__collaborative=meeting.collaborative)
        if meeting.team is not None:
            held = held.filter(team=meeting.team)
        held = held.filter(until_day=None) if meeting.pk is None else held.on(meeting.day)
        wanted = Q(pk__in=held.values("participant")) | Q(pk=meeting.facilitator_id)
        field: Any = self.fields["facilitator"]
        field.queryset, field.empty_label = Participant.objects.filter(wanted), _("not decided yet")

    def clean_time(self) -> datetime.time:
        typed: datetime.time = self.cleaned_data["time"]
        return typed.replace(second=0, microsecond=0)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if {"day", "time", "zone"} <= said.keys():
            try:
                self.instance.starts = moment(said["day"], said["time"], said["zone"])
            except SkippedError:
                self.add_error(
                    "time",
                    _("Clocks are put forward on this day, and this time is left out. Choose a later one."),
                )
            except TwiceError:
                self.add_error(
                    "time",
                    _("Clocks are put back on this day, and this time comes twice. Choose another one."),
                )
        return said


class TeamMeetingForm(MeetingForm):
    """A team's own meeting."""

    class Meta(MeetingForm.Meta):
        fields = (*MeetingForm.Meta.fields, "notes_shared")
        labels = {**MeetingForm.Meta.labels, "notes_shared": _("Faculty and coordinator may read our notes")}
        help_texts = {
            "notes_shared": _("They read your decisions and action items in any case."),
        }


class OpenMeetingForm(MeetingForm):
    """A meeting of all teams, or one of a learning session."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind.value, kind.label) for kind in OPEN_KINDS],
        initial=Meeting.Kind.CROSS_TEAM.value,
    )

    class Meta(MeetingForm.Meta):
        fields = ("kind", "session", *MeetingForm.Meta.fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["session"]
        field.queryset = LearningSession.objects.filter(collaborative=self.instance.collaborative)
        field.label, field.empty_label = _("Which learning session"), _("none")
        field.help_text = _("Only for a meeting of a learning session.")

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("kind") == Meeting.Kind.CROSS_TEAM:
            said["session"] = None
        elif said.get("session") is None and "session" not in self.errors:
            self.add_error(
                "session", _("Choose the learning session. The coordinator adds one in the set-up.")
            )
        return said


def form_for(meeting: Meeting) -> type[MeetingForm]:
    return OpenMeetingForm if meeting.team_id is None else TeamMeetingForm
