"""Import in three steps in the browser, and the two exports."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from metrics.models import CountEvent, ImportDraft, ImportRun, Metric, Observation
from metrics.models.importing import undo
from metrics.tasks import forget_lapsed_imports
from teams.models import Participant, Person, Role, Team
from tests.conftest import Cast, add_person
from tests.metrics.importing_cast import add_metric, bring, csv, observed

CONTENT = csv("team,date,num,den", "maple,2026-03-02,3,14", "oak,2026-03-02,0,9")
CHOSEN = {
    "metric": "both-ways",
    "grain": "day",
    "team": "team",
    "date": "date",
    "numerator": "num",
    "denominator": "den",
}


@pytest.fixture
def metric(cast: Cast) -> Metric:
    return add_metric(cast.riverside, "both-ways")


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(name: str, *args: Any) -> str:
    return reverse(name, args=["riverside", *args])


def upload(client: Client, content: bytes = CONTENT, **fields: Any) -> Any:
    file = SimpleUploadedFile("counts.csv", content, "text/csv")
    return client.post(address("import"), {"metric": "both-ways", "grain": "day", "file": file} | fields)


def draft_of(cast: Cast, content: bytes = CONTENT, person: Person | None = None) -> ImportDraft:
    return ImportDraft.objects.create(
        collaborative=cast.riverside,
        metric=cast.riverside.metrics.get(slug="both-ways"),
        grain="day",
        by=cast.participant(person or cast.cora),
        name="counts.csv",
        content=content,
    )


def test_a_file_is_kept_looked_at_and_imported(cast: Cast, metric: Metric) -> None:
    cora = signed_in(cast.cora)
    kept = upload(cora)
    draft = ImportDraft.objects.get()
    assert (kept.status_code, kept["Location"]) == (302, address("import_draft", draft.uuid))
    looked = cora.get(kept["Location"])
    assert looked.status_code == 200
    assert looked.context["form"].data == {
        "metric": "both-ways",
        "grain": "day",
        "team": "team",
        "date": "date",
        "numerator": "num",
        "denominator": "den",
    }
    assert (looked.context["preview"].to_write, CountEvent.objects.count()) == (2, 0)
    done = cora.post(kept["Location"], CHOSEN)
    run = ImportRun.objects.get()
    assert (done.status_code, done["Location"]) == (302, address("import_run", run.uuid))
    assert [row[0] for row in observed(metric)] == ["maple", "oak"]
    assert (run.by, run.new, ImportDraft.objects.count()) == (cast.participant(cast.cora), 2, 0)
    assert CountEvent.objects.values_list("by", flat=True).distinct().get() == run.by.pk
    assert cora.get(done["Location"]).context["run"] == run


def test_what_the_page_sends_is_what_was_looked_at(cast: Cast, metric: Metric) -> None:
    """The hidden fields of the preview, as a browser sends them, import what the preview showed."""
    draft = draft_of(cast, csv("who,when,num,den", "Birch,2026-03-02,3,14"))
    chosen = CHOSEN | {"team": "who", "date": "when", "create_teams": "on"}
    page = signed_in(cast.cora).get(address("import_draft", draft.uuid), chosen)
    sent = {
        field.html_name: "" if field.value() is None else str(field.value()) for field in page.context["form"]
    }
    assert sent == chosen | {"create_teams": "True", "classroom": "", "state": "", "order": ""}
    signed_in(cast.cora).post(address("import_draft", draft.uuid), sent)
    assert [row[0] for row in observed(metric)] == ["birch"]


def test_pasted_rows_are_a_file_too(cast: Cast, metric: Metric) -> None:
    cora = signed_in(cast.cora)
    rows = "equipo\tfecha\tnumerador\tdenominador\nmaple\t2026-03-02\t3\t14"
    kept = cora.post(address("import"), {"metric": "both-ways", "grain": "day", "pasted": rows})
    looked = cora.get(kept["Location"])
    assert (looked.context["draft"].name, looked.context["preview"].to_write) == ("pasted rows", 1)


@pytest.mark.parametrize(
    ("content", "field", "sentence"),
    [
        (b"", "file", "The file is empty. Its first line must hold the names of the columns."),
        (
            b"PK\x03\x04",
            "file",
            "This is a workbook. Open it, choose “Save as”, and then “CSV UTF-8”; import that file.",
        ),
        (
            b"a\n" + b"1" * 5 * 1024 * 1024,
            "file",
            "The file is larger than 5 MB. Split it into smaller files and import them one by one.",
        ),
    ],
)
def test_a_file_that_is_no_table_is_refused(
    cast: Cast, metric: Metric, content: bytes, field: str, sentence: str
) -> None:
    page = upload(signed_in(cast.cora), content)
    assert (page.status_code, page.context["form"].errors) == (422, {field: [sentence]})
    assert ImportDraft.objects.count() == 0


def test_without_a_file_the_page_says_what_to_do(cast: Cast, metric: Metric) -> None:
    page = signed_in(cast.cora).post(address("import"), {"metric": "both-ways", "grain": "day"})
    assert page.status_code == 422
    assert page.context["form"].errors == {"__all__": ["Choose a file, or paste the rows."]}


def test_bad_lines_are_shown_and_the_file_stays(cast: Cast, metric: Metric) -> None:
    cora = signed_in(cast.cora)
    draft = draft_of(cast, csv("team,date,num,den", "maple,2026-03-02,3,14", "maple,2026-03-03,-1,14"))
    page = cora.post(address("import_draft", draft.uuid), CHOSEN)
    assert page.status_code == 422
    assert [(one.line, one.reason) for one in page.context["preview"].problems] == [
        (3, "“-1” is below zero.")
    ]
    assert (ImportDraft.objects.get(), CountEvent.objects.count()) == (draft, 0)


def test_unknown_teams_are_offered_to_be_made(cast: Cast, metric: Metric) -> None:
    cora = signed_in(cast.cora)
    rows = ["Birch,2026-03-02,3,14", "birch,2026-03-03,3,14"]
    draft = draft_of(cast, csv("team,date,num,den", *rows))
    page = cora.get(address("import_draft", draft.uuid), CHOSEN)
    assert [(one.name, one.line, one.lines) for one in page.context["preview"].unknown] == [("Birch", 2, 2)]
    assert (page.context["preview"].problems, page.context["preview"].can_apply) == ([], False)
    assert "Make 1 team with this import" in page.content.decode()
    page = cora.get(address("import_draft", draft.uuid), CHOSEN | {"create_teams": "on"})
    assert ([one.name for one in page.context["preview"].newcomers], page.context["preview"].can_apply) == (
        ["Birch"],
        True,
    )
    cora.post(address("import_draft", draft.uuid), CHOSEN | {"create_teams": "on"})
    assert Team.objects.get(slug="birch").history.get().history_user == cast.participant(cast.cora)


def test_headings_that_tell_nothing_ask_for_choices(cast: Cast, metric: Metric) -> None:
    draft = draft_of(cast, csv("a,b,c,d", "maple,2026-03-02,3,14"))
    page = signed_in(cast.cora).get(address("import_draft", draft.uuid))
    assert (page.status_code, page.context["form"].is_bound, page.context["preview"]) == (200, False, None)


def test_choices_that_cannot_be_are_said_beside_their_field(cast: Cast, metric: Metric) -> None:
    draft = draft_of(cast)
    page = signed_in(cast.cora).get(address("import_draft", draft.uuid), CHOSEN | {"numerator": "den"})
    assert page.status_code == 422
    assert page.context["form"].errors == {"denominator": ["The column “den” is chosen twice."]}
    page = signed_in(cast.cora).post(address("import_draft", draft.uuid), CHOSEN | {"team": "none"})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["team"])


def test_a_metric_without_a_definition_is_told_line_by_line(cast: Cast, metric: Metric) -> None:
    Metric.objects.create(collaborative=cast.riverside, slug="bare", names={"en": "Bare"})
    page = signed_in(cast.cora).get(address("import_draft", draft_of(cast).uuid), CHOSEN | {"metric": "bare"})
    reason = "The metric had no definition then. Let its first definition start earlier."
    assert {one.reason for one in page.context["preview"].problems} == {reason}


def test_importing_twice_says_that_nothing_changed(cast: Cast, metric: Metric) -> None:
    bring(CONTENT, metric)
    done = signed_in(cast.cora).post(address("import_draft", draft_of(cast).uuid), CHOSEN, follow=True)
    assert [str(one) for one in done.context["messages"]] == [
        "Nothing changed: everything in the file is there already."
    ]


def test_an_import_is_undone_from_its_page(cast: Cast, metric: Metric) -> None:
    run = bring(CONTENT, metric).run
    done = signed_in(cast.cora).post(address("import_undo", run.uuid), follow=True)
    assert (done.status_code, Observation.objects.count()) == (200, 0)
    assert done.context["run"].undone_by == cast.participant(cast.cora)


def test_a_file_is_its_coordinators_alone(cast: Cast, metric: Metric) -> None:
    second = add_person("Carl", cast.riverside, Role.COORDINATOR)
    Authenticator.objects.create(user=second, type=Authenticator.Type.TOTP, data={"secret": "-"})
    draft = draft_of(cast)
    carl = signed_in(second)
    assert carl.get(address("import_draft", draft.uuid)).status_code == 404
    assert carl.post(address("import_draft", draft.uuid), CHOSEN).status_code == 404
    assert carl.post(address("import_draft_removal", draft.uuid)).status_code == 404
    assert list(carl.get(address("import")).context["drafts"]) == []
    assert ImportDraft.objects.get() == draft


def test_a_file_is_of_one_collaborative(cast: Cast, metric: Metric) -> None:
    """Who coordinates two collaboratives does not bring the file of one into the other."""
    add_metric(cast.harbor, "both-ways")
    mine = Participant.objects.create(collaborative=cast.harbor, person=cast.cora, name="Cora")
    mine.memberships.create(role=Role.COORDINATOR, from_day=cast.harbor.starts)
    draft, run = draft_of(cast), bring(CONTENT, metric).run
    cora = signed_in(cast.cora)
    for name, uuid in (("import_draft", draft.uuid), ("import_run", run.uuid)):
        assert cora.get(reverse(name, args=["harbor", uuid])).status_code == 404
    assert cora.get(reverse("import", args=["harbor"])).status_code == 200


@pytest.mark.parametrize("who", ["mia", "dee", "fay", "eva", "ada", "stu", "fin"])
def test_importing_is_hidden_from_everybody_else(cast: Cast, metric: Metric, who: str) -> None:
    run = bring(CONTENT, metric).run
    client = signed_in(getattr(cast, who))
    hidden = [
        client.get(address("import")),
        upload(client),
        client.get(address("import_draft", draft_of(cast).uuid)),
        client.get(address("import_run", run.uuid)),
        client.post(address("import_undo", run.uuid)),
        client.get(address("export_observations", "both-ways")),
    ]
    assert [page.status_code for page in hidden] == [404] * 6
    assert Observation.objects.count() == 2


def test_files_go_after_a_day_and_when_there_are_too_many(cast: Cast, metric: Metric) -> None:
    cora = signed_in(cast.cora)
    ImportDraft.objects.filter(pk=draft_of(cast).pk).update(created_at=timezone.now() - timedelta(hours=25))
    forget_lapsed_imports()
    assert ImportDraft.objects.count() == 0
    for _turn in range(7):
        upload(cora)
    assert ImportDraft.objects.count() == 5
    assert cora.post(address("import_draft_removal", ImportDraft.objects.first().uuid)).status_code == 302
    assert ImportDraft.objects.count() == 4


def test_every_form_of_the_pages_carries_its_token(cast: Cast, metric: Metric) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.cora)
    draft, run = draft_of(cast), bring(csv("team,date,num,den", "maple,2026-01-01,3,14"), metric).run
    for path in (address("import"), address("import_draft", draft.uuid), address("import_run", run.uuid)):
        page = client.get(path).content.decode()
        assert page.count('method="post"') == page.count("csrfmiddlewaretoken"), path


def test_before_there_is_a_metric_the_page_says_what_comes_first(cast: Cast) -> None:
    page = signed_in(cast.cora).get(address("import"))
    assert reverse("setup_metrics", args=["riverside"]) in page.content.decode()


def test_what_a_file_says_is_shown_as_text(cast: Cast, metric: Metric) -> None:
    draft = draft_of(cast, csv("team,date,num,den", "<script>alert(1)</script>,2026-03-02,3,14"))
    page = signed_in(cast.cora).get(address("import_draft", draft.uuid), CHOSEN)
    assert "<script>alert" not in page.content.decode()


def test_the_page_costs_the_same_for_one_file_and_for_many(
    cast: Cast, metric: Metric, django_assert_num_queries: Any
) -> None:
    cora = signed_in(cast.cora)
    draft_of(cast)
    bring(csv("team,date,num,den", "maple,2026-01-01,3,14"), metric)
    cora.get(address("import"))  # the first page of a session saves the session
    with CaptureQueriesContext(connection) as queries:
        cora.get(address("import"))
    for day in range(1, 9):
        draft_of(cast)
        undo(bring(csv("team,date,num,den", f"maple,2026-02-0{day},3,14"), metric).run, None)
    with django_assert_num_queries(len(queries)):
        cora.get(address("import"))


def test_the_coordinator_downloads_a_metric(cast: Cast, metric: Metric) -> None:
    bring(CONTENT, metric)
    page = signed_in(cast.cora).get(address("export_observations", "both-ways"))
    assert page.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert page.headers["Content-Disposition"] == 'attachment; filename="riverside-both-ways.csv"'
    assert page.content.decode("utf-8-sig").splitlines() == [
        "metric,grain,team,classroom,date,numerator,denominator,state",
        "both-ways,day,Maple,,2026-03-02,3,14,counted",
        "both-ways,day,Oak,,2026-03-02,0,9,counted",
    ]
    assert signed_in(cast.cora).get(address("export_observations", "none")).status_code == 404


WHOLE = "both-ways,day,Maple,,2026-03-02,3,14,counted"
SUNROOM = "both-ways,day,Maple,Sunroom,2026-03-02,1,7,counted"


@pytest.mark.parametrize(
    ("who", "lines"),
    [
        ("dee", [WHOLE, SUNROOM]),
        ("mia", [WHOLE, SUNROOM]),
        ("pat", [WHOLE]),
        ("sam", [WHOLE]),
        ("fin", [WHOLE]),
    ],
)
def test_a_team_downloads_its_own(cast: Cast, metric: Metric, who: str, lines: list[str]) -> None:
    """Lines of a classroom are for who works there, and for the director who hands the month in."""
    content = csv("team,room,date,num,den", "maple,,2026-03-02,3,14", "maple,Sunroom,2026-03-02,1,7")
    bring(content, metric, classroom="room")
    bring(csv("team,date,num,den", "oak,2026-03-02,0,9"), metric)
    page = signed_in(getattr(cast, who)).get(address("export_team_counts", "maple"))
    assert sorted(page.content.decode("utf-8-sig").splitlines()[1:]) == sorted(lines)


@pytest.mark.parametrize("who", ["oda", "fay", "kai", "cora", "eva", "ada", "stu", "gus"])
def test_a_teams_own_counts_are_hidden_from_others(cast: Cast, metric: Metric, who: str) -> None:
    page = signed_in(getattr(cast, who)).get(address("export_team_counts", "maple"))
    assert page.status_code == 404


def test_a_draft_that_is_gone_is_no_page(cast: Cast, metric: Metric) -> None:
    assert signed_in(cast.cora).get(address("import_draft", uuid4())).status_code == 404


def test_a_file_beside_pasted_rows_is_refused_and_the_rows_stay(cast: Cast, client: Client) -> None:
    metric = add_metric(cast.riverside, "talks")
    client.force_login(cast.cora)
    pasted = "team,month,num,den\nmaple,2026-01,1,9\n"
    file = SimpleUploadedFile("other.csv", b"team,month,num,den\noak,2026-01,2,9\n")
    sent = {"metric": metric.slug, "grain": "month", "file": file, "pasted": pasted}
    answer = client.post("/c/riverside/setup/import/", sent)
    assert answer.status_code == 422
    assert "maple,2026-01,1,9" in answer.content.decode()
    assert not ImportDraft.objects.exists()
