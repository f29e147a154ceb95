"""What axe finds on a page, by the rules of WCAG 2.2 AA."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
# No preload: axe would look for imported style sheets in the wrong folder, and these rules need none.
# Where a rule holds, nobody reads on which elements: telling that was a third of axe's time.
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "preload": False,
}
RUN = "options => axe.run(document, options).then(found => found.violations)"


def violations(page: Page) -> list[dict[str, Any]]:
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(RUN, WCAG)
    return found
