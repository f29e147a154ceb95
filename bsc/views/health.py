"""What a proxy, a container and a monitor ask. Strangers learn one word; the reason goes to the log."""

import logging
from datetime import timedelta

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from metrics.models import ChartMark

logger = logging.getLogger(__name__)


@login_not_required
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; whether its services do is the other question."""
    return _answer("ok", 200)


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    reasons = _what_is_missing()
    if reasons:
        logger.error("not ready: %s", "; ".join(reasons))
        return _answer("not ready", 503)
    return _answer("ok", 200)


def _answer(text: str, status: int) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")


def _what_is_missing() -> list[str]:
    return [*_database(), *_broker()]


def _database() -> list[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        oldest = ChartMark.objects.order_by("at").values_list("at", flat=True).first()
    except DatabaseError as problem:
        return [f"the database does not answer: {problem}"]
    limit = timedelta(minutes=settings.READY_MARK_MINUTES)
    if oldest and timezone.now() - oldest > limit:
        return [f"a chart has waited to be rebuilt since {oldest:%Y-%m-%d %H:%M} UTC"]
    return []


def _broker() -> list[str]:
    if not settings.REDIS_URL:
        return []
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1) as client:
            client.ping()
    except redis.RedisError as problem:
        return [f"the broker does not answer: {problem}"]
    return []
