"""A team does something to its chart, sees it there, and undoes it; hosts do so to the chart of all teams."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from metrics.models import ChartAct, Metric
from metrics.months import Month
from metrics.wording import month_text
from teams.models import Person
from tests.conftest import Cast
from tests.counts import add_definition, add_metric, count, rebuild_all

TEAM = "/c/riverside/teams/maple/metrics/by-proportion/"
WHOLE = "/c/riverside/dashboard/by-proportion/"
NEW = "acts/new/"
MONTHS = 12


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def back(cast: Cast, months: int) -> str:
    """A month, so many before this one."""
    return str(Month.of(cast.today).plus(-months))


@pytest.fixture
def metric(cast: Cast) -> Metric:
    """Maple has counted each of the last twelve months."""
    found = add_metric(cast.riverside)
    for months in range(1, MONTHS + 1):
        day = Month.parse(back(cast, months)).first
        count(cast.maple, found, day, 3 + months % 2, 10, grain="month")
    rebuild_all([found], timezone.now())
    return found


def sent(at: str, what: str = "note", **more: str) -> dict[str, str]:
    return {"at": at, "what": what, "value": "", "text": "The heating was off", "uuid": str(uuid4())} | more


def page_of(answer: Any) -> str:
    text: str = answer.content.decode()
    return " ".join(text.split())


@pytest.mark.usefixtures("metric")
def test_a_parent_writes_a_note_and_everybody_on_the_team_reads_it_with_its_name(cast: Cast) -> None:
    pat = signed_in(cast.pat)
    answer = pat.post(TEAM + NEW, sent(back(cast, 2)))
    assert (answer.status_code, answer["Location"]) == (302, TEAM)
    row = ChartAct.objects.get()
    assert (row.what, row.period, row.points, row.text, row.writing.author_role) == (
        *("note", back(cast, 2), "month"),
        *("The heating was off", "parent"),
    )
    page = page_of(signed_in(cast.mia).get(TEAM))
    assert "What was done to this chart" in page
    assert "The heating was off" in page
    assert "Pat, parent" in page


@pytest.mark.usefixtures("metric")
def test_what_was_just_done_is_undone_by_one_button(cast: Cast) -> None:
    mia = signed_in(cast.mia)
    told = page_of(mia.post(TEAM + NEW, sent(back(cast, 3), "phase"), follow=True))
    row = ChartAct.objects.get()
    undo = f"{TEAM}acts/{row.uuid}/undo/"
    assert "3 counted points in the new phase: too early for a signal until there are 10." in told
    assert told.count(f'action="{undo}"') == 2  # in the message and in the list
    after = page_of(mia.post(undo, follow=True))
    row.refresh_from_db()
    assert row.undone_by == cast.participant(cast.mia)
    assert "History: 1 undone" in after
    assert "Undone by Mia" in after
    assert f"{TEAM}{NEW}?again={row.uuid}" in after
    assert f'action="{undo}"' not in after


@pytest.mark.usefixtures("metric")
def test_undone_already_is_said_and_changes_nothing(cast: Cast) -> None:
    mia = signed_in(cast.mia)
    mia.post(TEAM + NEW, sent(back(cast, 3), "phase"))
    undo = f"{TEAM}acts/{ChartAct.objects.get().uuid}/undo/"
    signed_in(cast.pat).post(undo)
    assert "This was undone already." in page_of(mia.post(undo, follow=True))
    assert ChartAct.objects.get().undone_by == cast.participant(cast.pat)


@pytest.mark.usefixtures("metric")
def test_a_phase_between_two_lines_stays_until_one_of_them_is_undone(cast: Cast) -> None:
    mia = signed_in(cast.mia)
    mia.post(TEAM + NEW, sent(back(cast, 6), "phase"))
    mia.post(TEAM + NEW, sent(back(cast, 10), "baseline", early="1"))
    mia.post(TEAM + NEW, sent(back(cast, 3), "centre", value="40"))
    phase, line = ChartAct.objects.get(what="phase"), ChartAct.objects.get(what="centre")
    said = (
        f"the frozen baseline that ends at {month_text(back(cast, 10))} and "
        f"the fixed line set at {month_text(back(cast, 3))}. "
    )
    for view in ("", "?points=week"):  # wherever the button was pressed
        refused = page_of(mia.post(f"{TEAM}acts/{phase.uuid}/undo/{view}", follow=True))
        assert said in refused
        assert "Undone. It stays" not in refused
    phase.refresh_from_db()
    assert phase.undone_at is None
    mia.post(f"{TEAM}acts/{line.uuid}/undo/")
    assert "Undone. It stays" in page_of(mia.post(f"{TEAM}acts/{phase.uuid}/undo/", follow=True))
    assert list(ChartAct.objects.in_force().values_list("what", flat=True)) == ["baseline"]


@pytest.mark.usefixtures("metric")
def test_a_baseline_that_grows_when_a_phase_is_undone_is_told(cast: Cast) -> None:
    mia = signed_in(cast.mia)
    mia.post(TEAM + NEW, sent(back(cast, 10), "phase"))
    mia.post(TEAM + NEW, sent(back(cast, 3), "baseline", early="1"))
    phase = ChartAct.objects.get(what="phase")
    first, end = month_text(back(cast, MONTHS)), month_text(back(cast, 3))
    assert f"The frozen baseline that ends at {end} starts at {first} now." in page_of(
        mia.post(f"{TEAM}acts/{phase.uuid}/undo/", follow=True)
    )


def test_undone_it_can_be_done_again_with_the_same_words(cast: Cast, metric: Metric) -> None:
    mia = signed_in(cast.mia)
    mia.post(TEAM + NEW, sent(back(cast, 3), "centre", value="45,5"))
    row = ChartAct.objects.get()
    assert row.value == Decimal("0.455")
    mia.post(f"{TEAM}acts/{row.uuid}/undo/")
    page = page_of(mia.get(f"{TEAM}{NEW}?again={row.uuid}"))
    assert 'value="45.5"' in page
    assert "The heating was off</textarea>" in page
    assert f'<option value="{back(cast, 3)}" selected>' in page
    pats = page_of(signed_in(cast.pat).get(f"{TEAM}{NEW}?again={row.uuid}"))
    assert 'value="45.5"' in pats
    assert "The heating was off" not in pats  # words stay their writer's
    again = sent(back(cast, 3), "centre", value="45.5")
    assert mia.post(TEAM + NEW, again).status_code == 302
    assert list(ChartAct.objects.in_force().values_list("metric", "value")) == [(metric.pk, Decimal("0.455"))]


@pytest.mark.usefixtures("metric")
def test_the_chart_is_rebuilt_once_the_act_is_saved(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    mia = signed_in(cast.mia)
    with django_capture_on_commit_callbacks(execute=True):
        mia.post(TEAM + NEW, sent(back(cast, 4), "phase"))
    view = mia.get(TEAM).context["view"]
    assert [phase.first for phase in view.chart.phases] == [0, 8]
    with django_capture_on_commit_callbacks(execute=True):
        mia.post(f"{TEAM}acts/{ChartAct.objects.get().uuid}/undo/")
    assert [phase.first for phase in mia.get(TEAM).context["view"].chart.phases] == [0]


@pytest.mark.usefixtures("metric")
def test_the_form_offers_the_points_of_the_chart_the_newest_first(cast: Cast) -> None:
    mia = signed_in(cast.mia)
    form = mia.get(f"{TEAM}{NEW}?at={back(cast, 5)}&what=left_out").context["form"]
    assert [label for label, _name in form.fields["at"].choices] == [
        back(cast, months) for months in range(1, MONTHS + 1)
    ]
    assert (form["at"].value(), form["what"].value()) == (back(cast, 5), "left_out")


@pytest.mark.usefixtures("metric")
def test_a_short_baseline_is_offered_as_an_early_median(cast: Cast) -> None:
    mia, said = signed_in(cast.mia), sent(back(cast, 10), "baseline")
    answer = mia.post(TEAM + NEW, said)
    page = page_of(answer)
    assert (answer.status_code, ChartAct.objects.count()) == (422, 0)
    assert "A baseline of 3 points is short" in page
    assert "Freeze it as an early median" in page
    assert "The heating was off</textarea>" in page
    assert mia.post(TEAM + NEW, said | {"early": "1"}).status_code == 302
    assert ChartAct.objects.get().what == "baseline"


@pytest.mark.usefixtures("metric")
def test_a_name_in_the_reason_is_asked_about_first_and_answered_once(cast: Cast) -> None:
    mia = signed_in(cast.mia)
    said = sent(back(cast, 10), "baseline", text="Quillan Zephyr was ill")
    warned = page_of(mia.post(TEAM + NEW, said))
    assert "This looks like it holds:" in warned
    assert "Freeze it as an early median" not in warned
    offered = page_of(mia.post(TEAM + NEW, said | {"sure": "1"}))
    assert "Freeze it as an early median" in offered
    assert '<input type="hidden" name="sure" value="1" />' in offered
    assert mia.post(TEAM + NEW, said | {"sure": "1", "early": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("what", "value", "said"),
    [
        ("centre", "", "Write a number, such as 12.5."),
        ("centre", "140", "A part of all lies between 0 and 100 per cent."),
        ("note", "40", "A number belongs to a fixed line alone."),
        ("baseline", "", "There is 1 counted point up to here."),
    ],
)
@pytest.mark.usefixtures("metric")
def test_what_makes_no_sense_is_refused_and_nothing_is_lost(
    cast: Cast, what: str, value: str, said: str
) -> None:
    answer = signed_in(cast.mia).post(TEAM + NEW, sent(back(cast, MONTHS), what, value=value))
    page = page_of(answer)
    assert (answer.status_code, ChartAct.objects.count()) == (422, 0)
    assert said in page
    assert "The heating was off</textarea>" in page


@pytest.mark.usefixtures("metric")
def test_a_point_outside_the_chart_is_refused(cast: Cast) -> None:
    for at in (back(cast, MONTHS + 1), "2026-W12", "no month"):
        answer = signed_in(cast.mia).post(TEAM + NEW, sent(at))
        assert answer.status_code == 422
        assert "This point is not on the chart. Choose one that is." in page_of(answer)


def test_an_empty_chart_says_so(cast: Cast) -> None:
    add_metric(cast.riverside)
    mia = signed_in(cast.mia)
    assert "Nothing is counted yet, so there is no point to choose." in page_of(mia.get(TEAM + NEW))
    assert NEW not in page_of(mia.get(TEAM))


@pytest.mark.usefixtures("metric")
def test_sent_twice_it_is_done_once(cast: Cast) -> None:
    mia, said = signed_in(cast.mia), sent(back(cast, 4), "left_out")
    assert [mia.post(TEAM + NEW, said)["Location"] for _one in range(2)] == [TEAM, TEAM]
    assert ChartAct.objects.count() == 1


@pytest.mark.usefixtures("metric")
def test_who_comes_second_reads_what_the_first_said_and_keeps_what_was_typed(cast: Cast) -> None:
    signed_in(cast.pat).post(TEAM + NEW, sent(back(cast, 4), "left_out", text="Snow week"))
    answer = signed_in(cast.mia).post(TEAM + NEW, sent(back(cast, 4), "left_out"))
    page = page_of(answer)
    assert (answer.status_code, ChartAct.objects.count()) == (422, 1)
    assert "This was done to the same point already:" in page
    assert "Snow week" in page
    assert "Pat, parent" in page
    assert "The heating was off</textarea>" in page


@pytest.mark.usefixtures("metric")
def test_at_the_same_moment_too(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one is written between the second one's judgement and its write."""
    from metrics.views import acts  # noqa: PLC0415 - what is replaced

    real = acts.act

    def late(row: ChartAct, voice: Any, words: Any) -> Any:
        monkeypatch.setattr(acts, "act", real)
        signed_in(cast.pat).post(TEAM + NEW, sent(back(cast, 4), "left_out", text="Snow week"))
        return real(row, voice, words)

    monkeypatch.setattr(acts, "act", late)
    answer = signed_in(cast.mia).post(TEAM + NEW, sent(back(cast, 4), "left_out"))
    page = page_of(answer)
    assert (answer.status_code, ChartAct.objects.count()) == (409, 1)
    assert "Somebody else did this just now. What you typed is still here." in page
    assert "Snow week" in page
    assert "The heating was off</textarea>" in page


