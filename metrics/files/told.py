"""A chart in plain words, for a mail or a message."""

from __future__ import annotations

from metrics.files.content import Content


def told(content: Content) -> bytes:
    """Title, sentence, how the teams’ numbers become one, and where to look."""
    said = [content.view.title, content.view.sentence, content.how, content.address]
    return ("\n".join(line for line in said if line) + "\n").encode()
