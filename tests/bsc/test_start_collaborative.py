"""The first collaborative, from the command line to its coordinator's first page."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from metrics.models import Metric
from teams.models import Collaborative, Invitation, Membership

OPTIONS = {
    "slug": "boston",
    "name": "Boston",
    "time_zone": "America/New_York",
    "starts": "2026-09-01",
    "ends": "2028-02-29",
    "coordinator_name": "Cora Lee",
    "coordinator_email": "Cora@Example.org",
}


def start(**more):
    out = StringIO()
    options = OPTIONS | more
    arguments = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    call_command("start_collaborative", *arguments, stdout=out)
    return out.getvalue()


def test_a_collaborative_with_its_coordinator_and_an_address_to_get_in(db):
    said = start(languages="es,en", metrics="child-care")
    found = Collaborative.objects.get()
    assert (found.slug, found.languages, found.ends) == ("boston", ["es", "en"], date(2028, 2, 29))
    assert [(held.role, held.participant.name) for held in Membership.objects.all()] == [
        ("coordinator", "Cora Lee")
    ]
    invitation = Invitation.objects.get()
    assert invitation.email == "cora@example.org"
    assert invitation.address in said
    assert Metric.objects.filter(collaborative=found).count() == 8
    assert Client().get(invitation.address.removeprefix("http://localhost:8000")).status_code == 200


def test_without_metrics_there_are_none(db):
    start()
    assert (Collaborative.objects.count(), Metric.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"starts": "soon"}, "--starts: “soon” is not a day. Write it as 2026-09-01."),
        ({"languages": "en,tlh"}, "--languages: “en,tlh”: known languages are en, es."),
        ({"languages": " "}, "--languages: “ ”: known languages are en, es."),
        ({"time_zone": "Boston"}, "--time-zone: “Boston” is not a time zone. Try America/New_York."),
        ({"slug": "new"}, "--slug: “new” is used by the product itself. Choose another."),
        ({"coordinator_email": "cora"}, "--coordinator-email: Enter a valid email address."),
        ({"coordinator_name": " "}, "--coordinator-name: Write a name of 120 letters at most."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_nothing_is_left(db, more, sentence):
    with pytest.raises(CommandError) as refused:
        start(**more)
    assert str(refused.value) == sentence
    assert Collaborative.objects.count() == 0


def test_it_must_end_after_it_starts(db):
    with pytest.raises(CommandError, match=r"end"):
        start(ends="2026-08-01")
    assert Collaborative.objects.count() == 0


def test_an_address_is_given_once(db):
    start()
    with pytest.raises(CommandError, match=r"^--slug: "):
        start()
    assert Collaborative.objects.count() == 1
