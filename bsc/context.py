"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    access = getattr(request, "access", None)
    named = request.resolver_match.kwargs.get("collaborative") if request.resolver_match else None
    return {
        "demo": settings.DEMO,
        "access": access,
        "deleted_after": access.deleted_after(named) if access and named else None,
    }
