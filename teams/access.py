"""Hidden is 404, read-only is 403. Every view finds what it shows or changes through these."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from teams.models import Access, Collaborative, Participant, Team


class Request(HttpRequest):
    """What the middleware makes of a request."""

    access: Access
    htmx: Any


def find_visible(scoped: Any, request: Request, **lookup: Any) -> Any:
    return get_object_or_404(scoped.visible_to(request.access), **lookup)


def find_collaborative(request: Request, slug: str) -> Collaborative:
    """The collaborative in which the person holds a role today, else 404."""
    found: Collaborative = find_visible(Collaborative.objects, request, slug=slug)
    return found


def find_set_up(request: Request, slug: str) -> Collaborative:
    """The collaborative for its coordinator. Set-up pages are hidden from everybody else."""
    found: Collaborative = get_object_or_404(Collaborative.objects.editable_by(request.access), slug=slug)
    return found


def find_team(request: Request, collaborative: str, slug: str) -> Team:
    """A team that the person may read, with its collaborative and center."""
    found: Team = find_visible(
        Team.objects.select_related("collaborative", "center"),
        request,
        collaborative__slug=collaborative,
        slug=slug,
    )
    return found


def find_own_team(request: Request, collaborative: str, slug: str) -> Team:
    """A team that the person may write for; 403 where they may only read it."""
    found = find_team(request, collaborative, slug)
    if found.pk not in request.access.writes_teams:
        raise PermissionDenied
    return found


def find_directed_team(request: Request, collaborative: str, slug: str) -> Team:
    """A team that the person directs; 403 where they may only read it."""
    found = find_team(request, collaborative, slug)
    if found.pk not in request.access.directs:
        raise PermissionDenied
    return found


def author_in(request: Request, collaborative: Collaborative) -> Participant:
    """The participant as whom this request acts; 404 where the person holds no role."""
    try:
        return Participant.objects.get(pk=request.access.participant_in(collaborative.pk))
    except KeyError as nobody:
        raise Http404 from nobody
