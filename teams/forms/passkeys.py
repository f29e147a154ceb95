"""allauth's passkey forms: an answer that no browser gives is refused, and breaks nothing."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn import forms as base
from django import forms
from django.core.exceptions import ValidationError
from fido2.webauthn import AuthenticationResponse, RegistrationResponse


class CredentialField(forms.JSONField):
    """What a device says, as JSON of that shape."""

    def __init__(self, shape: Any) -> None:
        super().__init__(required=True, widget=forms.HiddenInput)
        self.shape = shape

    def to_python(self, value: Any) -> Any:
        """Readers of such data know a good answer; of a bad one they fail with whatever comes first."""
        try:
            said = super().to_python(value)
            if said is not None:
                self.shape.from_dict(said)
        except Exception:
            raise ValidationError(self.error_messages["invalid"], "invalid", {"value": ""}) from None
        return said

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Shown again without it: a device answers a question once."""
        return initial


class AddPasskeyForm(base.AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    credential = CredentialField(RegistrationResponse)


class AuthenticateForm(base.AuthenticateWebAuthnForm):  # type: ignore[misc]
    credential = CredentialField(AuthenticationResponse)


class LoginForm(base.LoginWebAuthnForm):  # type: ignore[misc]
    credential = CredentialField(AuthenticationResponse)


class ReauthenticateForm(base.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    credential = CredentialField(AuthenticationResponse)
