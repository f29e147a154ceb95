"""Lets Babel read Django's templates, so that collecting strings needs no gettext tools (`make messages`)."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

Message = tuple[int, str, Any, list[str]]


def extract(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Iterable[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """Django turns a template into calls of gettext amid X's; unindented, Python's tokenizer reads them."""
    calls = re.sub(r"^[ \t]+", "", templatize(file.read().decode()), flags=re.MULTILINE)
    yield from extract_python(io.BytesIO(calls.encode()), keywords, comment_tags, options)  # type: ignore[arg-type, misc]
