"""One PDSA cycle: what a team tries, who takes which part in it, and who may read it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from teams.models import Access, Role, Team, Versioned, keep_history
from teams.models.membership import unnamed


class Stage(models.TextChoices):
    PLAN = "plan", _("Plan")
    DO = "do", _("Do")
    STUDY = "study", _("Study")
    ACT = "act", _("Act")


STAGES = tuple(Stage)
MANY = 10_000
TITLE_WORDS = 14


class CycleQuerySet(models.QuerySet[Any]):
    def visible_to(self, access: Access) -> Self:
        """The own team's and what others share; of drafts one's own. Hosts read what is not held back."""
        mine = Q(recorded_by__person=access.person, team__in=access.reads_teams)
        shown = Q(shown_at__isnull=False)
        own = Q(team__in=access.reads_teams)
        hosted = Q(team__collaborative__in=access.hosts, held_back=False)
        return self.filter(mine | (shown & (own | hosted)) | self.shared_in(access))

    @staticmethod
    def shared_in(access: Access) -> Q:
        """What another team may read: from Do on, unless held back. The evaluator reads exports instead."""
        return Q(
            team__collaborative__in=access.takes_part,
            shown_at__isnull=False,
            begun_at__isnull=False,
            held_back=False,
        )

    def shared_with(self, access: Access) -> Self:
        return self.filter(self.shared_in(access))

    def editable_by(self, access: Access) -> Self:
        """Any member of the team writes; a draft is its recorder's alone."""
        draft = Q(shown_at__isnull=True)
        return self.filter(Q(team__in=access.writes_teams), ~draft | Q(recorded_by__person=access.person))

    def commentable_by(self, access: Access) -> Self:
        """The team, faculty and coordinator; another team reads."""
        return self.visible_to(access).filter(
            Q(team__in=access.writes_teams) | Q(team__collaborative__in=access.hosts), shown_at__isnull=False
        )

    def with_title(self, access: Access) -> Self:
        """With `title`: the first words that somebody wrote on what to try, as this person may read them."""
        from pdsa.models.entry import Entry, Question  # noqa: PLC0415 - entries are written to cycles

        first = (
            Entry.objects.visible_to(access)
            .filter(cycle=OuterRef("pk"), question=Question.CHANGE)
            .order_by("writing__at", "pk")
        )
        return self.annotate(title=Subquery(first.values("writing__text")[:1]))

    def for_lists(self, access: Access) -> Self:
        """With all that a list shows of each, in two queries however many there are."""
        people = CyclePerson.objects.select_related("participant")
        return (
            self.with_title(access)
            .select_related("team__center", "team__collaborative", "metric", "driver")
            .prefetch_related(models.Prefetch("people", people))
        )

    def running(self) -> Self:
        return self.filter(shown_at__isnull=False, decided_at=None)


