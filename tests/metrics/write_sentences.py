"""`python -m tests.metrics.write_sentences` writes `docs/sentences.md`."""

from __future__ import annotations

import os

import django
from django.utils import translation

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bsc.settings")
django.setup()

from tests.metrics.sentence_page import PAGE, page  # noqa: E402 - wants Django

with translation.override("en"):
    PAGE.write_text(page())