@pytest.mark.usefixtures("metric")
def test_how_the_chart_was_looked_at_is_kept_on_the_way(cast: Cast) -> None:
    mia = signed_in(cast.mia)
    assert f"{TEAM}{NEW}?months=all&amp;what=note" in page_of(mia.get(f"{TEAM}{NEW}?months=all"))
    form = mia.get(f"{TEAM}{NEW}?points=month&months=all&what=note").context["form"]
    assert form["view"].value() == "months=all"
    answer = mia.post(TEAM + NEW, sent(back(cast, 1), view="months=all"))
    assert answer["Location"] == f"{TEAM}?months=all"


@pytest.mark.usefixtures("metric")
def test_who_only_reads_finds_no_button_and_is_refused(cast: Cast) -> None:
    signed_in(cast.mia).post(TEAM + NEW, sent(back(cast, 2)))
    undo = f"{TEAM}acts/{ChartAct.objects.get().uuid}/undo/"
    for reader in (cast.fin, cast.fay, cast.cora):
        client = signed_in(reader)
        page = page_of(client.get(TEAM))
        assert "The heating was off" in page
        assert (NEW in page, undo in page) == (False, False)
        assert client.post(TEAM + NEW, sent(back(cast, 2))).status_code == 403
        assert client.post(undo).status_code == 403
    assert ChartAct.objects.in_force().count() == 1