class Cycle(Versioned):
    """One test of one change. Stage, dates, scale and decision are the team's, checked by version; what
    people write about it are entries, each its author's own."""

    class Decision(models.TextChoices):
        ADAPT = "adapt", _("Adapt: change it and test again")
        EXPAND = "expand", _("Expand: test it with more people")
        ADOPT = "adopt", _("Adopt: make it the way we work")
        ABANDON = "abandon", _("Abandon: let it go, and keep what we learned")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="cycles")
    number = models.PositiveIntegerField(editable=False)  # in the team, from 1
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")
    borrowed_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="borrowers")
    driver = models.ForeignKey(
        "pdsa.Driver", models.PROTECT, null=True, blank=True, related_name="cycles", verbose_name=_("driver")
    )
    metric = models.ForeignKey(
        "metrics.Metric",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("metric to watch"),
    )
    stage = models.CharField(_("stage"), max_length=5, choices=Stage, default=Stage.PLAN)
    starts = models.DateField(_("first day of the test"), null=True, blank=True)
    ends = models.DateField(_("last day of the test"), null=True, blank=True)
    children = models.PositiveIntegerField(_("children"), null=True, blank=True)
    adults = models.PositiveIntegerField(_("adults"), null=True, blank=True)
    classrooms = models.PositiveIntegerField(_("classrooms"), null=True, blank=True)
    days = models.PositiveIntegerField(_("days"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=7, choices=Decision, blank=True)
    held_back = models.BooleanField(_("keep it in our team"), default=False)
    recorded_by = models.ForeignKey("teams.Participant", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    shown_at = models.DateTimeField(null=True, editable=False)  # null: a draft, its recorder's alone
    begun_at = models.DateTimeField(null=True, editable=False)  # Do began: predictions are locked for good
    studied_at = models.DateTimeField(null=True, editable=False)
    acted_at = models.DateTimeField(null=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    objects = CycleQuerySet.as_manager()
    history = keep_history()

    title: str | None  # by `with_title`

    class Meta:
        ordering = ["-number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["team", "number"], name="one_cycle_per_number_and_team"),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(starts=None) | Q(ends__gte=F("starts")),
                name="cycle_ends_on_or_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None) | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="cycle_has_a_decision_when_decided",
            ),
        ]
        indexes = [models.Index(fields=["team", "stage"], name="cycle_by_team_and_stage")]

    def __str__(self) -> str:
        return f"{self.team} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cycle", args=[self.team.collaborative.slug, self.team.slug, self.uuid])

    @property
    def short_title(self) -> str:
        """The first words of what is tried, where `with_title` loaded them; else its number."""
        words = (getattr(self, "title", None) or "").split()
        if not words:
            return gettext("Cycle %(number)s") % {"number": self.number}
        if len(words) <= TITLE_WORDS:
            return " ".join(words)
        return " ".join(words[:TITLE_WORDS]).rstrip(",;:–-") + "…"

    @property
    def is_draft(self) -> bool:
        return self.shown_at is None

    @property
    def is_locked(self) -> bool:
        """Do has begun at least once: the predictions stay as they are, even where the team goes back."""
        return self.begun_at is not None

    @property
    def is_finished(self) -> bool:
        return self.decided_at is not None

    @property
    def is_shared(self) -> bool:
        """Whether the other teams read it."""
        return not self.is_draft and self.begun_at is not None and not self.held_back

    @property
    def outcome(self) -> str:
        """What became of it, in a word or two: the decision, else the step it is in."""
        return str(DECIDED[Cycle.Decision(self.decision)] if self.decision else Stage(self.stage).label)

    @property
    def steps_reached(self) -> list[dict[str, int | bool]]:
        """The four steps as they are drawn: where each stands, and whether the cycle came to it."""
        here = STAGES.index(Stage(self.stage))
        return [{"at": 5 + 12 * at, "yes": at <= here} for at in range(len(STAGES))]

    @property
    def sizes(self) -> list[tuple[str, int]]:
        """How big the test is, as far as somebody said so."""
        said = (
            (_("children"), self.children),
            (_("adults"), self.adults),
            (_("classrooms"), self.classrooms),
            (_("days"), self.days),
        )
        return [(str(name), number) for name, number in said if number is not None]

    @property
    def proposers(self) -> list[CyclePerson]:
        return [one for one in self.people.all() if one.part == CyclePerson.Part.PROPOSED]

    @property
    def testers(self) -> list[CyclePerson]:
        return [one for one in self.people.all() if one.part == CyclePerson.Part.TESTS]

    def window(self) -> tuple[date, date | None] | None:
        """The days of the test, for the chart that it watches: as planned, else as it was; None before Do."""
        if self.begun_at is None:
            return None
        first = self.starts or self.team.center.day(self.begun_at)
        if self.studied_at is None:
            return first, None
        last = self.ends or self.team.center.day(self.studied_at)
        return first, max(first, last)


DECIDED = {
    Cycle.Decision.ADAPT: _("adapted"),
    Cycle.Decision.EXPAND: _("expanded"),
    Cycle.Decision.ADOPT: _("adopted"),
    Cycle.Decision.ABANDON: _("abandoned, and learned from"),
}


class CyclePerson(models.Model):
    """Who proposed a cycle, and who tests: a person of the team, or nobody who is named ("a parent")."""

    class Part(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        TESTS = "tests", _("tests")

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="people")
    part = models.CharField(max_length=8, choices=Part)
    participant = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=12, choices=Role)  # held when it was written down

    class Meta:
        ordering = ["pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["cycle", "part", "participant"],
                condition=Q(participant__isnull=False),
                name="one_part_per_person_and_cycle",
            ),
            models.UniqueConstraint(
                fields=["cycle", "part", "role"],
                condition=Q(participant=None),
                name="one_part_per_unnamed_role_and_cycle",
            ),
        ]

    def __str__(self) -> str:
        return self.participant.name if self.participant else unnamed(self.role)
