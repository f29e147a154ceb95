"""What was exported comes back the same."""

from __future__ import annotations

from datetime import date

from metrics.models.exporting import export_metric, export_team
from teams.models import Center, Classroom, Team
from tests.conftest import Cast, add_collaborative
from tests.metrics.importing_cast import add_metric, bring, csv, look, observed

MARCH_2, MARCH_3 = date(2026, 3, 2), date(2026, 3, 3)


MARCH_2, MARCH_3 = date(2026, 3, 2), date(2026, 3, 3)


def test_an_export_imported_elsewhere_gives_the_same_observations(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    Center.objects.filter(team=cast.oak).update(name="=Oak & “Niños”, Inc; 100%")
    Classroom.objects.filter(pk=cast.sunroom.pk).update(name="@Sol")
    content = csv(
        "team,room,date,num,den,state",
        "maple,@Sol,2026-03-02,3,14,",
        "maple,,2026-03-02,15,14,",
        "maple,@Sol,2026-03-03,,,closed",
        "oak,,2026-03-03,,,not counted",
        "oak,attic,2026-03-04,2,,counted",
        "oak,attic,2026-03-05,0,4,",
    )
    bring(content, metric, classroom="room", state="state")
    exported = export_metric(metric)
    assert exported.startswith(
        b"\xef\xbb\xbfmetric,grain,team,classroom,date,numerator,denominator,state\r\n"
    )
    empty = add_collaborative("elsewhere", cast.today)
    copy = add_metric(empty, "both-ways")
    columns = {"team": "team", "date": "date", "numerator": "numerator", "denominator": "denominator"}
    bring(exported, copy, **columns, classroom="classroom", state="state", create_teams=True)
    assert export_metric(copy) == exported
    assert [row[1:] for row in observed(copy)] == [row[1:] for row in observed(metric)]
    assert [team.center.name for team in Team.objects.filter(collaborative=empty)] == [
        "Maple",
        "=Oak & “Niños”, Inc; 100%",
    ]


def test_of_a_teams_export_the_rows_of_one_metric_and_grain_are_taken(cast: Cast) -> None:
    metric, other = add_metric(cast.riverside, "both-ways"), add_metric(cast.riverside, "class", "score")
    bring(csv("team,date,num,den", "maple,2026-03-02,3,14", "oak,2026-03-02,3,14"), metric)
    bring(csv("team,date,num,den", "maple,2026-03,30,140"), metric, "month")
    bring(csv("team,date,num", "maple,2026-03,2.5"), other, "month", denominator="")
    exported = export_team(cast.maple)
    assert exported.decode("utf-8-sig").splitlines() == [
        "metric,grain,team,classroom,date,numerator,denominator,state",
        "both-ways,day,Maple,,2026-03-02,3,14,counted",
        "both-ways,month,Maple,,2026-03,30,140,counted",
        "class,month,Maple,,2026-03,2.5,,counted",
    ]
    columns = {"numerator": "numerator", "denominator": "denominator", "state": "state"}
    found = look(exported, metric, "month", **columns)
    assert (found.others, len(found.there), len(found.new)) == (2, 1, 0)
