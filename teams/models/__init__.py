"""Who is here and what they may touch. This app imports no other."""

from teams.models.access import Access, Hold
from teams.models.base import (
    InCollaborativeQuerySet,
    TeamOwned,
    TeamOwnedQuerySet,
    Versioned,
    keep_history,
    text_in,
)
from teams.models.card import Card
from teams.models.collaborative import Center, Classroom, Collaborative, LearningSession, Team, TeamAim
from teams.models.consent import Consent
from teams.models.device import KnownDevice
from teams.models.invitation import Invitation
from teams.models.jobs import ScheduleRun
from teams.models.membership import ClassroomStaff, CoachAssignment, Membership, Role
from teams.models.people import Participant, Person
from teams.models.retention import RetentionNotice
from teams.models.writing import BlackOut, Writing, WritingVersion, Written

__all__ = [
    "Access",
    "BlackOut",
    "Card",
    "Center",
    "Classroom",
    "ClassroomStaff",
    "CoachAssignment",
    "Collaborative",
    "Consent",
    "Hold",
    "InCollaborativeQuerySet",
    "Invitation",
    "KnownDevice",
    "LearningSession",
    "Membership",
    "Participant",
    "Person",
    "RetentionNotice",
    "Role",
    "ScheduleRun",
    "Team",
    "TeamAim",
    "TeamOwned",
    "TeamOwnedQuerySet",
    "Versioned",
    "Writing",
    "WritingVersion",
    "Written",
    "keep_history",
    "text_in",
]
