"""How allauth meets our rules: nobody signs up alone, and who tries to get in is seen."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from invitations (`teams.views.invitations`) alone."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """As it is: allauth would put the host's name before it."""
        return str(subject)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log who and from where; the password stays out."""
        logger.warning("sign-in failed: %r from %s", credentials.get("email"), self.get_client_ip(request))
        super().authentication_failed(request, **credentials)
