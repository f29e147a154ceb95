"""What each subject adds to the tests that hold for every page: access matrix, query counts, fuzz.

A module here has ROWS (route → Row), `add_to_scene(cast, names)`, TARGETS (route that takes a form → Target),
OPENED_BY, NOT_PAGES and `grow(grown)`, which fills a collaborative of any size and returns what its
addresses name.
"""

from tests.subjects import (
    barriers,
    cards,
    chart_files,
    chart_rules,
    charts,
    cycles,
    explorer,
    library,
    meetings,
    rooms,
    writings,
)

SUBJECTS = (
    cards,
    charts,
    writings,
    cycles,
    explorer,
    library,
    meetings,
    rooms,
    barriers,
    chart_files,
    chart_rules,
)
