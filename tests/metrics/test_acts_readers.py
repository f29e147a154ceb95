"""Who reads what of the things done to a chart: reasons and names are for the team, for members and hosts."""

from __future__ import annotations

import pytest
from django.utils import timezone

from metrics.models import ChartAct, Metric
from metrics.wording import day_text, month_text
from tests.conftest import Cast
from tests.counts import rebuild_all
from tests.metrics.test_acts_pages import (
    MONTHS,
    NEW,
    TEAM,
    WHOLE,
    back,
    metric,
    page_of,
    sent,
    signed_in,
)

__all__ = ["metric"]


@pytest.mark.usefixtures("metric")
def test_hosts_act_on_the_chart_of_all_teams_and_members_read_it(cast: Cast) -> None:
    fay = signed_in(cast.fay)
    answer = fay.post(WHOLE + NEW, sent(back(cast, 3), "phase", text="Session two"))
    assert (answer.status_code, answer["Location"]) == (302, WHOLE)
    row = ChartAct.objects.get()
    assert (row.team, row.period, row.writing.author_role) == (None, back(cast, 3), "faculty")
    oda = signed_in(cast.oda)
    page = page_of(oda.get(WHOLE))
    assert ("Session two" in page, NEW in page) == (True, False)
    assert oda.post(WHOLE + NEW, sent(back(cast, 3))).status_code == 403
    evaluator = page_of(signed_in(cast.eva).get(WHOLE))
    assert ("Session two" in evaluator, "Fay" in evaluator) == (False, False)
    assert f"New phase from here on · {month_text(back(cast, 3))}" in evaluator
    assert "Whoever did this gave a reason. It is for those who take part and those who host." in evaluator
    assert "Session two" not in page_of(signed_in(cast.mia).get(TEAM))  # the team's own chart


@pytest.mark.usefixtures("metric")
def test_the_evaluator_reads_nothing_where_only_notes_were_written(cast: Cast) -> None:
    signed_in(cast.fay).post(WHOLE + NEW, sent(back(cast, 3), text="Session two"))
    page = page_of(signed_in(cast.eva).get(WHOLE))
    assert ("Session two" in page, "What was done to this chart" in page) == (False, False)


def test_other_teams_read_that_a_reason_stays_in_the_team_where_it_set_a_line(
    cast: Cast, metric: Metric
) -> None:
    said = "Where a team set its own line or left a point out, it gave a reason."
    readers = (cast.oda, cast.eva, cast.mia, cast.fay)
    assert [said in page_of(signed_in(one).get(WHOLE)) for one in readers] == [False] * 4
    signed_in(cast.mia).post(TEAM + NEW, sent(back(cast, 3), "left_out"))
    rebuild_all([metric], timezone.now())
    # Not to its own team, whose page says why; nor to a host, who reads it there.
    assert [said in page_of(signed_in(one).get(WHOLE)) for one in readers] == [True, True, False, False]


@pytest.mark.usefixtures("metric")
def test_another_team_reads_nothing_of_it(cast: Cast) -> None:
    signed_in(cast.mia).post(TEAM + NEW, sent(back(cast, 2)))
    oda = signed_in(cast.oda)
    assert oda.get(TEAM).status_code == 404
    assert "The heating was off" not in page_of(oda.get(WHOLE))


@pytest.mark.usefixtures("metric")
def test_a_printed_sheet_says_whose_chart_it_is_which_months_and_when_it_was_printed(cast: Cast) -> None:
    months = f"<li>{month_text(back(cast, MONTHS))} to {month_text(back(cast, 1))}</li>"
    printed = f"<li>Printed {day_text(cast.today)}</li>"
    for page, whose in ((TEAM, "Maple"), (WHOLE, "All teams together")):
        said = page_of(signed_in(cast.mia).get(page))
        head = said[said.index('<ul class="sheet-head">') : said.index("</ul>", said.index('"sheet-head"'))]
        assert head.endswith(f"</strong> </li> <li>Riverside</li> {months} {printed} ")
        assert whose in head
