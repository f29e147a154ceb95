"""What people write: written once however often it is sent, reworded with its versions, never overwritten."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from teams.models import Access, BlackOut, Role, Writing
from teams.models.writing import BLACK, ChangedMeanwhileError, TakenError, Voice, Words, write
from tests.conftest import Cast


def written(
    cast: Cast, text: str = "The song works", *, uuid: UUID | None = None, draft: bool = False
) -> Writing:
    voice = Voice(cast.participant(cast.mia), Role.TEACHER)
    with transaction.atomic():
        words = Words(uuid or uuid4(), text, draft=draft)
        return write("entry", cast.riverside, cast.maple, voice, words)[0]


def test_sent_twice_it_is_written_once_and_the_first_stands(cast: Cast) -> None:
    uuid = uuid4()
    first, again = written(cast, uuid=uuid), written(cast, "Typed over", uuid=uuid)
    assert (first.pk, again.text, Writing.objects.count()) == (again.pk, "The song works", 1)


def test_an_id_of_somebody_else_is_refused_and_changes_nothing(cast: Cast) -> None:
    uuid = written(cast).uuid
    with pytest.raises(TakenError), transaction.atomic():
        write("entry", cast.riverside, cast.maple, Voice(cast.participant(cast.pat)), Words(uuid, "Mine"))
    assert Writing.objects.get().text == "The song works"


def test_what_was_written_before_stays_as_a_version_with_its_writer(cast: Cast) -> None:
    row, mia, pat = written(cast), cast.participant(cast.mia), cast.participant(cast.pat)
    assert row.rewrite("The song works at nap", 1, mia)
    assert row.rewrite("The song works at nap, for most", 2, pat)
    assert (row.text, row.version) == ("The song works at nap, for most", 3)
    versions = row.versions.values_list("number", "text", "by__name", "replaced_by__name")
    assert list(versions) == [
        (2, "The song works at nap", "Mia", "Pat"),
        (1, "The song works", "Mia", "Mia"),
    ]


def test_the_second_to_save_sees_the_first_and_loses_nothing(cast: Cast) -> None:
    row, mia = written(cast), cast.participant(cast.mia)
    row.rewrite("Mine", 1, mia)
    with pytest.raises(ChangedMeanwhileError) as caught:
        row.rewrite("Yours", 1, mia)
    assert (caught.value.theirs.text, caught.value.theirs.version) == ("Mine", 2)
    assert Writing.objects.get().text == "Mine"


def test_saving_the_same_words_again_makes_no_version(cast: Cast) -> None:
    row, mia = written(cast), cast.participant(cast.mia)
    assert row.rewrite("Better", 1, mia)
    assert not row.rewrite("Better", 1, mia)  # sent twice
    assert (row.versions.count(), Writing.objects.get().version) == (1, 2)


def test_a_passage_is_removed_from_the_text_and_every_version(cast: Cast) -> None:
    row, mia, dee = written(cast, "Rosalind cried"), cast.participant(cast.mia), cast.participant(cast.dee)
    row.rewrite("Rosalind cried less", 1, mia)
    row.rewrite("She cried less", 2, mia)
    assert row.black_out("Rosalind", dee, "A child's name") == 2
    assert list(row.versions.values_list("text", flat=True)) == [f"{BLACK} cried less", f"{BLACK} cried"]
    assert Writing.objects.get().text == "She cried less"
    assert list(BlackOut.objects.values_list("by__name", "why")) == [("Dee", "A child's name")]


def test_a_form_opened_before_cannot_bring_back_what_was_removed(cast: Cast) -> None:
    row, mia = written(cast, "Rosalind cried"), cast.participant(cast.mia)
    row.black_out("Rosalind", mia, "A name")
    with pytest.raises(ChangedMeanwhileError):
        row.rewrite("Rosalind cried a lot", 1, mia)


def test_removing_what_is_not_there_leaves_no_trace(cast: Cast) -> None:
    row = written(cast)
    assert row.black_out("Rosalind", cast.participant(cast.mia), "A name") == 0
    assert (BlackOut.objects.count(), Writing.objects.get().version) == (0, 1)
    with pytest.raises(ValueError, match="passage"):
        row.black_out("  ", cast.participant(cast.mia), "A name")


@pytest.mark.parametrize(
    ("who", "draft", "may"),
    [
        *(("mia", False, True), ("mia", True, True), ("dee", False, True), ("dee", True, False)),
        *(("cora", False, True), ("cora", True, False), ("pat", False, False), ("fay", False, False)),
        *(("dana", False, False), ("ada", False, False), ("stu", False, False)),
    ],
)
def test_author_director_and_coordinator_black_out_and_a_draft_is_its_authors_alone(
    cast: Cast, who: str, draft: bool, may: bool
) -> None:
    written(cast, draft=draft)
    access = Access.of(getattr(cast, who), timezone.now())
    assert Writing.objects.removable_by(access).exists() is may


def test_whose_words_they_are_is_said_by_name_or_by_role(cast: Cast) -> None:
    named = written(cast)
    typed = Voice(None, Role.PARENT, cast.participant(cast.mia))
    with transaction.atomic():
        unnamed, _new = write("entry", cast.riverside, cast.maple, typed, Words(uuid4(), "He naps at ten"))
    assert (named.speaker, unnamed.speaker) == ("Mia", "a parent")
