"""What is written into a meeting's minutes."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from meetings.models import ActionItem, AgendaItem, Decision, Meeting, Note
from teams.forms import VersionedForm
from teams.forms.setup import DayField
from teams.forms.writing import WordsForm
from teams.models import Access, Membership, Participant
from teams.speaking import known_words


def possible_owners(meeting: Meeting, access: Access, held_by: int | None = None) -> Any:
    """Who can take on an action item: of the people whom the person may see, those with a role today."""
    today = Membership.objects.on(meeting.collaborative.day(access.now))
    if meeting.team_id is not None:
        today = today.filter(team=meeting.team_id)
    people = Participant.objects.visible_to(access).filter(collaborative=meeting.collaborative_id)
    wanted = people.filter(pk__in=today.values("participant")).values("pk")
    chosen = Participant.objects.filter(pk=held_by) if held_by else Participant.objects.none()
    return (Participant.objects.filter(pk__in=wanted) | chosen).order_by("name", "pk")


class PartForm(WordsForm):
    """One text of the minutes. Each kind stands on the page under a prefix of its own."""

    label: Any = _("Text")
    part = ""

    def __init__(self, data: Any, meeting: Meeting, access: Access) -> None:
        super().__init__(
            data, prefix=self.part, known=partial(known_words, meeting.collaborative, meeting.team)
        )
        self.meeting, self.access = meeting, access
        self.fields["text"].label = self.label

    def row(self) -> Any:
        """The row that is to hold the text; ask only where the form is valid."""
        raise NotImplementedError


class AgendaForm(PartForm):
    label, part = _("What do we speak about?"), "agenda"

    def row(self) -> Any:
        return AgendaItem(meeting=self.meeting)


class NoteForm(PartForm):
    label, part = _("What was said?"), "note"
    about = forms.ModelChoiceField(
        AgendaItem.objects.none(), label=_("About"), required=False, empty_label=_("the meeting as a whole")
    )

    def __init__(self, data: Any, meeting: Meeting, access: Access) -> None:
        super().__init__(data, meeting, access)
        field: Any = self.fields["about"]
        items = AgendaItem.objects.visible_to(access).filter(meeting=meeting).select_related("writing")
        field.queryset = items
        field.label_from_instance = lambda item: Truncator(item.text).chars(60)

    def row(self) -> Any:
        return Note(meeting=self.meeting, agenda_item=self.cleaned_data["about"])


class DecisionForm(PartForm):
    label, part = _("What did we decide?"), "decision"

    def row(self) -> Any:
        return Decision(meeting=self.meeting)


class ActionForm(PartForm):
    label, part = _("Who does what?"), "action"
    owner = forms.ModelChoiceField(
        Participant.objects.none(), label=_("Who"), required=False, empty_label=_("nobody yet")
    )
    due = DayField(label=_("By when"), required=False)

    def __init__(self, data: Any, meeting: Meeting, access: Access) -> None:
        super().__init__(data, meeting, access)
        field: Any = self.fields["owner"]
        field.queryset = possible_owners(meeting, access)

    def row(self) -> Any:
        said = self.cleaned_data
        return ActionItem(meeting=self.meeting, owner=said["owner"], due=said["due"])


class ActionItemForm(VersionedForm):
    """Who does it, and by when. Its words are changed on the page of its words."""

    due = DayField(label=_("By when"), required=False)

    class Meta:
        model = ActionItem
        fields = ("owner", "due")
        labels = {"owner": _("Who")}

    def __init__(self, *args: Any, access: Access | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.empty_label = _("nobody yet")
        if access is not None:
            field.queryset = possible_owners(self.instance.meeting, access, self.instance.owner_id)

    def _locked(self) -> Any:
        """Ticked meanwhile, it stays ticked."""
        current: Any = super()._locked()
        self.instance.done_at, self.instance.done_by = current.done_at, current.done_by
        return current