def test_an_ended_collaborative_is_read_only(cast: Cast, metric: Metric) -> None:
    cast.riverside.ends = cast.today - timedelta(days=365)
    cast.riverside.save()
    assert signed_in(cast.mia).post(TEAM + NEW, sent(back(cast, 2))).status_code == 403
    assert signed_in(cast.fay).post(WHOLE + NEW, sent(back(cast, 2))).status_code == 403
    assert not metric.acts.exists()


@pytest.mark.usefixtures("metric")
def test_the_list_goes_out_as_a_file_with_what_was_undone(cast: Cast) -> None:
    mia = signed_in(cast.mia)
    mia.post(TEAM + NEW, sent(back(cast, 4), "left_out", text="=Snow, all week"))
    mia.post(TEAM + NEW, sent(back(cast, 2), "centre", value="45.5"))
    undone = ChartAct.objects.get(what="left_out")
    signed_in(cast.pat).post(f"{TEAM}acts/{undone.uuid}/undo/")
    answer = mia.get(f"{TEAM}acts.csv")
    day = cast.today.isoformat()
    assert answer["Content-Disposition"] == 'attachment; filename="riverside-maple-by-proportion-acts.csv"'
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "point,points,what,value,reason,by,role,on,undone_by,undone_on",
        f'{back(cast, 4)},month,left_out,,"\'=Snow, all week",Mia,teacher,{day},Pat,{day}',
        f"{back(cast, 2)},month,centre,0.455,The heating was off,Mia,teacher,{day},,",
    ]


def test_a_phase_that_a_new_wording_started_is_said_there(cast: Cast, metric: Metric) -> None:
    add_definition(metric, back(cast, 4), "proportion")
    add_definition(metric, back(cast, 30), "proportion")  # before the first point
    page = signed_in(cast.mia).get(TEAM)
    month = month_text(back(cast, 4))
    assert page.context["view"].points
    assert page_of(page).count("since then something else is counted") == 1
    assert f"A new phase from {month}: since then something else is counted" in page_of(page)
    assert "Nothing so far." not in page_of(page)
