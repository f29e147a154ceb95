"""What is waiting for a person, by role: at most a screenful, the next step first."""

from __future__ import annotations

from bsc.waiting.hosts import of_collaborative
from bsc.waiting.items import Subject, Waiting, Way
from bsc.waiting.members import of_team
from bsc.waiting.news import read_news
from teams.models import Access

__all__ = ["Subject", "Waiting", "Way", "subjects_for"]


def subjects_for(access: Access) -> list[Subject]:
    """Own teams, then collaboratives; the same few queries however many of anything there are."""
    news = read_news(access)
    teams = [of_team(news, team) for team in news.teams]
    wholes = [of_collaborative(news, whole) for whole in news.wholes]
    return [*teams, *(one for one in wholes if one is not None)]
