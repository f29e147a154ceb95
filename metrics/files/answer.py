"""A chart's files by their endings, and the answer that carries one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.http import HttpResponse

from metrics.files.book import book
from metrics.files.content import Content
from metrics.files.numbers import comma_separated
from metrics.files.png import picture
from metrics.files.record import record
from metrics.files.svg import document
from metrics.files.told import told
from metrics.options import Options


@dataclass(frozen=True, slots=True)
class Form:
    """`numbers`: data that leaves the product, every point of it; the others show what the page shows."""

    media: str
    make: Callable[[Content], bytes]
    numbers: bool = False
    saved: bool = False  # under its name, rather than shown

    def options(self, chosen: Options) -> Options:
        return replace(chosen, everything=True) if self.numbers else chosen


FORMS = {
    "svg": Form("image/svg+xml", document),
    "png": Form("image/png", picture),
    "csv": Form("text/csv; charset=utf-8", comma_separated, numbers=True, saved=True),
    "xlsx": Form(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", book, numbers=True, saved=True
    ),
    "json": Form("application/json", record, numbers=True),
    "txt": Form("text/plain; charset=utf-8", told),
}


def answer(content: Content, ending: str, parts: Sequence[str]) -> HttpResponse:
    """`parts`: slugs that make the file's name; what one point is stands in it where it is no month."""
    form, points = FORMS[ending], content.view.points_are
    name = "-".join([*parts, *([points] if points != "month" else [])])
    response = HttpResponse(form.make(content), content_type=form.media)
    place = "attachment" if form.saved else "inline"
    response["Content-Disposition"] = f'{place}; filename="{name}.{ending}"'
    return response
