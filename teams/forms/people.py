"""Forms about people: their roles with dates, lists of them, invitations."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teams.forms import PlainForm
from teams.forms.setup import DayField, SetUpForm
from teams.forms.writing import WordsForm
from teams.models import (
    Classroom,
    ClassroomStaff,
    Collaborative,
    Membership,
    Participant,
    Role,
    Team,
)
from teams.models.membership import TEAM_ROLES
from teams.models.roster import RosterLine, decode

LARGEST_FILE = 1024 * 1024
INVITED_BY_DIRECTOR = [(role.value, role.label) for role in (Role.TEACHER, Role.PARENT, Role.STAFF)]


class ParticipantForm(SetUpForm):
    """The name in this collaborative. The account behind it is its person's alone."""

    kind = "participant"

    class Meta:
        model = Participant
        fields = ("name",)


class MembershipForm(SetUpForm):
    """Dates and duties of one role. Role and team stay: another role is another row."""

    kind = "membership"

    class Meta:
        model = Membership
        fields: tuple[str, ...] = (
            "from_day",
            "until_day",
            "core",
            "day_to_day_lead",
            "data_manager",
            "senior_leader",
        )
        help_texts = {"until_day": _("Leave it empty while the role is held.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.team_id is None:
            for duty in ("core", "day_to_day_lead", "data_manager", "senior_leader"):
                del self.fields[duty]

    @property
    def collaborative(self) -> Collaborative:
        found: Collaborative = self.instance.participant.collaborative
        return found

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.check_days("from_day", "until_day", _("The end must be after the start."))
        if not self.errors:
            self._check_overlap()
            self._check_coordinator_remains()
        return self.cleaned_data

    def _held(self) -> tuple[Any, Any]:
        return self.instance.role, self.instance.team

    def _check_overlap(self) -> None:
        role, team = self._held()
        first, until = self.cleaned_data["from_day"], self.cleaned_data.get("until_day")
        same = Membership.objects.filter(participant=self.instance.participant, role=role, team=team)
        same = same.exclude(pk=self.instance.pk).filter(Q(until_day=None) | Q(until_day__gt=first))
        if (same.filter(from_day__lt=until) if until else same).exists():
            self.add_error("from_day", _("This person already holds this role on some of these days."))

    def _check_coordinator_remains(self) -> None:
        until = self.cleaned_data.get("until_day")
        if self.instance.pk is None or self.instance.role != Role.COORDINATOR or until is None:
            return
        others = Membership.objects.filter(
            participant__collaborative=self.collaborative, role=Role.COORDINATOR, until_day=None
        ).exclude(pk=self.instance.pk)
        if not others.filter(from_day__lte=until, participant__person__isnull=False).exists():
            self.add_error(
                "until_day",
                _("Somebody must be able to coordinate. Give the role to another person first."),
            )


class NewMembershipForm(MembershipForm):
    class Meta(MembershipForm.Meta):
        fields = ("role", "team", *MembershipForm.Meta.fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        team.queryset = Team.objects.filter(collaborative=self.collaborative).select_related("center")
        team.help_text = _("Only for teachers, parents, directors and staff.")

    def _held(self) -> tuple[Any, Any]:
        return self.cleaned_data["role"], self.cleaned_data["team"]

    def clean(self) -> dict[str, Any]:
        role, team = self.cleaned_data.get("role"), self.cleaned_data.get("team")
        if role in TEAM_ROLES and team is None and "team" not in self.errors:
            self.add_error("team", _("Choose the team on which this role is held."))
        if role and role not in TEAM_ROLES and team is not None:
            self.add_error("team", _("This role belongs to the whole collaborative. Leave the team empty."))
        return super().clean()


class RosterForm(PlainForm):
    file = forms.FileField(
        label=_("A CSV file"), required=False, help_text=_("As Excel saves it. At most 1 MB.")
    )
    text = forms.CharField(
        label=_("Or a pasted list"),
        required=False,
        max_length=LARGEST_FILE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    from_day = DayField(label=_("From, where the list names no day"))
    send = forms.BooleanField(
        label=_("Send the invitations now"),
        required=False,
        help_text=_("Otherwise the addresses are kept, and you invite people from the list of people."),
    )

    def clean_file(self) -> str:
        uploaded = self.cleaned_data["file"]
        if uploaded is None:
            return ""
        if uploaded.size > LARGEST_FILE:
            raise ValidationError(_("This file is larger than 1 MB. Split the list."))
        try:
            return decode(uploaded.read())
        except UnicodeError:
            raise ValidationError(_("This file is not text. Save it as CSV, or paste the list.")) from None

    def clean(self) -> dict[str, Any]:
        super().clean()
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text", "").strip()
        if not self.errors and not file and not text:
            self.add_error("text", _("Paste a list, or choose a file."))
        if file and text:  # the file would take the list's place, and what was pasted would be gone
            self.add_error("text", _("There is a file and a list. To take the file, empty the list first."))
        return self.cleaned_data

    @property
    def list_text(self) -> str:
        text: str = self.cleaned_data["file"] or self.cleaned_data["text"]
        return text


class InvitationForm(PlainForm):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"].strip().lower()
        return address


class NewPersonForm(PlainForm):
    """One person with a first role, and an invitation where there is an address."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("An invitation goes there. Leave it empty for somebody without e-mail."),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role)
    team = forms.ModelChoiceField(
        label=_("Team"),
        queryset=Team.objects.none(),
        required=False,
        help_text=_("Only for teachers, parents, directors and staff."),
    )
    from_day = DayField(label=_("From"))

    def __init__(self, *args: Any, collaborative: Collaborative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams: Any = self.fields["team"]
        teams.queryset = Team.objects.filter(collaborative=collaborative).select_related("center")

    def line(self) -> RosterLine:
        team = self.cleaned_data.get("team")
        return RosterLine(
            1,
            " ".join(self.cleaned_data["name"].split()),
            self.cleaned_data["email"].strip().lower(),
            self.cleaned_data["role"],
            team.slug if team else "",
            "",
            self.cleaned_data["from_day"],
        )


class TeamInvitationForm(PlainForm):
    """What a director may ask for: never a director, never another team."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_(
            "An invitation goes there. Leave it empty for somebody without e-mail, and print a card next."
        ),
    )
    role = forms.ChoiceField(label=_("Role"), choices=INVITED_BY_DIRECTOR)
    core = forms.BooleanField(
        label=_("Member of the core team"),
        required=False,
        help_text=_("The core team meets every month. Others belong to the extended team."),
    )

    def line(self, team: Team, today: date) -> RosterLine:
        name = " ".join(self.cleaned_data["name"].split())
        email = self.cleaned_data["email"].strip().lower()
        return RosterLine(1, name, email, self.cleaned_data["role"], team.slug, "", today)


class ClassroomStaffForm(SetUpForm):
    """In which classroom a teacher or staff member works."""

    kind = "classroom_staff"

    class Meta:
        model = ClassroomStaff
        fields = ("classroom", "from_day", "until_day")
        labels = {"classroom": _("Classroom")}
        help_texts = {"until_day": _("Leave it empty while the person works there.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms: Any = self.fields["classroom"]
        rooms.queryset = Classroom.objects.filter(center=self.instance.membership.team.center_id)

    @property
    def collaborative(self) -> Collaborative:
        found: Collaborative = self.instance.membership.participant.collaborative
        return found

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.check_days("from_day", "until_day", _("The end must be after the start."))
        if not self.errors:
            self._check_overlap()
        return self.cleaned_data

    def _check_overlap(self) -> None:
        first, until = self.cleaned_data["from_day"], self.cleaned_data["until_day"]
        same = ClassroomStaff.objects.filter(
            membership=self.instance.membership, classroom=self.cleaned_data["classroom"]
        ).exclude(pk=self.instance.pk)
        same = same.filter(Q(until_day=None) | Q(until_day__gt=first))
        if (same.filter(from_day__lt=until) if until else same).exists():
            self.add_error("classroom", _("This person already works there on some of these days."))


class AimForm(WordsForm):
    """A new wording of the team's aim."""

    text = forms.CharField(
        label=_("What we want to reach, for whom, and by when"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a few words first.")},
    )
