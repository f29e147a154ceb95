"""What is counted: metrics, dated wordings, the built-in set, and the days of each month."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from metrics.catalogue import CHILD_CARE
from metrics.models import ChartMark, CountEvent, Metric, MetricDefinition, Place, SamplePlan
from metrics.models.adopting import adopt, plan_weeks
from metrics.models.metric import Exposure, Grain, Unit
from metrics.months import Month
from teams.models import Collaborative
from tests.questions import questions


@pytest.fixture
def cora(client, cast):
    client.force_login(cast.cora)
    return client


@pytest.fixture
def greeted(cast):
    metric = Metric.objects.create(
        collaborative=cast.riverside, slug="greeted", names={"en": "Greeted", "es": "Saludo"}, position=1
    )
    MetricDefinition.objects.create(
        metric=metric,
        from_month="2026-01",
        unit=Unit.PROPORTION,
        numerator={"en": "Children greeted", "es": "Niños saludados"},
        denominator={"en": "Children present"},
        goal=Decimal("0.8"),
    )
    return metric


def at(name, *args):
    return reverse(name, args=["riverside", *args])


def count_on(day, definition, team):
    place, _made = Place.objects.get_or_create(team=team, classroom=None)
    CountEvent.objects.create(
        uuid=uuid.uuid4(), place=place, definition=definition, grain="day", day=day, component="num",
        kind="set", amount=1, counted_at=timezone.now(), received_at=timezone.now(), payload_hash="-",
    )  # fmt: skip


def metric_typed(**more):
    return {
        "names_en": "Calm corner used",
        "names_es": "Uso del rincón de calma",
        "kind": "process",
        "direction": "up",
        "sharing": "teams",
        "position": "3",
        "retired": "",
        "seen": "1",
    } | more


def wording_typed(**more):
    return {
        "from_month": "2026-03",
        "unit": "proportion",
        "exposure": "typed",
        "grain": "day",
        "goal": "80",
        "numerator_en": "Children greeted",
        "numerator_es": "",
        "denominator_en": "Children present",
        "denominator_es": "",
        "seen": "1",
    } | more


def test_a_new_metric_goes_on_to_its_wording(cora, cast):
    response = cora.post(at("setup_metric_new"), metric_typed())
    assert response.url == at("setup_definition_new", "calm-corner-used")
    metric = Metric.objects.get(slug="calm-corner-used")
    assert metric.names == {"en": "Calm corner used", "es": "Uso del rincón de calma"}
    assert (metric.kind, metric.direction, metric.position) == ("process", "up", 3)
    assert cora.post(response.url, wording_typed()).status_code == 302
    wording = metric.definitions.get()
    assert (wording.unit, wording.goal, wording.denominator) == (
        "proportion",
        Decimal("0.8"),
        {"en": "Children present"},
    )


@pytest.mark.parametrize(("name", "slug"), [("Catalogue", "catalogue-2"), ("New", "new-2"), ("!!", "metric")])
def test_the_address_of_a_metric_is_free(cora, cast, name, slug):
    cora.post(at("setup_metric_new"), metric_typed(names_en=name))
    assert [metric.slug for metric in Metric.objects.all()] == [slug]


def test_a_metric_changes_and_its_charts_go_stale(cora, cast, greeted):
    ChartMark.objects.all().delete()
    more = metric_typed(names_en="Greeted by name", slug="other")
    assert cora.post(at("setup_metric", "greeted"), more).status_code == 302
    greeted.refresh_from_db()
    assert (greeted.slug, greeted.name, greeted.version) == ("greeted", "Greeted by name", 2)


def test_the_charts_of_a_changed_metric_are_marked(cora, cast, greeted, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        cora.post(at("setup_metric", "greeted"), metric_typed())
    assert ChartMark.objects.exists()
    assert waiting


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"from_month": "2026-13"}, "from_month"),
        ({"from_month": "1000-01"}, "from_month"),
        ({"from_month": "2026-01"}, "from_month"),
        ({"from_month": "2999-01"}, "from_month"),
        ({"numerator_en": ""}, "numerator_en"),
        ({"denominator_en": ""}, "denominator_en"),
        ({"goal": "101"}, "goal"),
        ({"goal": "1e400"}, "goal"),
        ({"goal": "NaN"}, "goal"),
        ({"unit": "mood"}, "unit"),
        ({"unit": "rate", "exposure": "classroom-days", "grain": "month"}, "grain"),
        ({"unit": "rate", "denominator_en": ""}, "denominator_en"),
    ],
)
def test_a_wording_that_cannot_be_is_asked_for_again(cora, cast, greeted, more, field):
    response = cora.post(at("setup_definition_new", "greeted"), wording_typed(**more))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert greeted.definitions.count() == 1


@pytest.mark.parametrize(
    "more",
    [
        {"unit": "rate", "exposure": "classroom-days", "denominator_en": ""},
        {"unit": "count", "denominator_en": "", "grain": "month"},
        {"unit": "score", "denominator_en": "", "grain": "month", "goal": "4.5"},
    ],
)
def test_what_needs_no_denominator_asks_for_none(cora, cast, greeted, more):
    assert cora.post(at("setup_definition_new", "greeted"), wording_typed(**more)).status_code == 302
    new = greeted.definitions.get(from_month="2026-03")
    assert new.exposure == (Exposure.CLASSROOM_DAYS if more["unit"] == "rate" else Exposure.TYPED)
    assert new.goal == Decimal(more.get("goal", "80"))


def test_a_new_wording_starts_as_a_copy_of_the_last(cora, cast, greeted):
    page = cora.get(at("setup_definition_new", "greeted")).context["form"]
    assert (page["numerator_es"].value(), page["goal"].value()) == ("Niños saludados", "80")


def test_a_counted_wording_stays_but_for_goal_and_missing_languages(cora, cast, greeted):
    wording = greeted.definitions.get()
    count_on(date(2026, 2, 3), wording, cast.maple)
    address = at("setup_definition", "greeted", wording.uuid)
    more = wording_typed(
        from_month="2026-02", unit="count", numerator_en="Other", denominator_es="Niños presentes", goal="90"
    )
    assert cora.post(address, more).status_code == 302
    wording.refresh_from_db()
    assert (wording.from_month, wording.unit, wording.goal) == ("2026-01", "proportion", Decimal("0.9"))
    assert wording.numerator == {"en": "Children greeted", "es": "Niños saludados"}
    assert wording.denominator == {"en": "Children present", "es": "Niños presentes"}


def test_a_new_wording_takes_no_month_from_the_one_it_was_counted_under(cora, cast, greeted):
    count_on(date(2026, 3, 20), greeted.definitions.get(), cast.maple)
    response = cora.post(at("setup_definition_new", "greeted"), wording_typed(from_month="2026-03"))
    assert response.context["form"].errors == {
        "from_month": ["There are counts up to 2026-03. Start the wording in a later month."]
    }
    later = wording_typed(from_month="2026-04")
    assert cora.post(at("setup_definition_new", "greeted"), later).status_code == 302


def test_two_who_change_a_goal_see_both_in_percent(cora, cast, greeted):
    wording = greeted.definitions.get()
    address = at("setup_definition", "greeted", wording.uuid)
    typed = {"from_month": "2026-01", "numerator_es": "Niños saludados"}
    cora.post(address, wording_typed(goal="70", **typed))
    response = cora.post(address, wording_typed(goal="60", **typed))
    assert [(one.theirs, one.yours) for one in response.context["form"].differences] == [("70", "60")]


def test_the_child_care_set_has_what_it_should():
    assert len(CHILD_CARE) == 8
    disruptions, talks = CHILD_CARE[:2]
    assert (disruptions.unit, disruptions.exposure, disruptions.direction, disruptions.grain) == (
        "rate",
        "classroom-days",
        "down",
        "day",
    )
    assert (talks.unit, talks.direction, talks.grain) == ("proportion", "up", "day")
    assert {one.unit for one in CHILD_CARE} == set(Unit.values)
    assert {one.kind for one in CHILD_CARE} == set(Metric.Kind.values)
    assert {one.grain for one in CHILD_CARE} == set(Grain.values)
    assert all(set(texts) == {"en", "es"} for one in CHILD_CARE for texts in (one.names, one.numerator))
    assert all(len(one.names["en"]) <= 80 and len(one.numerator["es"]) <= 300 for one in CHILD_CARE)


def test_metrics_are_taken_over_once_and_in_the_collaboratives_languages(cora, cast):
    cast.riverside.languages = ["es"]
    cast.riverside.save()
    typed = {"metrics": ["disruptions", "sent-home"], "from_month": "2026-01"}
    for _time in range(2):
        assert cora.post(at("setup_catalogue"), typed).status_code == 302
    found = Metric.objects.filter(collaborative=cast.riverside)
    assert list(found.values_list("slug", "position")) == [("disruptions", 1), ("sent-home", 2)]
    assert found[0].names == {"es": "Conductas que interrumpen"}
    wording = found[1].definitions.get()
    assert (wording.unit, wording.grain, wording.from_month) == ("count", "month", "2026-01")


@pytest.mark.parametrize(
    "typed",
    [{"from_month": "2026-01"}, {"metrics": ["nothing"], "from_month": "2026-01"},
     {"metrics": ["sent-home"], "from_month": "soon"}],
)  # fmt: skip
def test_a_choice_that_cannot_be_is_asked_for_again(cora, cast, typed):
    response = cora.post(at("setup_catalogue"), typed)
    assert response.status_code == 422
    assert [one["is_chosen"] for one in response.context["offers"] if one["key"] == "sent-home"] == [
        "sent-home" in typed.get("metrics", [])
    ]
    assert Metric.objects.count() == 0


def test_every_built_in_metric_is_valid_as_a_row(cast):
    for metric in adopt(cast.riverside, CHILD_CARE, Month(2026, 1), None):
        metric.full_clean()
        metric.definitions.get().full_clean()


def test_the_third_week_of_every_month_to_the_end(cora, cast):
    SamplePlan.objects.create(
        collaborative=cast.riverside,
        month=f"{cast.today:%Y-%m}",
        first_day=cast.today,
        last_day=cast.today,
    )
    typed = {"from_month": f"{cast.today:%Y-%m}", "which": "3"}
    assert cora.post(at("setup_sample_plans"), typed).status_code == 302
    months = [str(one) for one in Month.of(cast.today).until(Month.of(cast.riverside.ends))]
    plans = list(cast.riverside.sample_plans.all())
    assert [plan.month for plan in plans] == months
    assert plans[0].first_day == cast.today  # a month that has a plan keeps it
    assert all(15 <= plan.first_day.day <= 21 for plan in plans[1:])
    assert plan_weeks(cast.riverside, Month.of(cast.today), 3, None) == []


@pytest.fixture
def in_march(cast):
    """The collaborative has begun by March 2026, however long ago that is today."""
    Collaborative.objects.update(starts=date(2025, 1, 1))


@pytest.mark.usefixtures("in_march")
def test_one_months_days_lie_in_that_month(cora, cast):
    address = at("setup_sample_plan", "2026-03")
    wrong = {"first_day": "2026-03-30", "last_day": "2026-04-03", "seen": "0"}
    response = cora.post(address, wrong)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["last_day"])
    assert cora.post(address, wrong | {"last_day": "2026-03-31"}).status_code == 302
    plan = cast.riverside.sample_plans.get()
    assert (plan.month, plan.first_day, plan.last_day) == ("2026-03", date(2026, 3, 30), date(2026, 3, 31))


@pytest.mark.usefixtures("in_march")
def test_two_who_plan_the_same_month_first_see_both(cora, cast):
    address = at("setup_sample_plan", "2026-03")
    cora.post(address, {"first_day": "2026-03-02", "last_day": "2026-03-06", "seen": "0"})
    response = cora.post(address, {"first_day": "2026-03-09", "last_day": "2026-03-13", "seen": "0"})
    assert response.status_code == 422
    assert [(one.theirs, one.yours) for one in response.context["form"].differences] == [
        ("2026-03-02", "2026-03-09"),
        ("2026-03-06", "2026-03-13"),
    ]


@pytest.mark.parametrize("month", ["2001-01", "2999-12"])
def test_a_month_outside_the_collaborative_is_no_page(cora, cast, month):
    assert cora.get(at("setup_sample_plan", month)).status_code == 404


@pytest.mark.parametrize("name", ["setup_metrics", "setup_metric", "setup_catalogue", "setup_sample_plans"])
def test_pages_cost_the_same_for_few_and_many(cora, cast, greeted, name):
    address = at(name, "greeted") if name == "setup_metric" else at(name)
    few = questions(cora, address)
    adopt(cast.riverside, CHILD_CARE, Month(2026, 1), None)
    for number in range(2, 10):
        MetricDefinition.objects.create(metric=greeted, from_month=f"2026-{number:02}", unit=Unit.COUNT)
    plan_weeks(cast.riverside, Month.of(cast.riverside.starts), 3, None)
    assert questions(cora, address) == few
