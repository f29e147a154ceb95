"""A room's names, who facilitates it, and when it meets."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from meetings.forms.meetings import MeetingForm
from meetings.models import Meeting, Room
from teams.forms import PlainForm, VersionedForm
from teams.forms.setup import WordingForm, free_slug
from teams.models import Membership, Participant

MOST = 500


def free_room_slug(room: Room, name: str) -> str:
    """An address for the room, once and for all."""
    taken = Room.objects.filter(collaborative=room.collaborative)
    return free_slug(name, taken, "room", frozenset({"usual"}))


class RoomForm(WordingForm):
    """The names of a room. For whom it is, and its address, are chosen once and for all."""

    wordings: ClassVar[dict[str, tuple[Any, int, bool]]] = {"names": (_("Name"), 80, True)}

    class Meta:
        model = Room
        fields: tuple[str, ...] = ()


class NewRoomForm(RoomForm):
    class Meta(RoomForm.Meta):
        fields = ("role",)

    def save(self, commit: bool = True) -> Any:
        row = super().save(commit)
        named = row.names.get(self.languages[0], "")
        row.slug = free_room_slug(row, named)
        return row


class _PersonField(forms.ModelChoiceField[Participant]):
    def label_from_instance(self, obj: Participant) -> str:
        held = ", ".join(
            f"{one.get_role_display()} {one.team.name if one.team else ''}".strip()
            for one in obj.memberships.all()
        )
        return f"{obj.name} ({held})"


class FacilitatorForm(PlainForm):
    """Somebody of the room's role, or faculty. Nobody names themselves."""

    person = _PersonField(
        queryset=Participant.objects.none(),
        to_field_name="uuid",
        empty_label=_("Choose"),
        label=_("Who facilitates"),
        error_messages={
            "required": _("Choose somebody first."),
            "invalid_choice": _("This person cannot facilitate the room at the moment. Choose another one."),
        },
    )

    def __init__(self, *args: Any, people: Any, day: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Membership.objects.on(day).select_related("team__center")
        field: Any = self.fields["person"]
        field.queryset = people.prefetch_related(Prefetch("memberships", queryset=held))


class RoomMeetingForm(MeetingForm):
    """When and where a room meets. Who called it is not kept, in its history neither."""

    class Meta(MeetingForm.Meta):
        fields = ("minutes", "zone", "place", "link")

    def _offer_facilitators(self, meeting: Meeting) -> None:
        """The room's own facilitators are known to it."""

    def save_by(self, author: Participant | None) -> Any:
        return super().save_by(None)


class HeadcountForm(VersionedForm):
    """How many were there: a number, and nobody's name."""

    headcount = forms.IntegerField(
        label=_("How many were there"),
        validators=[MinValueValidator(0), MaxValueValidator(MOST)],
        widget=forms.NumberInput(attrs={"min": 0, "max": MOST}),
        help_text=_("Only the number is kept, not who came. Outside the room only five or more is shown."),
    )

    class Meta:
        model = Meeting
        fields = ("headcount",)

    def save_by(self, author: Participant | None) -> Any:
        return super().save_by(None)
