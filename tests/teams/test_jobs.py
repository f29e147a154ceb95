"""Jobs are sent after the commit only, and nothing they do reaches the request."""

import logging
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from celery import shared_task
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from teams import jobs
from teams.jobs import enqueue

ran: list[tuple[object, ...]] = []


@shared_task(name="tests.note")
def note(*ids: object) -> None:
    ran.append(ids)


@shared_task(name="tests.fail")
def fail(*ids: object) -> None:
    raise RuntimeError(f"job {ids} is broken")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    ran.clear()
    jobs.broker.silent_until = 0.0
    yield
    jobs.broker.silent_until = 0.0


def save(request: Any) -> HttpResponse:
    """A view that saves, and asks for a dozen jobs like a month's hand-in."""
    with transaction.atomic():
        for chart in range(12):
            enqueue(note, chart)
    return HttpResponse("saved")


urlpatterns = [path("save/", save)]


# --- Without a broker: in the process, after the commit ---------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_job_runs_after_the_commit() -> None:
    with transaction.atomic():
        enqueue(note, 1, "a")
        assert ran == []
    assert ran == [(1, "a")]


@pytest.mark.django_db(transaction=True)
def test_a_job_waits_for_the_outermost_commit() -> None:
    with transaction.atomic():
        with transaction.atomic():
            enqueue(note, 1)
        assert ran == []
    assert ran == [(1,)]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_sends_nothing() -> None:
    with transaction.atomic():
        enqueue(note, 1)
        transaction.set_rollback(True)
    with transaction.atomic():
        enqueue(note, 2)
        with transaction.atomic():
            enqueue(note, 3)
            transaction.set_rollback(True)
    assert ran == [(2,)]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_a_job_runs_at_once() -> None:
    enqueue(note, 1)
    assert ran == [(1,)]


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_neither_fails_the_save_nor_the_next_job(caplog: pytest.LogCaptureFixture) -> None:
    with transaction.atomic():
        enqueue(fail, 1)
        enqueue(note, 2)
    assert ran == [(2,)]
    assert "job tests.fail(1,) waits for the sweep" in caplog.text
    assert "is broken" in caplog.text
    assert jobs.broker.silent_until == 0.0


# --- With a broker that is away ---------------------------------------------------------------------------


@pytest.fixture
def nobody_listens(settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"


@pytest.fixture
def somebody_is_silent(settings: Any) -> Iterator[None]:
    """A server that takes the connection and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        settings.REDIS_URL = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        yield


@pytest.mark.urls("tests.teams.test_jobs")
@pytest.mark.parametrize("broker", ["nobody_listens", "somebody_is_silent"])
@pytest.mark.django_db(transaction=True)
def test_the_page_answers_at_once_whatever_the_broker_does(
    broker: str,
    request: pytest.FixtureRequest,
    client: Client,
    settings: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    request.getfixturevalue(broker)
    settings.MIDDLEWARE = []
    started = time.monotonic()
    assert client.get("/save/").content == b"saved"
    assert time.monotonic() - started < 1.5
    assert ran == []
    assert [record.levelno for record in caplog.records if "waits for the sweep" in record.message] == [
        logging.WARNING
    ] * 12


@pytest.mark.django_db(transaction=True)
def test_after_a_silence_the_broker_is_tried_again(
    nobody_listens: None, caplog: pytest.LogCaptureFixture
) -> None:
    enqueue(note, 1)
    assert jobs.broker.silent_until > time.monotonic()
    enqueue(note, 2)
    jobs.broker.silent_until = time.monotonic()
    enqueue(note, 3)
    said = [record.message.rpartition(": ")[2] for record in caplog.records if "sweep" in record.message]
    assert [text.startswith("the broker did not answer") for text in said] == [False, True, False]
