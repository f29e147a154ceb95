"""`{% chart_embed view %}`: a chart inside a page or a mail of the product's own, without its style sheet."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from metrics.chartview import ChartView
from metrics.files.svg import Kind, embedded
from metrics.options import Options

register = template.Library()


@register.simple_tag
def chart_embed(view: ChartView, kind: Kind = "narrow") -> SafeString:
    """Its drawing, light on white. Words around it are the page's; its title is for who does not see it."""
    return mark_safe(embedded(view, kind))  # noqa: S308 - put together element by element, never as text


@register.inclusion_tag("metrics/_address.html", takes_context=True)
def chart_address(context: dict[str, Any]) -> dict[str, str]:
    """The address of the view on this page, to be put into a mail."""
    request = context["request"]
    chosen = Options.parse(request.GET.dict())
    return {"address": settings.BASE_URL + request.path + chosen.suffix}
