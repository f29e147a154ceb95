"""What must not stand in a log: whoever reads it could otherwise sign in with it."""

from __future__ import annotations

import logging
import re

SECRETS = re.compile(r"(/(?:card|invitations)/)[^/\s]+")


class WithoutSecrets(logging.Filter):
    """Addresses of cards and invitations hold their secret; the log gets them without."""

    def filter(self, record: logging.LogRecord) -> bool:
        told = record.getMessage()
        hidden = SECRETS.sub(r"\1…", told)
        if hidden != told:
            record.msg, record.args = hidden, None
        return True
