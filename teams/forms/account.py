"""Forms about one's own account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from teams.forms import PlainForm, form_helper
from teams.models import Person

PASSWORD_HELP = _(
    "15 letters or more. Five words that only you would put together are good and easy to remember. "
    "You may paste it from a password manager."
)


class LanguageForm(forms.ModelForm[Person]):
    class Meta:
        model = Person
        fields = ("language",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = form_helper()


class NewAccountForm(PlainForm):
    """Whoever accepts an invitation chooses a password, or goes on without one."""

    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        max_length=1000,
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, Person(email=self.email))
        return password
