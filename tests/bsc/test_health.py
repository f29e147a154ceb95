import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from metrics.models import ChartMark
from tests import services


def ask(path: str) -> tuple[int, str]:
    response = Client().get(path)
    return response.status_code, response.content.decode()


def test_live_needs_no_database() -> None:
    assert ask("/health/live/") == (200, "ok\n")


@pytest.mark.django_db
def test_ready_with_nothing_waiting_and_with_a_chart_that_has_just_been_marked() -> None:
    assert ask("/health/ready/") == (200, "ok\n")
    ChartMark.objects.create(key="team:1")
    assert ask("/health/ready/") == (200, "ok\n")


@pytest.mark.django_db
def test_a_chart_that_waits_too_long_is_told_in_the_log_and_not_to_strangers(
    caplog: pytest.LogCaptureFixture,
) -> None:
    waiting_since = timezone.now() - timedelta(minutes=16)
    ChartMark.objects.create(key="team:1", at=waiting_since)
    with caplog.at_level(logging.ERROR):
        assert ask("/health/ready/") == (503, "not ready\n")
    assert [record.getMessage() for record in caplog.records if record.name == "bsc.views.health"] == [
        f"not ready: a chart has waited to be rebuilt since {waiting_since:%Y-%m-%d %H:%M} UTC"
    ]


@pytest.mark.django_db
def test_the_limit_for_waiting_charts_is_a_setting(settings: Settings) -> None:
    ChartMark.objects.create(key="team:1", at=timezone.now() - timedelta(minutes=16))
    settings.READY_MARK_MINUTES = 20
    assert ask("/health/ready/") == (200, "ok\n")


@pytest.mark.django_db
def test_the_broker_is_asked_where_there_is_one(settings: Settings) -> None:
    settings.REDIS_URL = services.redis_url()
    assert ask("/health/ready/") == (200, "ok\n")
    settings.REDIS_URL = f"redis://127.0.0.1:{services.free_port()}"
    assert ask("/health/ready/") == (503, "not ready\n")


@pytest.mark.django_db
def test_a_database_without_its_tables_is_not_ready() -> None:
    connection.cursor().execute("ALTER TABLE metrics_chartmark RENAME TO away")
    assert ask("/health/ready/") == (503, "not ready\n")


@pytest.mark.django_db
def test_health_is_told_over_plain_http_where_all_else_is_sent_to_https(
    settings: Settings,
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert [ask("/health/live/")[0], ask("/health/ready/")[0], ask("/")[0]] == [200, 200, 301]
