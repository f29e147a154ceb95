"""The Anhøj rules on this chart: the longest run, the crossings, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metrics.walk import is_too_long, later_half, on_side
from metrics.why.told import Case, Told

NAMED = 6  # crossings; more are shown, and not named


def rule_steps(case: Case) -> Iterator[Told]:
    """Wants a verdict: signal or none."""
    yield _longest(case)
    yield _crossings(case)
    yield _verdict(case)
    if case.facts.is_signal:
        yield _side(case)


def _longest(case: Case) -> Told:
    phase, most = case.phase, case.phase.longest_run_max or 0
    run = case.walk.longest.points
    counts: dict[str, int | str] = {"longest": phase.longest_run, "useful": phase.useful, "most": most}
    if len(run) == phase.longest_run:
        longest = ngettext(
            "Points in a row on one side are a run. The longest run here has %(longest)s point.",
            "Points in a row on one side are a run. The longest run here has %(longest)s points, "
            "from %(first)s to %(last)s.",
            phase.longest_run,
        )
        counts.update(case.span(run))
    else:
        longest, run = (
            _(
                "Points in a row on one side are a run. The longest run has %(longest)s points; "
                "it is not all shown here."
            ),
            (),
        )
    chance = _("With %(useful)s useful points, runs of up to %(most)s can come from chance.")
    end = (
        _("So this run is too long for chance.")
        if phase.longest_run > most
        else _("So this run is not too long.")
    )
    return Told([longest % counts, chance % counts, end], run)


def _crossings(case: Case) -> Told:
    phase, fewest = case.phase, case.phase.crossings_min or 0
    counts = {"count": phase.crossings, "fewest": fewest, "useful": phase.useful}
    words = ngettext(
        "Now the steps from one side to the other. The points cross the line %(count)s time.",
        "Now the steps from one side to the other. The points cross the line %(count)s times.",
        phase.crossings,
    )
    said = [words % counts]
    points = tuple(at for pair in case.walk.crossings for at in pair)
    shown = tuple(after for _before, after in case.walk.crossings)
    if 0 < len(shown) <= NAMED:
        said.append(_("A new side begins in: %(which)s.") % {"which": case.named(shown)})
    words = ngettext(
        "With %(useful)s useful points, chance gives at least %(fewest)s crossing.",
        "With %(useful)s useful points, chance gives at least %(fewest)s crossings.",
        fewest,
    )
    said.append(words % counts)
    said.append(_("So these are too few.") if phase.crossings < fewest else _("So these are enough."))
    return Told(said, tuple(dict.fromkeys(points)))


def _verdict(case: Case) -> Told:
    phase = case.phase
    is_long = phase.longest_run > (phase.longest_run_max or 0)
    is_few = phase.crossings < (phase.crossings_min or 0)
    if is_long and is_few:
        return Told([_("Both are more than chance alone explains. That is a signal (Anhøj rules).")])
    if is_long or is_few:
        return Told([_("One of the two is more than chance alone explains. That is a signal (Anhøj rules).")])
    return Told([_("Neither is more than chance can do. So there is no signal (Anhøj rules).")])


def _side(case: Case) -> Told:
    """On which side the change lies, and whether that is the good one."""
    said, points = _by_last_run(case) if is_too_long(case.walk.runs[-1], case.phase) else _by_half(case)
    return Told([*said, _by_good(case)], points)


def _by_last_run(case: Case) -> tuple[list[str], tuple[int, ...]]:
    words = {
        "above": _("The last run is itself too long, and it lies above the line."),
        "below": _("The last run is itself too long, and it lies below the line."),
    }
    return [words[case.facts.side]], case.walk.runs[-1].points


def _by_half(case: Case) -> tuple[list[str], tuple[int, ...]]:
    half = later_half(case.walk, case.phase)
    counts = {"half": len(half), "count": sum(at in half for at in on_side(case.walk, case.facts.side))}
    words = {
        "above": _(
            "Now look at the later half: of %(half)s useful points, %(count)s lie above the line. "
            "That is at least two of three."
        ),
        "below": _(
            "Now look at the later half: of %(half)s useful points, %(count)s lie below the line. "
            "That is at least two of three."
        ),
        "none": _(
            "Now look at the later half, %(half)s useful points: neither side has two of three of them."
        ),
    }
    return [words[case.facts.side] % counts], half


def _by_good(case: Case) -> str:
    if case.facts.side == "none":
        return _("So it is a change, to no one side.")
    words = {
        ("better", "up"): _("More is better here, so the signal is for the better."),
        ("better", "down"): _("Less is better here, so the signal is for the better."),
        ("worse", "up"): _("More is better here, so the signal is for the worse."),
        ("worse", "down"): _("Less is better here, so the signal is for the worse."),
    }
    whether = _("Nobody has said which way is good here, so it is a change.")
    return words.get((case.facts.outcome, case.facts.direction), whether)
