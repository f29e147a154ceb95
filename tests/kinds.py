"""Every kind of person who asks for a page, and how a row of the access matrix is written."""

from __future__ import annotations

from dataclasses import dataclass

MEMBERS = ("teacher", "parent", "staff", "re-carded parent", "not yet admitted")
OTHERS = ("member of another team", "facilitator")
DIRECTORS = ("director", "director who teaches")
HOSTS = ("faculty", "coach")
OUTSIDERS = ("long gone", "of another collaborative", "coordinator elsewhere", "administrator")
KINDS = (
    *("anonymous", *MEMBERS, *DIRECTORS, "former member", *OTHERS, *HOSTS, "coordinator"),
    *("evaluator", *OUTSIDERS),
)
SIGN_IN = 302  # to the sign-in page, and back
Statuses = dict[str, int]


def everybody(status: int, *, anonymous: int = SIGN_IN) -> Statuses:
    return dict.fromkeys(KINDS, status) | {"anonymous": anonymous}


def only(hidden: int = 404, **shown: int) -> Statuses:
    """`hidden` for all who are not named; groups are named in the plural."""
    groups = {"members": MEMBERS, "directors": DIRECTORS, "hosts": HOSTS, "member_of_another_team": OTHERS}
    statuses = everybody(hidden)
    for who, status in shown.items():
        statuses |= dict.fromkeys(groups.get(who, (who.replace("_", " "),)), status)
    return statuses


def collaborative(status: int) -> Statuses:
    """Who holds a role in it today."""
    return only(
        members=status, directors=status, hosts=status, coordinator=status, evaluator=status,
        member_of_another_team=status,
    )  # fmt: skip


def team(status: int) -> Statuses:
    """Its people, lately left ones too, and who hosts."""
    return only(members=status, directors=status, former_member=status, hosts=status, coordinator=status)


def own(status: int) -> Statuses:
    """Its people alone: a classroom's own counts stay in the team."""
    return only(members=status, directors=status, former_member=status)


def written_by_members(status: int) -> Statuses:
    return team(403) | only(members=status, directors=status, former_member=403, hosts=403, coordinator=403)


def written_by_directors(status: int, coordinator: int = 403) -> Statuses:
    return team(403) | dict.fromkeys(DIRECTORS, status) | {"coordinator": coordinator}


def set_up(status: int) -> Statuses:
    return only(coordinator=status)


NO = everybody(405)
BACK = everybody(302)  # what only takes a POST leads back to its page, which decides


@dataclass(frozen=True)
class Row:
    get: Statuses
    post: Statuses  # an empty form
