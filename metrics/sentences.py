"""What a chart says, in plain words: whole sentences, by direction of good and strength of evidence.

It says what was seen and since when, and never what it came from. Every rule set is named where it speaks.
All forms stand with an example each in `docs/sentences.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metrics.choosing import FIRM
from metrics.clues import Clue
from metrics.facts import Facts, Outcome, Reported, Seen
from metrics.runchart import USEFUL_NEEDED
from metrics.scale import Unit
from metrics.wording import month_text, number_text, stretch_text

NAMED = 3  # so many points beyond the limits are named, else the latest


def verdict_text(outcome: Outcome) -> str:
    """A few words for beneath a small chart."""
    words: dict[Outcome, Callable[[], str]] = {
        "days": lambda: _("No verdict by day"),
        "better": lambda: _("Signal: for the better"),
        "worse": lambda: _("Signal: for the worse"),
        "change": lambda: _("Signal: a change"),
        "calm": lambda: _("No signal"),
    }
    return words[outcome]() if outcome in words else _("Too early to tell")


def sentence(found: Facts, unit: Unit, points: Sequence[Seen]) -> str:
    """The verdict on the last phase, then what a reader must know to weigh it."""
    said = _Said(found, unit, points)
    if found.outcome == "nothing":
        return " ".join(said.nothing())
    return " ".join([*said.verdict(), *said.limits(), *said.clues(), *said.basis(), *said.teams()])


class _Said:
    """The parts of what is said about one chart; each is a whole sentence or more."""

    def __init__(self, found: Facts, unit: Unit, points: Sequence[Seen]) -> None:
        self.facts, self.points = found, points
        self.line = {"line": number_text(found.phase.median or 0, unit)}

    def nothing(self) -> Iterator[str]:
        """Why there is no line: points that do not count yet are no empty chart."""
        if any(point.value is not None for point in self.points):
            yield _("Too early to tell. No point counts yet, so there is nothing to compare.")
            yield from self.basis()
        elif self.facts.is_finer:
            yield _("No counts of single days are in this view, so there is nothing to read here.")
        else:
            yield _("Nothing is counted yet, so there is nothing to read here.")

    def verdict(self) -> Iterator[str]:
        found = self.facts
        if found.is_signal:
            yield signal_text(found.outcome)
            yield self._where()
            if found.outcome in ("better", "worse"):
                yield _("More is better here.") if found.direction == "up" else _("Less is better here.")
            return
        calm: dict[Outcome, Callable[[], str]] = {
            "too_early": self._too_early,
            "early": self._early,
            "calm": self._calm,
            "days": self._days,
        }
        yield calm[found.outcome]()

    def _where(self) -> str:
        """On which side the points lie, and since when; where they went up and back, how it shows."""
        found = self.facts
        if found.side == "none":
            return self._both_ways()
        if not found.since:
            return self._later()
        words = {
            ("above", True): _("Since about %(since)s, most points lie above the median of %(line)s."),
            ("below", True): _("Since about %(since)s, most points lie below the median of %(line)s."),
            ("above", False): _("Since about %(since)s, most points lie above the line at %(line)s."),
            ("below", False): _("Since about %(since)s, most points lie below the line at %(line)s."),
        }
        return words[found.side, found.is_median] % {**self.line, "since": month_text(found.since)}

    def _later(self) -> str:
        words = {
            ("above", True): _("Most of the later points lie above the median of %(line)s."),
            ("below", True): _("Most of the later points lie below the median of %(line)s."),
            ("above", False): _("Most of the later points lie above the line at %(line)s."),
            ("below", False): _("Most of the later points lie below the line at %(line)s."),
        }
        return words[self.facts.side, self.facts.is_median] % self.line

    def _both_ways(self) -> str:
        phase = self.facts.phase
        is_long = phase.longest_run > (phase.longest_run_max or 0)
        words = {
            (True, True): _(
                "Too many points in a row lie on one side of the median of %(line)s for chance alone."
            ),
            (True, False): _(
                "Too many points in a row lie on one side of the line at %(line)s for chance alone."
            ),
            (False, True): _("The points cross the median of %(line)s too few times for chance alone."),
            (False, False): _("The points cross the line at %(line)s too few times for chance alone."),
        }
        return words[is_long, self.facts.is_median] % self.line

    def _too_early(self) -> str:
        found = self.facts
        words = (
            ngettext(
                "Too early to tell. The rules need %(needed)s points off the median of %(line)s. "
                "They have %(useful)s so far, so %(missing)s more is needed.",
                "Too early to tell. The rules need %(needed)s points off the median of %(line)s. "
                "They have %(useful)s so far, so %(missing)s more are needed.",
                found.missing,
            )
            if found.is_median
            else ngettext(
                "Too early to tell. The rules need %(needed)s points off the line at %(line)s. "
                "They have %(useful)s so far, so %(missing)s more is needed.",
                "Too early to tell. The rules need %(needed)s points off the line at %(line)s. "
                "They have %(useful)s so far, so %(missing)s more are needed.",
                found.missing,
            )
        )
        count = {"needed": USEFUL_NEEDED, "useful": found.phase.useful, "missing": found.missing}
        return words % {**self.line, **count}

    def _early(self) -> str:
        """About a short baseline: its line is shown, and nothing is judged about it."""
        found = self.facts
        words = {
            True: _(
                "Too early to tell. The baseline has fewer than %(needed)s points. "
                "So its early median of %(line)s is shown, and there is no verdict."
            ),
            False: _(
                "Too early to tell. The baseline has fewer than %(needed)s points. "
                "So the line at %(line)s is shown, and there is no verdict."
            ),
        }
        return words[found.is_median] % {**self.line, "needed": USEFUL_NEEDED}

    def _calm(self) -> str:
        if self.facts.limits:
            words = _("No signal (Anhøj rules). The points go up and down around the line at %(line)s.")
        elif self.facts.is_median:
            words = _(
                "No signal. The points go up and down around the median of %(line)s, as chance alone can do."
            )
        else:
            words = _(
                "No signal. The points go up and down around the line at %(line)s, as chance alone can do."
            )
        return words % self.line

    def _days(self) -> str:
        words = (
            _("The days of one week hang together, so there is no verdict by day. The median is %(line)s.")
            if self.facts.is_median
            else _(
                "The days of one week hang together, so there is no verdict by day. The line is at %(line)s."
            )
        )
        return words % self.line

    def limits(self) -> Iterator[str]:
        """Points beyond the limits of a control chart."""
        limits = self.facts.limits
        if limits is None:
            return
        if not limits.drawn:
            yield _("There are no limits here: there are too few points, or they do not move.")
            return
        if all(clue.kind != "nhs_point" for clue in self.facts.clues):  # which says it with its own name
            yield self._beyond(limits.beyond)
        if limits.trial:
            yield _("These are trial limits: they are firm from %(firm)s points on.") % {"firm": FIRM}

    def _beyond(self, beyond: Sequence[int]) -> str:
        if not beyond:
            return _("No point lies beyond the limits.")
        if len(beyond) > NAMED:
            words = ngettext(
                "%(count)s point lies beyond the limits, the last one in %(which)s: worth talking about.",
                "%(count)s points lie beyond the limits, the last one in %(which)s: worth talking about.",
                len(beyond),
            )
            return words % {"count": len(beyond), "which": self._named(beyond[-1:])}
        # Translators: %(which)s is one period, or up to three: "Mar 2026; May 2026".
        words = ngettext(
            "%(count)s point lies beyond the limits (%(which)s): worth talking about.",
            "%(count)s points lie beyond the limits (%(which)s): worth talking about.",
            len(beyond),
        )
        return words % {"count": len(beyond), "which": self._named(beyond)}

    def _named(self, points: Sequence[int]) -> str:
        return "; ".join(month_text(self.points[at].period) for at in points)

    def clues(self) -> Iterator[str]:
        for clue in self.facts.clues:
            yield clue_text(clue, self.points)

    def basis(self) -> Iterator[str]:
        """On what the verdict rests, where that is not simply all points."""
        found = self.facts
        if found.phase_from:
            yield _("This reads the points since %(since)s.") % {"since": month_text(found.phase_from)}
        if found.unjudged:
            yield self._unjudged(found.unjudged)
        if found.baseline is not None:
            yield self._baseline(found.baseline)
        elif found.phase.fixed and not found.limits:
            yield _("A person set this line: it is no median.")
        if found.left_out:
            words = ngettext(
                "%(count)s point is left out.", "%(count)s points are left out.", len(found.left_out)
            )
            yield words % {"count": len(found.left_out)}

    def _unjudged(self, phases: Sequence[tuple[str, str]]) -> str:
        words = ngettext(
            "%(count)s earlier phase has too few points for a verdict: %(which)s.",
            "%(count)s earlier phases have too few points for a verdict: %(which)s.",
            len(phases),
        )
        which = "; ".join(stretch_text(first, last) for first, last in phases)
        return words % {"count": len(phases), "which": which}

    def _baseline(self, until: str) -> str:
        if self.facts.limits:
            words = _("Line and limits come from the baseline, up to %(until)s.")
        elif until:
            words = _("The median is that of the baseline, up to %(until)s.")
        else:
            words = _("The median is that of a baseline before the first point shown.")
        return words % {"until": month_text(until) if until else ""}

    def teams(self) -> Iterator[str]:
        """Of a chart across teams: who is in it, and nothing about one team or another."""
        reported = self.facts.reported
        if reported is None:
            return
        if reported.same:
            yield _same_teams(reported.count, reported.teams)
        else:
            yield _all_teams(reported)
        if self.facts.is_median_of_teams:
            yield _("Each point is the median of the teams’ scores.")


def _same_teams(count: int, teams: int) -> str:
    return _("The same %(count)s of %(teams)s teams at every point.") % {"count": count, "teams": teams}


def _all_teams(reported: Reported) -> str:
    words = ngettext(
        "All teams together: %(count)s of %(teams)s team reported in %(period)s.",
        "All teams together: %(count)s of %(teams)s teams reported in %(period)s.",
        reported.teams,
    )
    period = month_text(reported.period)
    return words % {"count": reported.count, "teams": reported.teams, "period": period}


def signal_text(outcome: Outcome) -> str:
    words = {
        "better": _("Signal for the better (Anhøj rules)."),
        "worse": _("Signal for the worse (Anhøj rules)."),
    }
    return words.get(outcome, _("Signal of a change (Anhøj rules)."))


def clue_text(clue: Clue, points: Sequence[Seen]) -> str:
    """Worth talking about, by the rule set that says so, which is named; never a signal."""
    shown = [month_text(points[at].period) for at in clue.points]
    places = {"first": shown[0], "last": shown[-1], "which": "; ".join(shown)} if shown else {}
    words = _ihi_words() | _nhs_words()
    return words[clue.kind, clue.is_up] % places


def _ihi_words() -> dict[tuple[str, bool], str]:
    return {
        ("ihi_shift", True): _(
            "Worth talking about (IHI, shift). "
            "From %(first)s to %(last)s, six or more points in a row lie above the line."
        ),
        ("ihi_shift", False): _(
            "Worth talking about (IHI, shift). "
            "From %(first)s to %(last)s, six or more points in a row lie below the line."
        ),
        ("ihi_trend", True): _(
            "Worth talking about (IHI, trend). From %(first)s to %(last)s, five or more points all rise."
        ),
        ("ihi_trend", False): _(
            "Worth talking about (IHI, trend). From %(first)s to %(last)s, five or more points all fall."
        ),
        ("ihi_many", False): _(
            "Worth talking about (IHI, too many runs). The points change sides more often than expected."
        ),
    }


def _nhs_words() -> dict[tuple[str, bool], str]:
    return {
        ("nhs_point", True): _(
            "Worth talking about (NHS Making Data Count, astronomical point). "
            "Past the upper limit: %(which)s."
        ),
        ("nhs_point", False): _(
            "Worth talking about (NHS Making Data Count, astronomical point). "
            "Past the lower limit: %(which)s."
        ),
        ("nhs_shift", True): _(
            "Worth talking about (NHS Making Data Count, shift). "
            "From %(first)s to %(last)s, seven or more points in a row lie above the mean."
        ),
        ("nhs_shift", False): _(
            "Worth talking about (NHS Making Data Count, shift). "
            "From %(first)s to %(last)s, seven or more points in a row lie below the mean."
        ),
        ("nhs_trend", True): _(
            "Worth talking about (NHS Making Data Count, trend). "
            "From %(first)s to %(last)s, seven or more points all rise."
        ),
        ("nhs_trend", False): _(
            "Worth talking about (NHS Making Data Count, trend). "
            "From %(first)s to %(last)s, seven or more points all fall."
        ),
        ("nhs_near", True): _(
            "Worth talking about (NHS Making Data Count, two of three). Close to the upper limit: %(which)s."
        ),
        ("nhs_near", False): _(
            "Worth talking about (NHS Making Data Count, two of three). Close to the lower limit: %(which)s."
        ),
    }
