"""Every route × every kind of person → status: the specification of access, and its test.

Hidden is 404, read-only is 403, refused input is 422. A route without a row fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.kinds import (
    BACK,
    KINDS,
    NO,
    SIGN_IN,
    Row,
    collaborative,
    everybody,
    own,
    set_up,
    team,
    written_by_directors,
    written_by_members,
)
from tests.scene import Scene, scene_again
from tests.subjects import SUBJECTS

pytestmark = pytest.mark.once

MATRIX: dict[str, Row] = {
    # --- the person's own ---------------------------------------------------------------------------
    "home": Row(everybody(200), NO),
    "account": Row(everybody(200), everybody(200)),
    "account_devices": Row(NO, everybody(404)),  # an empty form names no device
    "account_data": Row(everybody(200), NO),
    "language": Row(everybody(405, anonymous=405), everybody(302)),
    "invitation": Row(everybody(403, anonymous=200), everybody(403)),
    "invitation_account": Row(everybody(302, anonymous=200), everybody(302, anonymous=200)),
    "health_live": Row(everybody(200, anonymous=200), everybody(405, anonymous=405)),
    "health_ready": Row(everybody(200, anonymous=200), everybody(405, anonymous=405)),
    # --- the collaborative --------------------------------------------------------------------------
    "collaborative": Row(collaborative(200), NO),
    "dashboard": Row(collaborative(200), NO),
    "dashboard_metric": Row(collaborative(200), NO),
    "dashboard_metric_data": Row(collaborative(200), NO),
    # --- a team -------------------------------------------------------------------------------------
    "team": Row(team(200), NO),
    "chart": Row(team(200), NO),
    "chart_data": Row(team(200) | {"evaluator": 200}, NO),
    "months": Row(team(200), NO),
    "month": Row(team(200), NO),
    "month_value": Row(BACK, written_by_members(422)),
    "hand_in": Row(BACK, written_by_directors(302)),
    "counts": Row(own(200), NO),
    "count_day": Row(own(200), NO),
    "count_log": Row(own(200), NO),
    "export_team_counts": Row(own(200), NO),
    "count_events": Row(BACK, written_by_members(404)),  # an empty form names no metric
    "closure": Row(BACK, written_by_members(302)),
    "count_notes": Row(BACK, written_by_members(422)),
    "team_people": Row(team(200), NO),
    "team_invitations": Row(NO, written_by_directors(422)),
    "team_classrooms": Row(written_by_directors(200, 200), written_by_directors(422, 422)),
    "team_classroom": Row(written_by_directors(200, 200), written_by_directors(422, 422)),
    "team_aim": Row(team(200), written_by_members(422)),
    # --- the set-up ---------------------------------------------------------------------------------
    **{
        page: Row(set_up(200), NO)
        for page in (
            "setup",
            "setup_history",
            "setup_sessions",
            "setup_teams",
            "setup_people",
            "setup_metrics",
            "import_run",
            "export_observations",
        )
    },
    **{
        form: Row(set_up(200), set_up(422))
        for form in (
            "setup_collaborative",
            "setup_session_new",
            "setup_session",
            "setup_team_new",
            "setup_team",
            "setup_classroom_new",
            "setup_classroom",
            "setup_coach_new",
            "setup_coach",
            "setup_person_new",
            "setup_person",
            "setup_roster",
            "setup_role_new",
            "setup_role",
            "setup_metric_new",
            "setup_metric",
            "setup_catalogue",
            "setup_definition_new",
            "setup_definition",
            "setup_sample_plans",
            "setup_sample_plan",
            "import",
            "import_draft",
        )
    },
    **{
        action: Row(NO, set_up(302))
        for action in (
            "setup_session_removal",
            "setup_all_invitations",
            "import_draft_removal",
            "import_undo",
        )
    },
    "setup_withdrawal": Row(NO, set_up(302)),
    "setup_invitations": Row(NO, set_up(403)),  # who has an account is not invited again
}


for _subject in SUBJECTS:
    MATRIX |= _subject.ROWS


def routes(patterns: Any = None, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every route with its name."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.name or ""


def own_routes() -> dict[str, str]:
    """Without the sign-in library's pages, each a person's own, and the admin, which is tested below."""
    return {name: route for route, name in routes() if not route.startswith(("admin/", "accounts/"))}


def address(route: str, name: str, scene: Scene) -> str:
    names = scene.names | ({"person": scene.names["invitee"]} if name == "setup_withdrawal" else {})
    return reverse(name, kwargs={part: names[part] for part in re.findall(r"<(?:\w+:)?(\w+)>", route)})


class Asker:
    """Asks as each kind of person; every request is undone afterwards, cookies too."""

    def __init__(self, scene: Scene) -> None:
        self.clients = {kind: Client() for kind in KINDS}
        for kind, person in scene.people.items():
            if person is not None:
                self.clients[kind].force_login(person)

    def __call__(self, kind: str, method: str, path: str) -> int:
        client = self.clients[kind]
        before, cookies = transaction.savepoint(), client.cookies.output()
        answer = client.get(path) if method == "get" else client.post(path, {})
        transaction.savepoint_rollback(before)
        if client.cookies.output() != cookies:
            client.cookies.clear()
            client.cookies.load(cookies.replace("Set-Cookie: ", "").replace("\r\n", "; "))
        return answer.status_code


@pytest.fixture
def scene(db: None) -> Scene:
    return scene_again()


def test_every_route_has_a_row() -> None:
    assert set(own_routes()) == set(MATRIX)


def test_every_kind_of_person_is_in_the_scene(scene: Scene) -> None:
    assert set(scene.people) == set(KINDS)


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_route_answers_each_kind_of_person_as_the_matrix_says(scene: Scene, method: str) -> None:
    ask, wrong = Asker(scene), []
    for name, route in own_routes().items():
        path = address(route, name, scene)
        expected = getattr(MATRIX[name], method)
        found = {kind: ask(kind, method, path) for kind in KINDS}
        wrong += [
            f"{name} {kind}: {found[kind]}, not {expected[kind]}"
            for kind in KINDS
            if found[kind] != expected[kind]
        ]
    assert wrong == []


def test_anonymous_is_sent_to_sign_in_and_comes_back(scene: Scene) -> None:
    for name, route in own_routes().items():
        row = MATRIX[name]
        if row.get["anonymous"] != SIGN_IN:
            continue
        path = address(route, name, scene)
        answer = Client().get(path)
        assert answer["Location"] == f"/accounts/login/?next={path}", name


def test_what_is_hidden_looks_like_what_is_not_there(scene: Scene) -> None:
    """Status and page are the same for a team of others and for no team at all."""
    client = Client()
    client.force_login(scene.cast.oda)
    hidden = client.get("/c/riverside/teams/maple/")
    absent = client.get("/c/riverside/teams/nosuch/")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert without_token(hidden.content) == without_token(absent.content)
    client.force_login(scene.cast.stu)
    assert without_token(client.get("/c/riverside/").content) == without_token(
        client.get("/c/nosuch/").content
    )


def without_token(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page)


def test_the_admin_is_the_administrators_alone(scene: Scene) -> None:
    ask = Asker(scene)
    for route, name in routes():
        if not route.startswith("admin/") or "<" in route or "(?P" in route:
            continue
        for kind in KINDS:
            status = ask(kind, "get", f"/{route}")
            if kind != "administrator":
                assert status in (302, 404, 405) or name in ("jsi18n", "login", "logout"), (
                    route,
                    kind,
                    status,
                )
