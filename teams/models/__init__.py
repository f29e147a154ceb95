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
from teams.models.collaborative import Center, Classroom, Collaborative, LearningSession, Team, TeamAim
from teams.models.invitation import Invitation
from teams.models.jobs import ScheduleRun
from teams.models.membership import ClassroomStaff, CoachAssignment, Membership, Role
from teams.models.people import Participant, Person

__all__ = [
    "Access",
    "Center",
    "Classroom",
    "ClassroomStaff",
    "CoachAssignment",
    "Collaborative",
    "Hold",
    "InCollaborativeQuerySet",
    "Invitation",
    "LearningSession",
    "Membership",
    "Participant",
    "Person",
    "Role",
    "ScheduleRun",
    "Team",
    "TeamAim",
    "TeamOwned",
    "TeamOwnedQuerySet",
    "Versioned",
    "keep_history",
    "text_in",
]
