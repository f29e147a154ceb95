"""Whose numbers a file holds: teams that are known, made, or asked about."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.models import Observation
from metrics.models.importrows import ChoiceError
from metrics.models.keys import all_key
from teams.models import Center, Classroom, Team
from tests.conftest import Cast, add_team
from tests.metrics.importing_cast import add_metric, bring, csv, look, reasons

MARCH_2, MARCH_3 = date(2026, 3, 2), date(2026, 3, 3)


MARCH_2, MARCH_3 = date(2026, 3, 2), date(2026, 3, 3)


def test_unknown_teams_are_made_with_their_classrooms(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    content = csv(
        "team,room,date,num,den",
        "Niño Feliz,Sol,2026-03-03,1,2",
        "niño  feliz,sol,2026-03-02,1,2",
        "Oak!,,2026-03-02,1,2",
        "Setup,,2026-03-02,1,2",
    )
    applied = bring(content, metric, classroom="room", create_teams=True)
    made = Team.objects.filter(collaborative=cast.riverside, number__gt=2).order_by("number")
    assert [(team.slug, team.name, team.joined, team.center.time_zone) for team in made] == [
        ("nino-feliz", "Niño Feliz", MARCH_2, "America/New_York"),
        ("oak-2", "Oak!", MARCH_2, "America/New_York"),
        ("setup-2", "Setup", MARCH_2, "America/New_York"),
    ]
    assert list(Classroom.objects.filter(center=made[0].center).values_list("name", "from_day")) == [
        ("Sol", MARCH_2)
    ]
    assert (applied.run.teams, all_key(metric.pk) in applied.stale) == (3, True)
    assert [team.history.count() for team in made] == [1, 1, 1]
    again = bring(content, metric, classroom="room", create_teams=True)
    assert (again.run, Team.objects.filter(collaborative=cast.riverside).count()) == (None, 5)


def test_a_center_without_a_team_gets_one(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    birch = Center.objects.create(collaborative=cast.riverside, name="Birch", time_zone="America/Chicago")
    bring(csv("team,date,num,den", "Birch,2026-03-02,1,2"), metric, create_teams=True)
    assert Team.objects.get(slug="birch").center == birch


def test_a_name_of_another_collaborative_is_unknown_here(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    bring(csv("team,date,num,den", "Pine,2026-03-02,1,2"), metric, create_teams=True)
    assert Team.objects.filter(slug="pine").count() == 2
    assert Observation.objects.filter(place__team=cast.pine).count() == 0


def test_two_teams_that_a_name_may_mean_are_asked_about(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    add_team(cast.riverside, "elm")
    Center.objects.filter(team=cast.oak).update(name="ELM")
    content = csv("team,date,num,den", "ELM,2026-03-02,1,2", "elm,2026-03-02,1,2", "eLm,2026-03-02,1,2")
    found = look(content, metric)
    assert reasons(found) == [(4, "“eLm” can be more than one team. Write its name exactly.")]
    assert [row.spot.team.slug for row in found.rows] == ["oak", "elm"]


@pytest.mark.parametrize(
    ("columns", "field", "sentence"),
    [
        ({"team": "who"}, "team", "There is no column “who”. The file has: team, date, num, den."),
        ({"numerator": "den"}, "denominator", "The column “den” is chosen twice."),
        ({"date": ""}, "date", "Choose the column."),
    ],
)
def test_choices_that_do_not_fit_the_file_are_told(
    cast: Cast, columns: dict, field: str, sentence: str
) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    with pytest.raises(ChoiceError) as wrong:
        look(csv("team,date,num,den", "maple,2026-03-02,1,2"), metric, **columns)
    assert (wrong.value.field, str(wrong.value)) == (field, sentence)


def test_a_wrong_team_column_does_not_make_hundreds_of_teams(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    lines = [f"team {number},2026-03-02,1,2" for number in range(201)]
    with pytest.raises(ChoiceError) as wrong:
        look(csv("team,date,num,den", *lines), metric, create_teams=True)
    assert str(wrong.value) == "This would make 201 teams. Is it the right column?"
