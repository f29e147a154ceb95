"""How the views of cycles find what they show or change: hidden is 404, read-only is 403."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from pdsa.models import Cycle
from pdsa.models.writing_cycles import Who
from teams.access import Request, author_in
from teams.models import Access, Team
from teams.models.writing import TakenError
from teams.speaking import role_in

View = Callable[..., HttpResponse]


def gone_is_hidden(view: View) -> View:
    """What somebody removed a moment ago, and an id that is somebody else's, are answered like an address
    that names nothing."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except (ObjectDoesNotExist, TakenError) as gone:
            raise Http404 from gone

    return answer


def find_cycle(request: Request, collaborative: str, team: str, cycle: UUID) -> Cycle:
    """A cycle that the person may read: of the own team, or shared by another."""
    rows = Cycle.objects.visible_to(request.access).for_lists(request.access)
    found: Cycle = get_object_or_404(
        rows.select_related("team__center", "team__collaborative", "metric", "driver", "recorded_by"),
        team__collaborative__slug=collaborative,
        team__slug=team,
        uuid=cycle,
    )
    return found


def find_own_cycle(request: Request, collaborative: str, team: str, cycle: UUID) -> Cycle:
    """A cycle in which the person writes; 403 where they may only read it."""
    found = find_cycle(request, collaborative, team, cycle)
    if not may_write(request.access, found):
        raise PermissionDenied
    return found


def find_open_cycle(request: Request, collaborative: str, team: str, cycle: UUID) -> Cycle:
    """A cycle that the person may comment on; 403 where they may only read it."""
    found = find_cycle(request, collaborative, team, cycle)
    if not may_comment(request.access, found):
        raise PermissionDenied
    return found


def may_write(access: Access, cycle: Cycle) -> bool:
    return Cycle.objects.editable_by(access).filter(pk=cycle.pk).exists()


def may_comment(access: Access, cycle: Cycle) -> bool:
    return Cycle.objects.commentable_by(access).filter(pk=cycle.pk).exists()


def reads_team(access: Access, team: Team) -> bool:
    """Whether the team's own pages are open, and not only what it shares."""
    return team.pk in access.reads_teams or team.collaborative_id in access.hosts


def me_in(request: Request, team: Team) -> Who:
    """As whom this request writes for a team: with the role held there today, else in the collaborative."""
    role = role_in(request.access, team.collaborative_id, team.pk)
    return Who(author_in(request, team.collaborative), role)
