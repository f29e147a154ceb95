"""Guessing a card's code is slowed: by address, and over all addresses. Only codes that open nothing count.

Looking costs one read a limit; counting goes through allauth's, so that processes count together.
"""

from __future__ import annotations

import logging
import time

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

APP, ACTION, EVERYBODY = "teams", "card", "everybody"
logger = logging.getLogger(__name__)


def is_slowed(request: HttpRequest) -> bool:
    """Whether so many codes were wrong lately that none is looked at now."""
    rates = ratelimit.get_rates(app=APP, action=ACTION, config=settings.CARD_RATE_LIMITS)
    for rate in rates:
        key = ratelimit.get_cache_key(request, app=APP, action=ACTION, rate=rate, key=EVERYBODY)
        allowed, _history = ratelimit.apply_rate(cache.get(key, []), time.time(), rate, dry_run=True)
        if not allowed:
            return True
    return False


def note_wrong(request: HttpRequest) -> None:
    """One more; logged with the address, never with what was typed."""
    logger.warning("a card's code that opens nothing, from %s", get_adapter().get_client_ip(request))
    ratelimit.consume(
        request,
        app=APP,
        action=ACTION,
        config=settings.CARD_RATE_LIMITS,
        key=EVERYBODY,
        limit_get=True,
    )
