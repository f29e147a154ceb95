"""What stands beside the signal: the limits of a control chart, and the hints of the chosen rule set."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metrics.choosing import FIRM
from metrics.clues import xmr_of
from metrics.facts import entering
from metrics.limits import Kind
from metrics.runchart import runs_limits
from metrics.sentences import clue_text
from metrics.why.told import Case, Told


def limit_steps(case: Case) -> Iterator[Told]:
    limits = case.facts.limits
    if limits is None or not limits.drawn:
        return
    said = [limits_text(case.view.kind)]
    if limits.trial:
        said.append(
            _("They are firm from %(firm)s points on; until then they are trial limits.") % {"firm": FIRM}
        )
    if not limits.beyond:
        yield Told([*said, _("No point lies beyond them.")])
        return
    words = ngettext(
        "%(count)s point lies beyond them: %(which)s. Chance alone puts few points there.",
        "%(count)s points lie beyond them: %(which)s. Chance alone puts few points there.",
        len(limits.beyond),
    )
    which = {"count": len(limits.beyond), "which": case.named(limits.beyond)}
    yield Told([*said, words % which], limits.beyond)


def limits_text(kind: Kind) -> str:
    """How the limits of such a chart are made, in one sentence."""
    away = _("The limits lie about 2.66 mean steps from point to point away from the line.")
    words: dict[Kind, str] = {
        "p": _(
            "The limits lie three standard errors from the line: the more people a point has, the closer."
        ),
        "pp": _("The limits are as in a P chart, but as wide as the points really vary (Laney)."),
        "u": _("The limits lie three standard errors from the line: the more time a point has, the closer."),
        "up": _("The limits are as in a U chart, but as wide as the points really vary (Laney)."),
        "c": _("The limits lie three times the square root of the mean away from it."),
        "g": _("The limits come from the mean number of cases between two events."),
        "t": _("The limits come from the times between events, with long times drawn in."),
    }
    return words.get(kind, away)


def hint_steps(case: Case) -> Iterator[Told]:
    """Where there is no signal. Each names its rule set."""
    if case.facts.outcome != "calm" or case.view.hints == "none":
        return
    if case.view.hints == "nhs":
        yield _mean_and_limits(case)
    for clue in case.facts.clues:
        said = [clue_text(clue, case.view.points)]
        if clue.kind == "ihi_many":
            said.append(_runs(case))
        yield Told(said, clue.points)
    if not case.facts.clues:
        yield Told([_nothing(case)])


def _nothing(case: Case) -> str:
    if case.view.hints == "nhs":
        return _("The NHS rules (Making Data Count) find nothing to talk about.")
    return _("The IHI rules find nothing to talk about. There is no shift, no trend, and no run too many.")


def _runs(case: Case) -> str:
    fewest, most = runs_limits(case.phase.useful)
    words = _("There are %(runs)s runs. The IHI table expects %(fewest)s to %(most)s of them.")
    return words % {"runs": case.phase.crossings + 1, "fewest": fewest, "most": most}


def _mean_and_limits(case: Case) -> Told:
    last = xmr_of(entering(case.view), case.phase).points[-1]
    mean = case.number(last.mean)
    if last.lower is None or last.upper is None:
        words = _("The NHS rules (Making Data Count) look at the mean, here %(mean)s.")
        return Told([words % {"mean": mean}])
    words = _(
        "The NHS rules (Making Data Count) look at the mean, here %(mean)s. "
        "Their limits lie 2.66 mean steps away: %(lower)s and %(upper)s."
    )
    return Told([
        words % {"mean": mean, "lower": case.number(last.lower), "upper": case.number(last.upper)}
    ])  # fmt: skip
