"""Every form of the product: where it stands, who may send it, who may not; and what can be typed into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import strategies as st

TEAM = ("anonymous", "of another collaborative", "member of another team", "long gone", "evaluator")
READERS = ("former member", "faculty", "coach", "coordinator")
SETUP = (
    *("anonymous", "teacher", "director", "faculty", "evaluator", "of another collaborative"),
    *("coordinator elsewhere", "administrator"),
)


@dataclass(frozen=True)
class Target:
    """Who sends the form, who tries to, and the page on which it stands where that is another one."""

    may: str
    may_not: tuple[str, ...] = ("anonymous",)
    page: str = ""
    names: dict[str, str] = field(default_factory=dict)  # a name in the address → another one of the scene
    extra: tuple[str, ...] = ()  # fields that a script or an old page sends besides
    one_of: str = ""  # the page has several such forms: this field names the one that is sent, by its prefix


MEMBERS = (*TEAM, *READERS)
INVITEE = {"person": "invitee"}
TARGETS = {
    "account": Target("teacher"),
    "account_devices": Target("teacher", page="account"),
    "language": Target("anonymous", (), page="account_login", extra=("language", "next")),
    "invitation": Target("anonymous", ()),
    "invitation_account": Target("anonymous", ()),
    "count_events": Target("teacher", MEMBERS, "count_day", extra=("kind", "component", "amount", "sure")),
    "closure": Target("staff", MEMBERS, "count_day", extra=("open", "sure")),
    "count_notes": Target("parent", MEMBERS, "count_day", extra=("note-sure",)),
    "month_value": Target("parent", MEMBERS, "month", extra=("sure",)),
    "hand_in": Target("director", (*MEMBERS, "teacher", "parent"), "month"),
    "team_invitations": Target("director", (*MEMBERS, "teacher", "parent"), "team_people"),
    "team_classrooms": Target("director", (*TEAM, "former member", "faculty")),
    "team_classroom": Target("director", (*TEAM, "former member", "faculty")),
    "team_aim": Target("parent", MEMBERS),
    **{
        name: Target("coordinator", SETUP)
        for name in (
            *("setup_collaborative", "setup_session_new", "setup_session", "setup_team_new", "setup_team"),
            *("setup_classroom_new", "setup_classroom", "setup_coach_new", "setup_coach"),
            *("setup_person_new", "setup_roster", "setup_person", "setup_role_new", "setup_role"),
            *("setup_metric_new", "setup_catalogue", "setup_metric", "setup_definition_new"),
            *("setup_definition", "setup_sample_plans", "setup_sample_plan", "import", "import_draft"),
        )
    },
    "setup_session_removal": Target("coordinator", SETUP, "setup_sessions"),
    "setup_all_invitations": Target("coordinator", SETUP, "setup_people"),
    "setup_invitations": Target("coordinator", SETUP, "setup_person", INVITEE, ("email",)),
    "setup_withdrawal": Target("coordinator", SETUP, "setup_person", INVITEE),
    "import_draft_removal": Target("coordinator", SETUP, "import_draft"),
    "import_undo": Target("coordinator", SETUP, "import_run"),
    **{
        name: Target("anonymous", ())
        for name in (
            *("account_login", "account_request_login_code", "account_confirm_login_code"),
            *("account_reset_password", "account_reset_password_from_key", "account_confirm_email"),
            *("account_signup", "mfa_authenticate"),
        )
    },
    **{
        name: Target("teacher")
        for name in (
            *("account_logout", "account_reauthenticate", "account_email", "account_change_password"),
            *("account_set_password", "mfa_activate_totp", "mfa_add_webauthn"),
            *("mfa_generate_recovery_codes", "mfa_reauthenticate"),
            *("mfa_remove_webauthn", "mfa_edit_webauthn"),
        )
    },
    "mfa_deactivate_totp": Target("coordinator"),
    "mfa_login_webauthn": Target("anonymous", (), "account_login", extra=("credential",)),
    "mfa_reauthenticate_webauthn": Target("teacher", extra=("credential",)),
    **{
        f"admin:{name}": Target("administrator", ("anonymous", "teacher", "coordinator"))
        for name in (
            *("teams_person_add", "teams_person_change", "teams_person_changelist"),
            *("teams_collaborative_add", "teams_collaborative_changelist"),
        )
    },
}
# Routes that answer a POST without being forms of ours.
NOT_FORMS = {
    "mfa_download_recovery_codes": "allauth's: a file, which reads nothing of what is sent",
    "admin:index": "Django's: a page that reads nothing of what is sent",
    "admin:app_list": "Django's: a page that reads nothing of what is sent",
    "admin:login": "leads to our own sign-in",
    "admin:logout": "the same as account_logout",
    "admin:password_change": "leads to nothing but Django's form; people change theirs in the account pages",
    "admin:password_change_done": "Django's: a page that reads nothing of what is sent",
    "admin:autocomplete": "Django's: only GET is read",
    "admin:jsi18n": "Django's: words for scripts",
    "admin:view_on_site": "Django's: a redirect",
    "admin:teams_person_history": "Django's: a page that reads nothing of what is sent",
    "admin:teams_person_delete": "closed for everybody",
    "admin:teams_collaborative_history": "Django's: a page that reads nothing of what is sent",
    "admin:teams_collaborative_change": "closed for everybody",
    "admin:teams_collaborative_delete": "closed for everybody",
}


def routes() -> Iterator[tuple[str, str]]:
    """Name and pattern of every address that has a name."""
    yield from _walk(get_resolver(), "", "")


def _walk(resolver: URLResolver, before: str, space: str) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            if one.name:
                yield f"{space}{one.name}", before + str(one.pattern)
        else:
            inside = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one, before + str(one.pattern), inside)


# --- What a page's form holds ------------------------------------------------------------------------------
@dataclass
class Field:
    kind: str  # of the input, or select, textarea, button
    values: list[str] = field(default_factory=list)  # as the page fills it in, or what can be chosen

    @property
    def is_typed(self) -> bool:
        return self.kind in {"text", "textarea", "date", "month", "number", "email", "search", "url", "tel"}


Fields = dict[str, Field]


class Page(HTMLParser):
    """The forms of a page by the address they are sent to, and every text that stands in a field."""

    def __init__(self, html: str, path: str) -> None:
        super().__init__()
        self.path = path
        self.forms: dict[str, Fields] = defaultdict(dict)
        self.shown: list[str] = []
        self._form: Fields | None = None
        self._chosen = ""
        self._textarea: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            is_post = said.get("method", "").lower() == "post"
            self._form = self.forms[urljoin(self.path, said.get("action", ""))] if is_post else {}
        elif tag == "textarea":
            self._textarea, self._text = "" if "disabled" in said else said.get("name", ""), ""
        elif tag == "select":
            self._chosen = "" if "disabled" in said else said.get("name", "")
            self._add(self._chosen, "select", None)
        elif tag == "option":
            self._add(self._chosen, "select", said.get("value", ""))
        elif tag in {"input", "button"} and "disabled" not in said:
            self.shown.append(said.get("value", ""))
            kind = said.get("type", "text") if tag == "input" else "button"
            kind = "number" if kind == "text" and "inputmode" in said else kind
            self._add(said.get("name", ""), kind, said.get("value", "on" if kind == "checkbox" else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._textarea is not None:
            text = self._text.removeprefix("\r\n").removeprefix("\n")
            self.shown.append(text)
            self._add(self._textarea, "textarea", text)
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self._text += data

    def _add(self, name: str, kind: str, value: str | None) -> None:
        if self._form is None or not name or name == "csrfmiddlewaretoken":
            return
        found = self._form.setdefault(name, Field(kind))
        if value is not None:
            found.values.append(value)


# --- What people, scripts and attackers type ---------------------------------------------------------------
NOBODY = "00000000-0000-0000-0000-000000000000"
SAID = "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiWTIiLCJvcmlnaW4iOiJodHRwOi8vbG9jYWxob3N0In0"
PASSKEY = (  # what a browser says when a passkey opens
    '{{"id": "cGhvbmU", "rawId": "cGhvbmU", "type": "public-key", "response": {{"clientDataJSON": "{}", '
    '"authenticatorData": "{}", "signature": "AA", "userHandle": "{}"}}}}'
)
NASTY = [
    *("", " ", "\0", "a\0b", "\t", "\r\n", "\n\nx", "a\r\nBcc: x@example.org", "\x1b[31m", "\x7f"),
    *("0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "31/12/2026", "12/31/26", "2026-3-1"),
    *("10000-01-01", "2026-13", "0000-01", "2999-12", "1900-01", "2026-00", "٢٠٢٦-٠٣"),
    *("0", "-0", "-1", "1,5", "1.5", "1.234,5", "1,234.5", "1e9", "1E-400", "NaN", "-Infinity", "0x10"),
    *("1_000", "٣", "²", "½", "−3", "+5", "--1", "1.5.5", "." + "0" * 50 + "1"),
    *("9" * 14, "9" * 20, "9" * 400, "9" * 5000),
    *("2147483648", "9223372036854775808", "-9223372036854775809"),
    *(NOBODY, "not-a-uuid", "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}"),
    *("=1+1", "@SUM(A1)", "-2+3", "+cmd|' /C calc'!A0", "\t=1", "'=1"),
    *("<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "</textarea><b>", "&amp;lt;", "&#0;"),
    *("{{ 7*7 }}", "{% debug %}", "%s %(x)s %", "' OR 1=1 --", "../../etc/passwd"),
    *("//evil.example/", "javascript:1", "account_login"),
    *("\u202eעברית", "ไทย", "e" + "\u0301" * 30, "\u200b", "\ufeff", "😀" * 40),
    *("İ", "ß", "ﬁ", "\ud7ff", "\U0010ffff"),
    *("x" * 121, "x" * 5000, "é" * 70_000, "a b " * 300),
    *("a@b", "é@example.org", f"{'x' * 300}@example.org", "a@example.org,b@example.org", "MIA@EXAMPLE.ORG"),
    *("America/Nowhere", "UTC", "../UTC", "coordinator", "teacher"),
    *("void", "set", "add", "state", "num", "closed", f"kind=void&component=num&uuid={NOBODY}&target=x"),
    *(f"0001-01-01T00:00:00+05:00_{NOBODY}", f"9999-12-31T23:59:59-05:00_{NOBODY}"),
    *(PASSKEY.format(SAID, "A" * 50, whose) for whose in ("AAAA", "MQ", "____", "")),
    *(PASSKEY.format("AAAA", "A" * 50, "MQ"), PASSKEY.format(SAID, "AA", "MQ"), "[" * 100_000),
    *('{"id": "x"}', '{"id": 1, "rawId": [], "response": {}, "type": "public-key"}', '{"a": {"a": [1e999]}}'),
    *("true", "on", "null", "[]", "{}", "all", "enter"),
    *("Maple\tteacher\tx@example.org", "name,role\nx,teacher"),
]
JUNK = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=40),
    st.text(alphabet=st.characters(categories=["L", "M", "N", "P", "S", "Z", "Cc", "Cf"]), max_size=300),
    st.integers().map(str),
    st.decimals(allow_nan=True).map(str),
    st.decimals(allow_nan=False, allow_infinity=False, places=2).map(lambda one: str(one).replace(".", ",")),
    st.dates().map(str),
    st.datetimes().map(str),
    st.uuids().map(str),
)
PLAIN = st.sampled_from(["Blue room", "Niño feliz", "2026-03", "12", "Iris"])
LISTS = st.sampled_from(
    [
        "name,email,role,team\nIris,new@example.org,teacher,Maple",
        "Iris\tteacher\tMaple\nPat\tparent\tMaple",
        "team,month,num,den\nmaple,2026-01,3,9\noak,2026-01,2,8",
        "team;date;count\nMaple;2026-03-02;4",
        "Nap time is calm in every room by June.",
    ]
)
GOOD = {
    "date": st.one_of(st.dates().map(str), st.sampled_from(["2026-03-02", "2025-12-31", "2026-10-01"])),
    "month": st.sampled_from(["2026-03", "2025-11", "2027-01"]),
    "number": st.integers(-2, 50).map(str),
    "textarea": LISTS,
    "email": st.sampled_from(["new@example.org", "pat@example.org", "mia@example.org"]),
}
FILES = st.one_of(
    st.binary(max_size=300), st.sampled_from(NASTY).map(lambda text: text.encode()), st.just(b"")
)


Payload = dict[str, list[str]]


def payloads(fields: Fields, extra: tuple[str, ...], strangers: list[str]) -> st.SearchStrategy[Payload]:
    """What a person would send, a few fields of it spoilt, or all of them; and what nobody asked for."""
    bad = st.one_of(JUNK, JUNK, st.sampled_from(strangers))
    meant = {name: _meant(one) for name, one in fields.items() if one.kind != "file"}
    agreed = {name: st.sampled_from([[], ["1"]]) for name in extra if "sure" in name}
    good = st.fixed_dictionaries(meant | agreed)
    names = [*(name for name, one in fields.items() if one.kind != "file"), *extra]
    spoilt = {name: _spoilt(fields.get(name), bad) for name in names}
    few = st.lists(st.sampled_from(names), max_size=2, unique=True) if names else st.just([])
    some = few.flatmap(lambda chosen: st.fixed_dictionaries({name: spoilt[name] for name in chosen}))
    rubbish = st.dictionaries(st.text(max_size=12), st.lists(JUNK, max_size=2), max_size=1)
    changes = st.one_of(some, some, some, st.fixed_dictionaries(spoilt))
    return st.builds(lambda said, changed, more: more | said | changed, good, changes, rubbish)


def _meant(one: Field) -> st.SearchStrategy[list[str]]:
    """As the page has it, or another value that belongs there."""
    kept = st.just(one.values[:1])
    chosen = st.sampled_from(one.values).map(lambda value: [value]) if one.values else kept
    if one.kind in {"checkbox", "button", "submit"}:
        return st.one_of(st.just([]), chosen)
    if one.is_typed:
        return st.one_of(kept, GOOD.get(one.kind, PLAIN).map(lambda value: [value]))
    return chosen if one.kind in {"select", "radio"} else kept


def _spoilt(one: Field | None, bad: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Rubbish, somebody else's id, several times, or nothing."""
    known = st.sampled_from(one.values) if one and one.values else bad
    return st.one_of(bad.map(lambda value: [value]), st.lists(st.one_of(bad, known), max_size=3))
