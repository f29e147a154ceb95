"""What a counts page and a month page send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metrics.models import CountEvent
from metrics.models.card import Card, Fault
from metrics.models.metric import Unit
from metrics.models.taps import Tap, received_before
from metrics.numbers import NotANumberError, read_number
from teams.forms.writing import WordsForm

MOST_SEEN = 5000  # ids of one day's events that a page sends back
LARGEST_STEP = Decimal(1000)


class TapForm(forms.Form):
    """One button's press: the fields of one event."""

    uuid = forms.UUIDField()
    kind = forms.ChoiceField(choices=CountEvent.Kind)
    component = forms.ChoiceField(choices=CountEvent.Component)
    amount = forms.CharField(required=False, max_length=20)
    state = forms.ChoiceField(choices=[("", ""), ("not_counted", "")], required=False)
    target = forms.UUIDField(required=False)

    SHAPES: ClassVar[set[tuple[str, bool, bool, bool]]] = {
        # kind, amount, state, target
        ("add", True, False, False),
        ("set", True, False, False),
        ("set", False, True, False),
        ("void", False, False, True),
    }

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        shape = (found.get("kind", ""), *(bool(found.get(name)) for name in ("amount", "state", "target")))
        is_state = found.get("component") == "state"
        if shape not in self.SHAPES or (found["kind"] != "void" and is_state != bool(found.get("state"))):
            raise forms.ValidationError(
                _("This button said something that the page does not know. Try again.")
            )
        return found

    def tap(self, *, whole: bool) -> Tap:
        """NotANumberError where the amount is none."""
        found = self.cleaned_data
        text = found["amount"]
        amount = None
        if text:
            minus = found["kind"] == "add" and text.startswith("-")
            amount = read_number(text.removeprefix("-") if minus else text, whole=whole)
            amount = -amount if minus else amount
            if found["kind"] == "add" and not 0 < abs(amount) <= LARGEST_STEP:
                raise NotANumberError(_("Add or take away at most 1000 at once."))
        return Tap(found["uuid"], found["kind"], found["component"], amount, found["state"], found["target"])


class CardForm:
    """A card's form: the pressed button in `tap` (or its fields bare), and numbers typed beside it.

    A typed number is saved whichever button was pressed, so that none is lost.
    """

    def __init__(self, data: QueryDict, card: Card, *, whole: bool | None = None) -> None:
        self.data = data
        self.card = card
        self.whole = card.definition.unit != Unit.SCORE if whole is None else whole
        self.errors: dict[str, str] = {}
        self.fault: Fault = ""
        self.pressed: Tap | None = None
        self.taps: list[Tap] = []
        self.seen: dict[str, frozenset[UUID]] = {}

    def is_valid(self) -> bool:
        self.seen = {name: self._uuids(f"seen_{name}") for name in ("num", "den", "state")}
        typed = [self._typed("num"), self._typed("den")]
        self.pressed = self._pressed()
        self.taps = [tap for tap in (*typed, self.pressed) if tap is not None]
        if not self.taps and not self.errors:
            self.errors["card"] = _("Nothing was typed yet. Type a number, or press a button.")
        if self.pressed and not self.errors and not received_before([self.pressed]):
            self._check_pressed(self.pressed)
        return not self.errors and not self.fault

    def refused(self, fault: Fault = "") -> Card:
        """The card as it was typed, with what is wrong."""
        return replace(
            self.card,
            typed_num=self._text("num") if "num" in self.data else None,
            typed_den=self._text("den") if "den" in self.data else None,
            errors=self.errors,
            fault=fault or self.fault,
            retry=self._text("tap"),
        )

    def _text(self, name: str) -> str:
        return self.data.get(name, "").strip()

    def _typed(self, name: str) -> Tap | None:
        """A number that differs from what the page had put there."""
        text = self._text(name)
        if name not in self.data or text == self._text(f"{name}_was"):
            return None
        if not text:
            self.errors[name] = _("To take a number back, press Undo.")
            return None
        try:
            uuid = UUID(self._text(f"{name}_uuid"))
            return Tap(uuid, "set", name, read_number(text, whole=self._is_whole(name)))
        except NotANumberError as problem:
            self.errors[name] = str(problem)
        except ValueError:
            self.errors["card"] = _("This page is out of date. Load it again, then save.")
        return None

    def _is_whole(self, name: str) -> bool:
        if name == "den" and self.card.definition.unit == Unit.RATE:
            return False  # hours, for example
        return self.whole

    def _pressed(self) -> Tap | None:
        packed = self._text("tap")
        if not packed and "kind" not in self.data:
            return None
        form = TapForm(QueryDict(packed) if packed else self.data)
        if not form.is_valid():
            self.errors["card"] = _("This button said something that the page does not know. Try again.")
            return None
        try:
            return form.tap(whole=self._is_whole(form.cleaned_data["component"]))
        except NotANumberError as problem:
            self.errors["card"] = str(problem)
            return None

    def _check_pressed(self, pressed: Tap) -> None:
        below = pressed.amount is not None and (self.card.num or Decimal(0)) + pressed.amount < 0
        if pressed.kind == "add" and below and pressed.component == "num":
            self.fault = "below_zero"
        if pressed.state and self.card.status in ("counted", "incomplete") and not self.data.get("sure"):
            self.fault = "sure"

    def _uuids(self, name: str) -> frozenset[UUID]:
        found = set()
        for text in self._text(name).split()[:MOST_SEEN]:
            try:
                found.add(UUID(text))
            except ValueError:
                self.errors["card"] = _("This page is out of date. Load it again, then save.")
        return frozenset(found)


class MonthValueForm(CardForm):
    """A typed month: as a card, but decimals are welcome where a sum may have them."""

    def __init__(self, data: QueryDict, card: Card, counted_days: int) -> None:
        super().__init__(data, card)
        self.counted_days = counted_days

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        if is_valid and self.counted_days and not self.data.get("sure"):
            self.fault = "sure"
        return is_valid and not self.fault


class NoteForm(WordsForm):
    """A note stays in the team. It is warned of what looks like a person, and never refused."""

    text = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What was special that day? Your team reads it. Write no names of children."),
        error_messages={"required": gettext_lazy("Write a few words first.")},
    )
    metric = forms.ChoiceField(label=gettext_lazy("About"), required=False)

    def __init__(self, *args: Any, cards: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["metric"]
        field.choices = [("", _("the whole day")), *cards.items()]


class LogFilter(forms.Form):
    metric = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    day = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self, *args: Any, metrics: Mapping[str, str], places: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices, every in (
            ("metric", metrics, _("everything")),
            ("place", places, _("everywhere")),
        ):
            field: Any = self.fields[name]
            field.choices = [("", every), *choices.items()]
            field.widget.attrs["class"] = "form-select"
        self.fields["day"].widget.attrs["class"] = "form-control"
