"""Tests of change beneath a chart: where their bars lie, and who sees which."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from metrics import windows
from metrics.chart import NARROW, SMALL, WIDE, Plot, Point, Series, Size, Span, layout
from metrics.models import ChartSnapshot, Metric
from metrics.months import Month
from metrics.windows import Window, windows_of
from metrics.wording import day_text
from teams.models import Access
from tests.counts import add_metric, count, rebuild_all
from tests.metrics.drawn import Box, box
from tests.pdsa.tried import a_cycle, noon
from tests.questions import questions

SIZES = [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow"), pytest.param(SMALL, id="small")]
YEAR = [Point(str(Month(2025, 1).plus(at)), at) for at in range(12)]


def drawn(*spans: Span, size: Size = WIDE, points: Any = YEAR) -> Plot:
    return layout(Series(points, "count", spans=spans), size)


def ends(path: str) -> tuple[float, float]:
    """Where a bar begins and ends, from M…H…."""
    begins, rest = path.removeprefix("M").split(" ", 1)
    return float(begins), float(rest.split("H")[1].split("v")[0].split("l")[0])


def height(path: str) -> float:
    return float(path.split(" ", 1)[1].split("H", maxsplit=1)[0])


# --- Where bars lie ---------------------------------------------------------------------------------------


def test_a_bar_covers_its_days_from_the_first_morning_to_the_last_evening() -> None:
    plot = drawn(Span("2025-01-01", "2025-12-31", "1"))
    assert ends(plot.bars[0].path) == (float(plot.left), float(plot.right))
    half = drawn(Span("2025-04-01", "2025-04-15", "1"))
    month = (float(half.right) - float(half.left)) / 12
    begins, finishes = ends(half.bars[0].path)
    assert (begins - float(half.left)) / month == pytest.approx(3, abs=0.01)
    assert (finishes - begins) / month == pytest.approx(0.5, abs=0.01)


def test_one_day_is_wide_enough_to_be_seen() -> None:
    begins, finishes = ends(drawn(Span("2025-04-01", "2025-04-01", "1"), size=NARROW).bars[0].path)
    assert finishes - begins == pytest.approx(3, abs=0.11)


def test_bars_are_cut_where_the_months_end_and_left_out_beyond() -> None:
    plot = drawn(
        Span("2024-11-01", "2025-01-10", "1"),
        Span("2024-01-01", "2024-12-31", "2"),
        Span("2025-12-20", "2026-03-01", "3"),
        Span("2026-01-01", "2026-01-02", "4"),
    )
    assert [bar.label for bar in plot.bars] == ["1", "3"]
    assert ends(plot.bars[0].path)[0] == float(plot.left)
    assert ends(plot.bars[1].path)[1] == float(plot.right)


def test_what_goes_on_ends_in_a_point() -> None:
    over, running = drawn(
        Span("2025-02-01", "2025-02-20", "1"), Span("2025-06-01", "2025-06-20", "2", running=True)
    ).bars
    assert (over.running, running.running) == (False, True)
    assert ("l" in over.path, "l" in running.path) == (False, True)


def test_bars_that_overlap_lie_in_lanes_and_a_free_lane_is_used_again() -> None:
    plot = drawn(
        Span("2025-02-01", "2025-04-30", "1"),
        Span("2025-03-01", "2025-03-31", "2"),
        Span("2025-06-01", "2025-06-30", "3"),
    )
    first, second, third = (height(bar.path) for bar in plot.bars)
    assert first == third < second


def test_what_finds_no_lane_is_counted() -> None:
    plot = drawn(*(Span("2025-02-01", "2025-04-30", str(at)) for at in range(1, 6)))
    assert [bar.label for bar in plot.bars] == ["1", "2", "3"]
    assert plot.more is not None
    assert plot.more.count == 2
    assert drawn(*(Span("2025-02-01", "2025-04-30", str(at)) for at in range(3))).more is None


@pytest.mark.parametrize("size", SIZES)
def test_the_plot_itself_stays_as_it_is_and_the_drawing_grows_below_it(size: Size) -> None:
    plain, beneath = (
        layout(Series(YEAR, "count"), size),
        drawn(Span("2025-02-01", "2025-03-01", "1"), size=size),
    )
    assert (beneath.bottom, beneath.lines, beneath.session_y) == (plain.bottom, plain.lines, plain.session_y)
    assert (plain.size, plain.bars, plain.more) == (size, (), None)
    assert beneath.size.height > plain.size.height
    assert height(beneath.bars[0].path) >= plain.size.height


def test_a_small_chart_has_bars_and_no_words() -> None:
    plot = drawn(*(Span("2025-02-01", "2025-04-30", str(at)) for at in range(9)), size=SMALL)
    assert [bar.label for bar in plot.bars] == ["", "", ""]
    assert plot.more is None


def test_a_chart_without_months_has_no_bars() -> None:
    assert drawn(Span("2025-02-01", "2025-03-01", "1"), points=[]).bars == ()


def boxes(plot: Plot) -> list[Box]:
    found = [box(bar.label, bar.text_x, bar.text_y, plot.size, "start") for bar in plot.bars if bar.label]
    for bar in plot.bars:
        begins, finishes = ends(bar.path)
        top = height(bar.path)
        found.append(Box(f"bar {bar.label}", begins, top, finishes, top + plot.size.font * 0.5))
    if plot.more:
        found.append(box(f"+{plot.more.count} more", plot.more.x, plot.more.y, plot.size, "start"))
    return found


days = st.integers(0, 500).map(lambda number: date(2024, 11, 1) + timedelta(days=number))
spans = st.tuples(days, st.integers(0, 90), st.integers(1, 240), st.booleans()).map(
    lambda one: Span(
        one[0].isoformat(), (one[0] + timedelta(days=one[1])).isoformat(), str(one[2]), running=one[3]
    )
)


@given(st.lists(spans, max_size=30), st.sampled_from([WIDE, NARROW, SMALL]), st.integers(1, 24))
def test_bars_and_their_numbers_never_touch_and_stay_inside(found: Any, size: Size, months: int) -> None:
    points = [Point(str(Month(2025, 1).plus(at)), at) for at in range(months)]
    plot = drawn(*found, size=size, points=points)
    placed = boxes(plot)
    assert [(one.what, other.what) for one, other in combinations(placed, 2) if one.touches(other)] == []
    outside = [one.what for one in placed if one.left < 0 or one.right > size.width + 1]
    assert outside + [one.what for one in placed if one.bottom > plot.size.height + 0.1] == []
    on_axis = [one for one in found if _is_on_axis(one, months)]
    if size.words:
        assert len(plot.bars) + (plot.more.count if plot.more else 0) == len(on_axis)
    assert bool(plot.bars) == bool(on_axis)


def _is_on_axis(span: Span, months: int) -> bool:
    last = Month(2025, 1).plus(max(months, 12) - 1).last.isoformat()
    return span.last >= "2025-01-01" and span.first <= last


# --- The registry -----------------------------------------------------------------------------------------


def test_sources_are_asked_once_for_all_charts_and_the_earliest_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Any] = []

    def source(_access: Access, charts: Any, since: Any) -> Any:
        asked.append((charts, since))
        for day in (9, 2):
            at = date(2026, 3, day)
            yield (1, 7), Window(str(day), "A test", at, at, "/", at)

    monkeypatch.setattr(windows, "_sources", [])
    windows.register(source)
    windows.register(source)
    access = Access(None, timezone.now())
    found = windows_of(access, [(1, 7), (1, 8)], date(2026, 1, 1))
    assert [one.label for one in found[1, 7]] == ["2", "9"]
    assert (asked, windows_of(access, [])) == ([([(1, 7), (1, 8)], date(2026, 1, 1))], {})


# --- On the pages -----------------------------------------------------------------------------------------


@pytest.fixture
def talks(cast: Any) -> Metric:
    """Counted in the last three months of Maple."""
    metric = add_metric(cast.riverside, slug="talks")
    for back in (1, 2, 3):
        count(cast.maple, metric, Month.of(cast.today).plus(-back).first, num=back, den=9)
    rebuild_all([metric], timezone.now())
    return metric


def page(client: Any, cast: Any, who: Any, name: str = "chart", *args: str) -> str:
    client.force_login(who)
    return client.get(reverse(name, args=["riverside", "maple", *(args or ("talks",))])).content.decode()


def test_a_cycle_stands_beneath_the_chart_it_watches_with_a_way_to_it(
    client: Any, cast: Any, talks: Any
) -> None:
    first = Month.of(cast.today).plus(-2).first + timedelta(days=2)
    kept = ChartSnapshot.objects.values_list("key", "data", "built_at")
    before = list(kept)
    cycle = a_cycle(
        cast.maple, cast.participant(cast.mia), "Greeting at the door", "study",
        metric=talks, starts=first, ends=first + timedelta(days=7), at=noon(first),
    )  # fmt: skip
    found = page(client, cast, cast.mia)
    assert found.count("plot__bar-name") == 2  # wide and narrow
    assert f'1 · <a href="{cycle.get_absolute_url()}">Greeting at the door</a>' in found
    assert f"{day_text(first)} to {day_text(first + timedelta(days=7))}" in " ".join(found.split())
    assert '<th scope="col">Tests</th>' in found
    assert "Tests in the time shown:" in found
    assert list(kept) == before


def test_one_that_is_not_over_says_since_when(client: Any, cast: Any, talks: Any) -> None:
    a_cycle(cast.maple, cast.participant(cast.mia), "Two chairs", metric=talks, starts=cast.today)
    found = page(client, cast, cast.mia)
    assert f"since {day_text(cast.today)}" in " ".join(found.split())
    assert "plot__bar--running" in found


def test_only_what_has_begun_watches_this_metric_and_may_be_read_stands_there(
    client: Any, cast: Any, talks: Any
) -> None:
    mia, other = cast.participant(cast.mia), add_metric(cast.riverside, "count", "other")
    a_cycle(cast.maple, mia, "Only planned", "plan", metric=talks)
    a_cycle(cast.maple, mia, "Watches another", metric=other)
    a_cycle(cast.oak, cast.participant(cast.oda), "Of another team", metric=talks)
    a_cycle(cast.maple, mia, "Kept in the team", metric=talks, held_back=True)
    a_cycle(cast.maple, mia, "For all to read", metric=talks)
    titles = ("Only planned", "Watches another", "Of another team", "Kept in the team", "For all to read")
    own, faculty = page(client, cast, cast.pat), page(client, cast, cast.fay)
    assert [title for title in titles if title in own] == ["Kept in the team", "For all to read"]
    assert [title for title in titles if title in faculty] == ["For all to read"]


def test_a_chart_without_tests_says_nothing_of_them(client: Any, cast: Any, talks: Any) -> None:
    found = page(client, cast, cast.mia)
    assert ("Tests in the time shown" in found, "plot__bar" in found, ">Tests</th>" in found) == (False,) * 3


def test_no_page_calls_a_test_the_cause(client: Any, cast: Any, talks: Any) -> None:
    a_cycle(cast.maple, cast.participant(cast.mia), "Greeting", metric=talks)
    found = page(client, cast, cast.mia).lower()
    assert [word for word in ("because of", "caused", "thanks to", "effect of") if word in found] == []


def test_a_chart_that_shows_the_last_months_asks_for_what_reaches_them(cast: Any, talks: Any) -> None:
    now, mia = timezone.now(), cast.participant(cast.mia)
    since, key = cast.today - timedelta(days=90), (cast.maple.pk, talks.pk)
    long_ago, over = now - timedelta(days=200), {"stage": "study", "metric": talks}
    a_cycle(cast.maple, mia, "Over", at=long_ago, **over)
    a_cycle(cast.maple, mia, "Still runs", at=long_ago, metric=talks)
    a_cycle(cast.maple, mia, "Studied later", **over | {"at": long_ago, "studied_at": now})
    a_cycle(cast.maple, mia, "To that day", **over | {"at": long_ago, "ends": since})
    a_cycle(cast.maple, mia, "New", at=now, **over)
    access = Access.of(cast.mia, now)
    labels = [{one.text for one in windows_of(access, [key], day)[key]} for day in (None, since)]
    assert labels == [
        {"Over", "Still runs", "Studied later", "To that day", "New"},
        {"Still runs", "Studied later", "To that day", "New"},
    ]


def test_small_charts_show_them_too_and_ask_no_more_for_many(client: Any, cast: Any, talks: Any) -> None:
    client.force_login(cast.mia)
    home = reverse("team", args=["riverside", "maple"])
    assert "Bars beneath a chart" not in client.get(home).content.decode()
    a_cycle(cast.maple, cast.participant(cast.mia), "Greeting", metric=talks)
    few = questions(client, home)
    for number in range(6):
        metric = add_metric(cast.riverside, "count", f"more-{number}")
        a_cycle(cast.maple, cast.participant(cast.mia), "Greeting", metric=metric)
    assert questions(client, home) == few
    page = client.get(home).content.decode()
    assert page.count("plot__bar ") == 1  # a chart without a count has no drawing
    assert "Bars beneath a chart are days of a test." in page
