"""The change package: taken over, worded, ordered and retired by the coordinator, read by everybody."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from pdsa.catalogue import CHILD_CARE
from pdsa.models import Driver, Framework
from pdsa.models.adopting import adopt_package, as_tree, current_drivers
from tests.pdsa.tried import a_cycle, a_driver


@pytest.fixture
def cora(client, cast):
    client.force_login(cast.cora)
    return client


def at(name, *args):
    return reverse(name, args=["riverside", *args])


def typed(**more):
    return {
        "names_en": "Calm adults",
        "names_es": "Adultos en calma",
        "texts_en": "Calm can be borrowed.",
        "texts_es": "",
        "parent": "",
        "position": "1",
        "seen": "1",
    } | more


def tree(collaborative):
    rows = as_tree(current_drivers(collaborative))
    return {branch.driver.name: [child.name for child in branch.children] for branch in rows}


# --- The built-in set -------------------------------------------------------------------------------------


def test_the_set_is_whole_in_both_languages():
    primary = [*CHILD_CARE]
    rows = [*primary, *(child for one in primary for child in one.children)]
    assert [len(one.children) for one in primary] == [4, 3, 4, 3, 4]
    assert [
        one.names["en"] for one in rows if set(one.names) != {"en", "es"} or set(one.texts) != {"en", "es"}
    ] == []
    assert len({name for one in rows for name in one.names.values()}) == 2 * len(rows)


def test_a_primary_driver_is_taken_over_with_all_that_belong_to_it(cora, cast):
    answer = cora.post(at("setup_package_adoption"), {"drivers": ["2", "4"]})
    assert (answer.status_code, answer["Location"]) == (302, at("setup_package"))
    assert tree(cast.riverside) == {
        CHILD_CARE[number].names["en"]: [child.names["en"] for child in CHILD_CARE[number].children]
        for number in (2, 4)
    }
    assert Driver.objects.get(parent=None, position=1).names == CHILD_CARE[2].names
    assert {row.history_user.name for row in Driver.history.all()} == {"Cora"}


def test_taken_over_twice_it_is_there_once_and_keeps_its_wording(cora, cast):
    cora.post(at("setup_package_adoption"), {"drivers": ["2"]})
    calm = Driver.objects.get(parent=None)
    calm.texts = {"en": "Our own words"}
    calm.save()
    cora.post(at("setup_package_adoption"), {"drivers": ["2", "0"]})
    assert list(tree(cast.riverside)) == ["Calm adults", "Safe and predictable days"]
    assert Driver.objects.get(pk=calm.pk).texts == {"en": "Our own words"}
    assert Framework.objects.count() == 1


def test_tests_may_name_a_driver_before_the_collaborative_starts(cast):
    cast.riverside.starts = cast.today + timedelta(days=30)
    adopt_package(cast.riverside, CHILD_CARE[:1], None)
    assert Framework.objects.get().from_day == cast.today


def test_a_collaborative_gets_the_languages_that_it_speaks(cast):
    cast.riverside.languages = ["es"]
    cast.riverside.save()
    adopt_package(cast.riverside, CHILD_CARE[:1], None)
    assert {tuple(row.names) for row in Driver.objects.all()} == {("es",)}


@pytest.mark.parametrize("sent", [{}, {"drivers": "9"}, {"drivers": ["0", "x"]}])
def test_a_choice_of_nothing_or_of_nonsense_is_refused(cora, cast, sent):
    answer = cora.post(at("setup_package_adoption"), sent)
    assert (answer.status_code, Driver.objects.count()) == (422, 0)
    assert "Choose at least one driver." in answer.content.decode()
    assert ('value="0"\n' in answer.content.decode()) is True


def test_what_is_here_already_is_not_offered_again(cora, cast):
    adopt_package(cast.riverside, CHILD_CARE, None)
    page = cora.get(at("setup_package_adoption")).content.decode()
    assert page.count("is here already") == len(CHILD_CARE)
    assert ("All of them are here already." in page, 'type="checkbox"' in page) == (True, False)


# --- Wording, order, retiring -----------------------------------------------------------------------------


def test_a_first_driver_is_written_by_hand(cora, cast):
    assert cora.get(at("setup_driver_new")).status_code == 200
    assert Framework.objects.count() == 0  # looking makes nothing
    assert cora.post(at("setup_driver_new"), typed()).status_code == 302
    row = Driver.objects.get()
    assert (row.names, row.texts) == (
        {"en": "Calm adults", "es": "Adultos en calma"},
        {"en": "Calm can be borrowed."},
    )
    assert (row.parent, row.position, row.framework.collaborative) == (None, 1, cast.riverside)


def test_one_is_added_below_another_at_its_end(cora, cast):
    parent = a_driver(cast.riverside, "Calm adults", position=3)
    a_driver(cast.riverside, "Help", parent, position=7)
    page = cora.get(at("setup_driver_new") + f"?parent={parent.uuid}").content.decode()
    assert re.search(rf'<option value="{parent.pk}" selected>', page)
    assert re.search(r'name="position" value="8"', page)
    assert re.search(r'name="position" value="4"', cora.get(at("setup_driver_new")).content.decode())
    cora.post(at("setup_driver_new"), typed(parent=str(parent.pk), names_en="Rest", position="8"))
    assert tree(cast.riverside) == {"Calm adults": ["Help", "Rest"]}


def test_a_wording_is_changed_and_history_knows_by_whom(cora, cast):
    row = a_driver(cast.riverside, "Calm")
    assert cora.post(at("setup_driver", row.uuid), typed(names_en="Calmer")).status_code == 302
    assert Driver.objects.get().names["en"] == "Calmer"
    assert Driver.history.first().history_user.name == "Cora"


def test_the_second_to_save_sees_both_wordings(cora, cast):
    row = a_driver(cast.riverside, "Calm")
    cora.post(at("setup_driver", row.uuid), typed(names_en="Theirs"))
    answer = cora.post(at("setup_driver", row.uuid), typed(names_en="Mine"))
    page = answer.content.decode()
    assert (answer.status_code, Driver.objects.get().names["en"]) == (422, "Theirs")
    assert ("Theirs" in page, 'value="Mine"' in page) == (True, True)


def test_a_driver_to_which_others_belong_stays_a_primary_one(cora, cast):
    calm, other = a_driver(cast.riverside, "Calm"), a_driver(cast.riverside, "Other")
    a_driver(cast.riverside, "Help", calm)
    answer = cora.post(at("setup_driver", calm.uuid), typed(parent=str(other.pk)))
    assert (answer.status_code, Driver.objects.get(pk=calm.pk).parent) == (422, None)
    assert "Other drivers belong to this one" in answer.content.decode()


def test_a_parent_of_another_collaborative_and_oneself_are_no_choice(cora, cast):
    stranger, calm = a_driver(cast.harbor, "Stranger"), a_driver(cast.riverside, "Calm")
    for parent in (stranger, calm):
        answer = cora.post(at("setup_driver", calm.uuid), typed(parent=str(parent.pk)))
        assert (answer.status_code, Driver.objects.get(pk=calm.pk).parent) == (422, None)
    assert cora.get(at("setup_driver", stranger.uuid)).status_code == 404


def test_what_is_retired_stays_for_cycles_that_chose_it(cora, cast):
    calm = a_driver(cast.riverside, "Calm")
    cycle = a_cycle(cast.maple, cast.participant(cast.mia), "Two breaths", driver=calm)
    cora.post(at("setup_driver", calm.uuid), typed(retired="on"))
    cycle.refresh_from_db()
    assert (cycle.driver.retired, cycle.driver_id) == (True, calm.pk)
    assert "no longer offered" in cora.get(at("setup_package")).content.decode()


# --- As everybody reads it --------------------------------------------------------------------------------


def read(client, who):
    client.force_login(who)
    return client.get(at("package")).content.decode()


def tried(page):
    return re.findall(r"library/\?driver=[^\"]+\">\s*(\d+) tests?", page)


def test_under_each_driver_stands_how_many_shared_tests_try_it(client, cast):
    calm = a_driver(cast.riverside, "Calm adults")
    help_out = a_driver(cast.riverside, "Help", calm)
    a_driver(cast.riverside, "Rest", calm)
    mia = cast.participant(cast.mia)
    a_cycle(cast.maple, mia, "one", driver=calm)
    a_cycle(cast.maple, mia, "two", driver=help_out)
    a_cycle(cast.maple, mia, "kept", driver=help_out, held_back=True)
    a_cycle(cast.maple, mia, "planned", "plan", driver=help_out)
    page = read(client, cast.oda)
    assert tried(page) == ["2", "1"]
    assert page.count("not tried yet") == 1
    assert f"/c/riverside/library/?driver={help_out.uuid}" in page


def test_the_evaluator_reads_the_drivers_without_a_way_to_the_library(client, cast):
    a_driver(cast.riverside, "Calm adults")
    page = read(client, cast.eva)
    assert ("Calm adults" in page, "/library/" in page, "not tried yet" in page) == (True, False, False)


def test_what_is_retired_is_read_only_where_it_was_tried(client, cast):
    old = a_driver(cast.riverside, "Old", retired=True)
    a_driver(cast.riverside, "Never tried", retired=True)
    a_cycle(cast.maple, cast.participant(cast.mia), "one", driver=old)
    page = read(client, cast.pat)
    assert ("Old" in page, "Never tried" in page, "no longer offered" in page) == (True, False, True)


def test_an_empty_package_says_who_fills_it(client, cast):
    assert "There is no driver yet." in read(client, cast.pat)
