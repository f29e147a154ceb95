"""A chart as PNG: its SVG, twice as sharp, in a font that the machine need not have."""

from __future__ import annotations

from pathlib import Path

import resvg_py
from django.conf import settings

from metrics.files.content import Content
from metrics.files.svg import document

SHARPNESS = 2
FONT = "Noto Sans"


def picture(content: Content) -> bytes:
    """As wide as was asked for on a page; the picture has twice as many pixels across."""
    return resvg_py.svg_to_bytes(
        svg_string=document(content).decode(),
        zoom=SHARPNESS,
        skip_system_fonts=True,
        font_files=[str(one) for one in sorted(Path(settings.FONTS_DIR).glob("*.ttf"))],
        font_family=FONT,
        sans_serif_family=FONT,
    )
