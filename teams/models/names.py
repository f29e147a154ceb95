"""A person's name, and what stands in its place once it is forgotten."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from teams.models.membership import Role

FORGOTTEN = "\u2205"  # before the role of who was forgotten: no name that a person types begins with it


def former(role: str) -> str:
    """How somebody is called whose name is forgotten, in the reader's language."""
    words: dict[str, Any] = {
        Role.TEACHER: _("a former teacher"),
        Role.PARENT: _("a former parent member"),
        Role.DIRECTOR: _("a former director"),
        Role.STAFF: _("a former staff member"),
        Role.FACULTY: _("a former faculty member"),
        Role.COORDINATOR: _("a former coordinator"),
        Role.EVALUATOR: _("a former evaluator"),
    }
    return str(words.get(role, _("a former participant")))


class ForgottenName(str):
    """ "a former teacher", in the reader's language; written back, it stays what it is."""

    __slots__ = ("role",)
    role: str

    def __new__(cls, role: str) -> ForgottenName:
        name = super().__new__(cls, former(role))
        name.role = role
        return name

    def __getnewargs__(self) -> tuple[str]:
        return (self.role,)


class NameField(models.CharField[str, str]):
    """A person's name. What `forget` left in its place is read as words, wherever the column is read."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        if value is not None and value.startswith(FORGOTTEN):
            return ForgottenName(value.removeprefix(FORGOTTEN))
        return value

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, ForgottenName):
            return FORGOTTEN + value.role
        prepared = super().get_prep_value(value)
        # Typed where no form looks, it is a name like any other.
        return prepared.lstrip(FORGOTTEN) if isinstance(prepared, str) else prepared

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        if str(value).startswith(FORGOTTEN):
            raise ValidationError(_("A name begins with a letter."))
