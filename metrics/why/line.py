"""The first steps: which points count, where the line in the middle comes from, what lies on it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metrics.limits import Kind
from metrics.runchart import USEFUL_NEEDED
from metrics.why.told import Case, Told


def line_steps(case: Case) -> Iterator[Told]:
    yield Told(list(_counted(case)), case.walk.counted)
    yield _line(case)
    if case.facts.outcome in ("early", "days"):
        yield _no_verdict(case)
        return
    yield _on_line(case)
    yield _useful(case)


def _counted(case: Case) -> Iterator[str]:
    """Which points, and what one of them is where all teams are together."""
    counted = case.walk.counted
    if counted:
        words = ngettext(
            "%(count)s point counts here, from %(first)s to %(last)s.",
            "%(count)s points count here, from %(first)s to %(last)s.",
            len(counted),
        )
        yield words % {"count": len(counted), **case.span(counted)}
    if case.facts.reported:
        yield {
            "proportion": _("One point is all teams together: first all counts are added up, then divided."),
            "rate": _("One point is all teams together: first all counts are added up, then divided."),
            "count": _("One point is the mean of all teams that reported."),
            "score": _("One point is the median of all teams that reported."),
        }[case.view.unit]
    if not case.walk.is_whole:
        yield _("The chart also reads points before the first one shown: show all months to see them.")
    if case.facts.phase_from:
        yield _("What was before is another phase, and is read by itself.")
    if case.facts.left_out:
        words = ngettext(
            "A person left this point out: %(which)s.",
            "A person left these points out: %(which)s.",
            len(case.facts.left_out),
        )
        yield words % {"which": case.named(case.facts.left_out)}
    if _has_waiting(case):
        yield _("Gaps and hollow points do not count.")


def _has_waiting(case: Case) -> bool:
    later = range(case.phase.first, len(case.view.points))
    known = {*case.walk.counted, *case.facts.left_out}
    return any(at not in known for at in later)


def _line(case: Case) -> Told:
    line = {"line": case.line}
    if case.view.control is not None:
        return Told([centre_text(case.view.kind) % line])
    if case.phase.fixed:
        return Told([_("A person set the line, at %(line)s. So it is no median.") % line])
    if not case.walk.is_whole:
        words = _("The median is the value in the middle of all points, also of those not shown: %(line)s.")
        return Told([words % line])
    return _median(case)


def _median(case: Case) -> Told:
    found = case.walk
    middle = tuple(sorted(found.ordered[at][1] for at in found.middle))
    said = []
    if case.facts.baseline:
        words = _("The median is that of the baseline alone, the points up to %(until)s.")
        said.append(words % {"until": case.period(case.phase.frozen or 0)})
    if len(middle) == 1:
        words = _(
            "Put the values in order, the smallest first. The one in the middle is the median: %(line)s."
        )
    else:
        words = _(
            "Put the values in order, the smallest first. Two lie in the middle. "
            "Halfway between them is the median: %(line)s."
        )
    return Told([*said, words % {"line": case.line}], middle, in_order=True)


def centre_text(kind: Kind) -> str:
    """Where the line of a control chart comes from."""
    mean = _("The line in the middle is the mean of the points: %(line)s.")
    ratio = _("The line in the middle is all that was counted, divided by all that it is out of: %(line)s.")
    words: dict[Kind, str] = {
        "p": ratio,
        "pp": ratio,
        "u": ratio,
        "up": ratio,
        "g": _("The line in the middle is the median of the points: %(line)s."),
        "t": _("The line in the middle is a mean of the times that long ones pull up less: %(line)s."),
    }
    return words.get(kind, mean)


def _no_verdict(case: Case) -> Told:
    """Why the rules are silent, whatever the points do."""
    if case.facts.outcome == "days":
        return Told([
            _("Days of one week are more alike than days of different weeks. One busy week moves them all."),
            _("The rules would call out too often here, so they say nothing by day."),
            _("For a verdict, choose weeks or months."),
        ])  # fmt: skip
    baseline = tuple(at for at in case.walk.counted if at <= (case.phase.frozen or 0))
    few = _("A firm median needs %(needed)s points in the baseline.") % {"needed": USEFUL_NEEDED}
    if not case.walk.is_whole:
        return Told([few, _("This baseline has fewer, so there is no verdict about its line.")])
    words = _("This baseline has %(count)s, so there is no verdict about its line.")
    return Told([few, words % {"count": len(baseline)}], baseline)


def _on_line(case: Case) -> Told:
    points = case.walk.on_line
    aside = _("A point on the line is neither above nor below, so it is put aside.")
    if not points:
        return Told([aside, _("Here no point lies on it.")])
    words = ngettext("Here it is one: %(which)s.", "Here they are: %(which)s.", len(points))
    return Told([aside, words % {"which": case.named(points)}], points)


def _useful(case: Case) -> Told:
    useful, missing = case.phase.useful, case.facts.missing
    words = ngettext("That leaves %(count)s useful point.", "That leaves %(count)s useful points.", useful)
    said = [words % {"count": useful}]
    if missing:
        words = ngettext(
            "The rules need %(needed)s. So %(missing)s more is needed, and it is too early to tell.",
            "The rules need %(needed)s. So %(missing)s more are needed, and it is too early to tell.",
            missing,
        )
        said.append(words % {"needed": USEFUL_NEEDED, "missing": missing})
    else:
        said.append(_("The rules need %(needed)s, so there are enough.") % {"needed": USEFUL_NEEDED})
    return Told(said, case.walk.useful)
