"""`{% explore_link collaborative address %}`: the way to a chart's explorer, for whom it is made."""

from __future__ import annotations

from typing import Any

from django import template

from teams.models import Access, Collaborative, Role
from teams.models.membership import HOST_ROLES

register = template.Library()
OFFERED_TO: frozenset[str] = frozenset({Role.DIRECTOR, *HOST_ROLES})


@register.inclusion_tag("metrics/_explore_link.html", takes_context=True)
def explore_link(context: dict[str, Any], collaborative: Collaborative, address: str) -> dict[str, Any]:
    """Offered to directors and hosts; its address opens for everybody who may read the chart."""
    access: Access = context["request"].access
    is_offered = bool(OFFERED_TO & access.roles_in(collaborative.pk))
    return {"address": address, "is_offered": is_offered}
