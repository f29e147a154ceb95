import logging
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from celery.schedules import crontab
from django.core.management import call_command
from django.utils.module_loading import import_string

from bsc import schedule
from bsc.celery import SCHEDULE
from teams.models import ScheduleRun

NOON = datetime(2026, 3, 14, 12, 0, 20, tzinfo=UTC)


RAN: list[str] = []


def every_minute() -> None:
    RAN.append("every minute")


def fails() -> None:
    raise OSError("no disk")


def at_seven_past() -> None:
    RAN.append("at seven past")


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two entries whose jobs write down that they ran, and one between them that fails."""
    entries = {
        "every minute": {"task": f"{__name__}.every_minute", "schedule": crontab()},
        "fails": {"task": f"{__name__}.fails", "schedule": crontab()},
        "at seven past": {"task": f"{__name__}.at_seven_past", "schedule": crontab(minute="7")},
    }
    monkeypatch.setattr(schedule, "SCHEDULE", entries)
    RAN.clear()
    return RAN


@pytest.mark.django_db
def test_a_new_installation_runs_everything_once(ran: list[str]) -> None:
    assert schedule.run_due(NOON) == ["every minute", "at seven past"]
    assert ran == ["every minute", "at seven past"]
    assert set(ScheduleRun.objects.values_list("name", "ran_at")) == {
        ("every minute", NOON),
        ("fails", NOON),
        ("at seven past", NOON),
    }


@pytest.mark.django_db
def test_an_entry_runs_when_its_minute_has_come_and_not_before(ran: list[str]) -> None:
    schedule.run_due(NOON)
    ran.clear()
    minutes = {minute: schedule.run_due(NOON + timedelta(minutes=minute)) for minute in (0, 1, 6, 7, 8)}
    assert minutes == {
        0: [],
        1: ["every minute"],
        6: ["every minute"],
        7: ["every minute", "at seven past"],
        8: ["every minute"],
    }


@pytest.mark.django_db
def test_what_was_missed_while_nothing_ran_is_made_up_for_once(ran: list[str]) -> None:
    schedule.run_due(NOON)
    ran.clear()
    schedule.run_due(NOON + timedelta(days=3, minutes=2))
    schedule.run_due(NOON + timedelta(days=3, minutes=2))
    assert ran == ["every minute", "at seven past"]


@pytest.mark.django_db
def test_a_job_that_fails_is_logged_and_tried_again_at_its_next_time(
    ran: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        schedule.run_due(NOON)
        schedule.run_due(NOON + timedelta(minutes=1))
    assert [record.getMessage() for record in caplog.records] == ["scheduled job failed: fails"] * 2


@pytest.mark.django_db
def test_a_run_noted_while_the_clock_was_wrong_does_not_stop_the_schedule(ran: list[str]) -> None:
    ScheduleRun.objects.create(name="every minute", ran_at=NOON + timedelta(days=5000))
    ScheduleRun.objects.create(name="fails", ran_at=NOON)
    ScheduleRun.objects.create(
        name="at seven past", ran_at=NOON + timedelta(minutes=2)
    )  # another machine's clock
    assert schedule.run_due(NOON) == ["every minute"]


@pytest.mark.django_db
def test_of_two_processes_that_see_the_same_row_one_runs_the_entry(
    ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule.run_due(NOON)
    ran.clear()
    later = NOON + timedelta(minutes=1)
    is_due = schedule._is_due

    def is_due_and_the_other_process_is_faster(*row: Any) -> bool:
        monkeypatch.setattr(schedule, "_is_due", is_due)
        assert schedule.run_due(later) == ["every minute"]
        return is_due(*row)

    monkeypatch.setattr(schedule, "_is_due", is_due_and_the_other_process_is_faster)
    assert schedule.run_due(later) == []
    assert ran == ["every minute"]


@pytest.mark.django_db
def test_cron_runs_the_schedule_with_a_command_that_says_what_ran(ran: list[str]) -> None:
    told = StringIO()
    call_command("run_due", stdout=told)
    assert told.getvalue() == "every minute\nat seven past\n"


def test_every_entry_of_the_schedule_names_a_job() -> None:
    assert [import_string(entry["task"]).name for entry in SCHEDULE.values()] == [
        entry["task"] for entry in SCHEDULE.values()
    ]
