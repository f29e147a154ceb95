"""Where a view of a chart is found again: as files, and by its own address."""

from __future__ import annotations

from django.utils.translation import gettext as _

from metrics.chartview import Link
from metrics.options import Options


def file_links(page: str, options: Options) -> list[Link]:
    """For beneath a chart: of the page "/…/talks/" the files are "/…/talks.csv" and so on."""
    labels = {
        "csv": _("Numbers (CSV)"),
        "xlsx": _("Numbers (Excel)"),
        "png": _("Picture (PNG)"),
        "svg": _("Picture (SVG)"),
        "txt": _("Sentence (text)"),
        "json": _("Everything (JSON)"),
    }
    stem = page.rstrip("/")
    return [Link(label, f"{stem}.{ending}{options.suffix}") for ending, label in labels.items()]
