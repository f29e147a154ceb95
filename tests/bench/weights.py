"""What a page weighs on the line: its HTML, and every style and script that it asks for."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings

KIB = 1024
IMPORT = re.compile(
    r"""@import\s+(?:url\()?["']?([^"')]+)|^\s*import\s[^"']*["']([^"']+)["']""", re.MULTILINE
)


class _Assets(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.styles: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "link" and said.get("rel") == "stylesheet":
            self.styles.append(said.get("href") or "")
        if tag == "script" and said.get("src"):
            self.scripts.append(said["src"] or "")


def weigh(html: bytes) -> dict[str, Any]:
    """Bytes: as they are, with gzip, with Brotli. Files are compressed one by one, as they are served."""
    asked = _Assets()
    asked.feed(html.decode())
    return {
        "html": _compressed([html]),
        "css": _compressed(_contents(asked.styles)),
        "js": _compressed(_contents(asked.scripts)),
    }


def _contents(addresses: list[str]) -> list[bytes]:
    """The files at these addresses, and those that they import."""
    waiting, found = [_file(address) for address in addresses], dict[Path, bytes]()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = path.read_bytes()
            imported = (one or other for one, other in IMPORT.findall(found[path].decode()))
            waiting += [(path.parent / name).resolve() for name in imported if not name.startswith("http")]
    return list(found.values())


def _file(address: str) -> Path:
    return (Path(settings.STATIC_ROOT) / address.removeprefix(settings.STATIC_URL)).resolve()


def _compressed(contents: list[bytes]) -> dict[str, int]:
    return {
        "raw": sum(map(len, contents)),
        "gzip": sum(len(gzip.compress(content, 6)) for content in contents),
        "brotli": sum(len(brotli.compress(content, quality=5)) for content in contents),
    }
