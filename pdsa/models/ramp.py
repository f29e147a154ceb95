"""The ramp: every test that led to a cycle, and every one that went on from it, branches too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pdsa.models.cycle import Cycle
from teams.models import Access

Links = dict[int, int | None]  # cycle → the one that it goes on from


@dataclass(frozen=True, slots=True)
class Step:
    cycle: Cycle
    here: bool  # the one whose page this is
    after: Cycle | None  # named where it is not the step just before


def ramp_of(cycle: Cycle, access: Access) -> list[Step]:
    """In the order in which they grew, as far as this person may read them. Four queries, however many."""
    links: Links = dict(Cycle.objects.filter(team=cycle.team).values_list("pk", "previous"))
    order = list(_along(links, cycle.pk))
    rows = {row.pk: row for row in Cycle.objects.visible_to(access).filter(pk__in=order).for_lists(access)}
    seen = [pk for pk in order if pk in rows]
    steps = []
    for at, pk in enumerate(seen):
        before = links[pk]
        after = rows.get(before) if before is not None and (at == 0 or seen[at - 1] != before) else None
        steps.append(Step(rows[pk], here=pk == cycle.pk, after=after))
    return steps


def _along(links: Links, pk: int) -> Iterator[int]:
    """The whole tree that this cycle is in: each branch to its end, in the order in which they began."""
    root = pk
    while (before := links.get(root)) is not None:
        root = before
    followers: dict[int | None, list[int]] = defaultdict(list)
    for one in sorted(links, reverse=True):
        followers[links[one]].append(one)
    waiting = [root]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(followers[one])
