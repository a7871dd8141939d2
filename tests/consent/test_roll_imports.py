"""The roll from a file: looked at, applied as a whole, undone as a whole."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from consent.actions import imports
from consent.jobs import roll_files
from consent.models import Pupil, RegisterChange, RollChange, RollImport, SchoolClass
from consent.queries.showing import standing_of
from consent.roll.columns import Field
from consent.roll.remarks import Remark
from consent.staging.stage import Staged
from consent.standing import Reason
from schoolsocial.accounts.models import Person, School
from schoolsocial.audit.models import Event
from tests.cast import in_scope, run_sql
from tests.consent.families import NOW, TODAY, answer, make_class, make_guardian, make_pupil
from tests.consent.rolls import imported, previewed, received, the_pupil

AMELIA = "000101,B801200005001,Amelia,Brown,14/02/2019,Year 3,3 Oak,"
JOSH = "000102,P207000016049,Josh,Khan,02/05/2019,Year 3,3 Oak,"


@pytest.fixture(autouse=True)
def here(school: School) -> Iterator[None]:
    with in_scope(school.pk):
        yield


def counts(staged: Staged) -> dict[str, int]:
    names = ("rows", "pupils", "new", "changed", "unchanged", "left")
    return {name: getattr(staged.counts, name) for name in names}


def remarks(staged: Staged) -> list[tuple[int, Remark]]:
    return [(found.row, found.remark) for found in staged.remarks]


def told_of_stays() -> int:
    """How often word was left that a child has left, or is here after all."""
    return RegisterChange.objects.filter(kind=RegisterChange.Kind.LEFT).count()


def snapshot() -> list[tuple[object, ...]]:
    """Everything an import may touch, but for when it was touched."""
    return (
        run_sql(
            "SELECT id, admission_number, upn, legal_forename, legal_surname, preferred_forename, "
            "preferred_surname, year_group, school_class_id, born_on, joined_on, left_on "
            "FROM consent_pupil ORDER BY id"
        )
        + run_sql("SELECT id, name, academic_year FROM consent_schoolclass ORDER BY id")
        + run_sql("SELECT id, name, email, phone FROM consent_guardian ORDER BY id")
        + run_sql(
            "SELECT id, pupil_id, guardian_id, relationship, parental_responsibility, "
            "first_contact FROM consent_guardianship ORDER BY id"
        )
    )


def test_first_import_makes_pupils_and_their_class(school: School, office: Person) -> None:
    imported(school, AMELIA, JOSH, by=office)

    amelia = the_pupil("000101")
    assert (amelia.legal_forename, amelia.legal_surname) == ("Amelia", "Brown")
    assert amelia.upn == "B801200005001"
    assert amelia.born_on == date(2019, 2, 14)
    assert amelia.year_group == "3"
    assert amelia.school_class == SchoolClass.objects.get(name="3 Oak", academic_year=2026)
    assert amelia.left_on is None


def test_preview_writes_nothing_of_the_roll(school: School) -> None:
    staged = previewed(received(school, AMELIA, JOSH))

    assert counts(staged) == {
        "rows": 2,
        "pupils": 2,
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "left": 0,
    }
    assert not Pupil.objects.exists()
    assert not SchoolClass.objects.exists()


def test_same_file_again_changes_nothing(school: School) -> None:
    imported(school, AMELIA, JOSH)

    again = previewed(received(school, AMELIA, JOSH))

    assert counts(again)["unchanged"] == 2
    assert counts(again)["changed"] == 0


def test_move_and_new_name_are_changes(school: School) -> None:
    imported(school, AMELIA, JOSH)

    staged = previewed(
        received(school, AMELIA.replace("3 Oak", "3 Elm"), JOSH.replace("Khan", "Khan-Ali"))
    )

    assert (staged.counts.changed, staged.counts.moves) == (2, 1)


def test_last_years_class_of_the_same_name_is_another(school: School) -> None:
    old = make_class(school, "3 Oak", 2025)
    make_pupil(school, school_class=old)
    Pupil.objects.update(admission_number="000101")

    imported(school, AMELIA)

    moved = the_pupil("000101").school_class
    assert moved is not None
    assert (moved.name, moved.academic_year) == ("3 Oak", 2026)


def test_file_of_one_class_makes_nobody_leave(school: School) -> None:
    imported(school, AMELIA, JOSH)

    imported(school, AMELIA)

    assert Pupil.objects.on_roll().count() == 2


def test_whole_schools_file_makes_who_is_missing_leave_at_once(school: School) -> None:
    imported(school, AMELIA, JOSH)

    imported(school, AMELIA, whole=True)

    josh = the_pupil("000102")
    assert josh.left_on == TODAY - timedelta(days=1)
    assert RegisterChange.objects.get().pupil == josh
    assert RegisterChange.objects.get().kind == RegisterChange.Kind.LEFT


def test_refused_row_of_a_known_child_does_not_make_it_leave(school: School) -> None:
    imported(school, AMELIA, JOSH)

    imported(school, AMELIA, f"000102,,{'J' * 81},Khan,02/05/2019,Year 3,3 Oak,", whole=True)

    assert the_pupil("000102").left_on is None


def test_leaving_date_makes_a_leaver_even_in_part_of_a_file(school: School) -> None:
    imported(school, AMELIA)

    done = imported(school, AMELIA + "23/10/2026")

    assert the_pupil("000101").left_on == date(2026, 10, 23)
    assert done.counts["left"] == 1
    assert RegisterChange.objects.filter(kind=RegisterChange.Kind.LEFT).count() == 1


def test_child_that_left_and_was_never_here_is_not_added(school: School) -> None:
    staged = previewed(received(school, AMELIA + "23/10/2026"))

    assert counts(staged)["new"] == 0
    assert remarks(staged) == [(2, Remark.LEFT_UNKNOWN)]


def test_rejoiner_is_back_and_is_asked_again(school: School, office: Person) -> None:
    imported(school, AMELIA)
    amelia = the_pupil("000101")
    answer(amelia, "yes", make_guardian(amelia), by=office, given_on=date(2026, 9, 8))
    later = NOW + timedelta(days=20)
    imported(school, AMELIA + "06/11/2026", now=NOW + timedelta(days=10))

    imported(school, AMELIA, now=later)

    back = the_pupil("000101")
    assert (back.left_on, back.joined_on) == (None, later.date())
    standing = standing_of([back.pk], day=later.date())[back.pk]
    assert (standing.may_be_shown, standing.reason) == (False, Reason.LAPSED)


def test_old_refusal_of_a_rejoiner_still_protects(school: School, office: Person) -> None:
    imported(school, AMELIA)
    amelia = the_pupil("000101")
    answer(amelia, "no", make_guardian(amelia), by=office)
    imported(school, AMELIA + "06/11/2026", now=NOW + timedelta(days=10))
    later = NOW + timedelta(days=20)
    imported(school, AMELIA, now=later)

    standing = standing_of([amelia.pk], day=later.date())[amelia.pk]

    assert standing.reason is Reason.REFUSED


def test_answer_given_after_coming_back_counts(school: School, office: Person) -> None:
    imported(school, AMELIA)
    amelia = the_pupil("000101")
    imported(school, AMELIA + "06/11/2026", now=NOW + timedelta(days=10))
    later = NOW + timedelta(days=20)
    imported(school, AMELIA, now=later)
    answer(amelia, "yes", make_guardian(amelia), by=office, now=later, given_on=later.date())

    assert standing_of([amelia.pk], day=later.date())[amelia.pk].may_be_shown


def test_zeros_eaten_by_excel_find_the_child(school: School) -> None:
    imported(school, AMELIA)

    staged = previewed(received(school, AMELIA.removeprefix("000")))

    assert counts(staged)["unchanged"] == 1
    assert remarks(staged) == [(2, Remark.ZEROS_EATEN)]


def test_zeros_that_fit_two_children_find_neither(school: School) -> None:
    imported(school, "0101,,Ada,Lovell,,Year 3,3 Oak,", "00101,,Ben,Marsh,,Year 3,3 Oak,")

    staged = previewed(received(school, "101,,Cara,Nye,,Year 3,3 Oak,"))

    assert counts(staged)["new"] == 1


def test_child_is_known_by_upn_under_a_new_number(school: School) -> None:
    imported(school, AMELIA)

    imported(school, AMELIA.replace("000101", "A77"))

    assert Pupil.objects.get().admission_number == "A77"


def test_child_without_numbers_is_known_by_name_and_birth(school: School) -> None:
    imported(school, AMELIA)

    staged = previewed(received(school, ",,AMELIA,BROWN,14/02/2019,Year 3,3 Oak,"))

    assert counts(staged)["unchanged"] == 1
    assert the_pupil("000101").upn == "B801200005001"


def test_child_without_any_number_is_taken_and_found_again(school: School) -> None:
    row = ",,Amelia,Brown,14/02/2019,Year 3,3 Oak,"
    imported(school, row)

    again = previewed(received(school, row))

    assert Pupil.objects.get().legal_forename == "Amelia"
    assert counts(again)["unchanged"] == 1


def test_wrong_upn_warns_and_keeps_the_child(school: School) -> None:
    staged = previewed(received(school, AMELIA.replace("B8012", "A8012")))

    assert counts(staged)["new"] == 1
    assert remarks(staged) == [(2, Remark.UPN_WRONG)]


def test_twins_are_two_children(school: School) -> None:
    imported(
        school,
        "000101,,Amelia,Brown,14/02/2019,Year 3,3 Oak,",
        "000102,,Josie,Brown,14/02/2019,Year 3,3 Oak,",
    )

    assert Pupil.objects.count() == 2


def test_twins_under_one_number_are_told_and_neither_leaves(school: School) -> None:
    imported(
        school,
        "000101,,Amelia,Brown,14/02/2019,Year 3,3 Oak,",
        "000102,,Josie,Brown,14/02/2019,Year 3,3 Oak,",
    )

    made = received(
        school,
        "000101,,Amelia,Brown,14/02/2019,Year 3,3 Oak,",
        "000101,,Josie,Brown,14/02/2019,Year 3,3 Oak,",
        whole=True,
    )

    staged = previewed(made)
    assert (3, Remark.SAME_NUMBER_TWICE) in remarks(staged)
    assert counts(staged)["left"] == 0


def test_number_of_quite_another_child_is_refused(school: School) -> None:
    imported(school, AMELIA)

    made = received(school, "000101,,Zac,Ng,01/01/2016,Year 6,6 Ash,", whole=True)
    staged = previewed(made)

    assert remarks(staged)[-1] == (2, Remark.NUMBER_OF_ANOTHER)
    assert counts(staged)["changed"] == counts(staged)["left"] == 0


def test_number_that_went_to_a_sibling_is_refused(school: School) -> None:
    imported(school, AMELIA)

    made = received(school, "000101,H001330123473,Josh,Brown,,Year 3,3 Oak,", whole=True)
    staged = previewed(made)

    assert (2, Remark.NUMBER_OF_ANOTHER) in remarks(staged)
    assert counts(staged)["changed"] == counts(staged)["left"] == 0


def test_carer_who_lost_responsibility_leaves_word(school: School, office: Person) -> None:
    imported(school, AMELIA)
    pupil = Pupil.objects.get()
    make_guardian(pupil, name="Bea Brown")
    header = "Admission Number,Forename,Surname,Year Group,Contact Name,Parental Responsibility"

    imported(school, "000101,Amelia,Brown,Year 3,Bea Brown,No", header=header)

    assert RegisterChange.objects.filter(pupil=pupil, kind="answer").exists()


def test_row_twice_is_one_child(school: School) -> None:
    staged = previewed(received(school, AMELIA, AMELIA))

    assert (staged.counts.rows, staged.counts.pupils) == (2, 1)
    assert remarks(staged) == [(3, Remark.ROW_TWICE)]


def test_blank_cells_erase_nothing(school: School) -> None:
    imported(school, AMELIA)

    staged = previewed(received(school, "000101,,Amelia,Brown,,,,"))

    assert counts(staged)["unchanged"] == 1


def test_what_was_confirmed_is_what_is_written(school: School) -> None:
    made = received(school, AMELIA)
    staged = previewed(made)
    imported(school, JOSH)
    make_pupil(school, "Amelia", "Brown", born_on=date(2019, 2, 14))

    with pytest.raises(imports.Outdated):
        imports.apply(roll_import=made, confirmed=staged.digest, by=None, now=NOW)

    assert not RollChange.objects.filter(roll_import=made).exists()


def test_import_is_applied_once(school: School) -> None:
    made = received(school, AMELIA)
    staged = previewed(made)
    imports.apply(roll_import=made, confirmed=staged.digest, by=None, now=NOW)

    with pytest.raises(imports.AlreadyDecided):
        imports.apply(roll_import=made, confirmed=staged.digest, by=None, now=NOW)


def test_undo_restores_exactly(school: School) -> None:
    imported(school, AMELIA, JOSH)
    before = snapshot()

    done = imported(
        school,
        "000101,B801200005001,Amelie,Braun,15/02/2019,Year 4,4 Elm,",
        "000103,,Zac,Ng,,Year 2,2 Ivy,",
        whole=True,
    )
    assert snapshot() != before
    imports.undo(roll_import=done, by=None, now=NOW)

    assert snapshot() == before
    done.refresh_from_db()
    assert done.state == RollImport.State.UNDONE


def test_undo_refuses_where_a_child_was_corrected_since(school: School) -> None:
    done = imported(school, AMELIA)
    Pupil.objects.update(legal_surname="Braun")

    with pytest.raises(imports.ChangedSince):
        imports.undo(roll_import=done, by=None, now=NOW)


def test_undo_refuses_where_a_new_child_has_an_answer(school: School, office: Person) -> None:
    done = imported(school, AMELIA)
    answer(the_pupil("000101"), "no", by=office)
    before = snapshot()

    with pytest.raises(imports.ChangedSince):
        imports.undo(roll_import=done, by=None, now=NOW)

    assert snapshot() == before


def test_undone_return_of_a_leaver_stops_posts_again(school: School) -> None:
    imported(school, AMELIA)
    imported(school, AMELIA + "23/10/2026")
    done = imported(school, AMELIA)

    imports.undo(roll_import=done, by=None, now=NOW)

    assert the_pupil("000101").left_on == date(2026, 10, 23)
    assert told_of_stays() == 3  # it left, was back, and had left after all


def test_undone_leaving_leaves_word_that_the_child_is_here(school: School) -> None:
    imported(school, AMELIA, JOSH)
    done = imported(school, AMELIA, whole=True)

    imports.undo(roll_import=done, by=None, now=NOW)

    assert the_pupil("000102").left_on is None
    assert told_of_stays() == 2


@pytest.mark.parametrize("known", [True, False], ids=["a carer known before", "a carer who came"])
def test_undo_leaves_word_where_another_carers_yes_counts(
    school: School, office: Person, known: bool
) -> None:
    header = "Adno,Forename,Surname,Year,Contact Name,Relationship,Parental Responsibility,Priority"
    bond = "101,Amelia,Brown,3,Bea Brown,Mother,{},1"
    imported(school, bond.format("No") if known else "101,Amelia,Brown,3,,,,", header=header)
    done = imported(school, bond.format("Yes"), header=header)
    before = RegisterChange.objects.filter(kind=RegisterChange.Kind.ANSWER).count()

    imports.undo(roll_import=done, by=None, now=NOW)

    after = RegisterChange.objects.filter(kind=RegisterChange.Kind.ANSWER).count()
    assert (before, after) == (int(known), int(known) + 1)


def test_file_is_gone_once_it_is_applied(
    school: School, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    made = received(school, AMELIA)
    name = made.file
    assert default_storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        staged = previewed(made)
        done = imports.apply(roll_import=made, confirmed=staged.digest, by=None, now=NOW)

    assert done.file == ""
    assert not default_storage.exists(name)


def test_audit_holds_numbers_and_no_name(school: School, office: Person) -> None:
    imported(school, AMELIA, by=office)

    event = Event.objects.get(verb="roll.imported")
    assert event.actor_id == office.pk
    assert event.payload == {"rows": 1, "pupils": 1, "new": 1, "changed": 0, "left": 0}


def test_other_schools_children_are_not_touched(school: School, other_school: School) -> None:
    with in_scope(other_school.pk):
        imported(other_school, AMELIA)

    imported(school, JOSH, whole=True)

    with in_scope(other_school.pk):
        assert the_pupil("000101").left_on is None


def test_columns_are_remembered(school: School) -> None:
    made = received(school, "1,Amelia,Brown,Oak", header="Adno,Forename,Surname,House")
    imports.choose(
        roll_import=made,
        mapping={
            Field.ADMISSION_NUMBER: "Adno",
            Field.FORENAME: "Forename",
            Field.SURNAME: "Surname",
            Field.CLASS: "House",
        },
        covers="part",
    )
    staged = previewed(made)
    imports.apply(roll_import=made, confirmed=staged.digest, by=None, now=NOW)

    again = received(school, "1,Amelia,Brown,Oak", header="Adno,Forename,Surname,House")

    assert again.mapping["class_name"] == "House"


def test_private_file_is_in_the_private_storage(school: School, settings: object) -> None:
    made = received(school, AMELIA)

    assert Path(default_storage.path(made.file)).parts[-3] == "roll"


def test_old_files_and_what_undoing_needs_are_erased(school: School) -> None:
    waiting = received(school, JOSH)
    done = imported(school, AMELIA.replace("B8012", "A8012"))
    name = waiting.file

    roll_files.sweep(NOW + timedelta(days=3))
    assert not default_storage.exists(name)
    assert done.changes.exists()

    roll_files.sweep(NOW + timedelta(days=31))
    done.refresh_from_db()
    assert not done.changes.exists()
    assert (done.remarks, done.file_name) == ([], "")


def test_import_whose_details_are_erased_is_not_undone(school: School) -> None:
    done = imported(school, AMELIA)
    roll_files.sweep(NOW + timedelta(days=31))

    with pytest.raises(imports.ChangedSince, match="30 days"):
        imports.undo(roll_import=done, by=None, now=NOW + timedelta(days=31))


def test_column_set_aside_stays_aside(school: School) -> None:
    header = "Adno,Forename,Surname,Class"
    made = received(school, "1,Amelia,Brown,Oak", header=header)
    mapping = {Field.ADMISSION_NUMBER: "Adno", Field.FORENAME: "Forename"}
    imports.choose(roll_import=made, mapping=mapping, covers="part")
    staged = previewed(made)
    imports.apply(roll_import=made, confirmed=staged.digest, by=None, now=NOW)

    again = received(school, "1,Amelia,Brown,Oak", header=header)

    assert again.mapping == {"admission_number": "Adno", "legal_forename": "Forename"}
    assert the_pupil("1").school_class is None


@pytest.mark.parametrize("broken", ["state = 'applied'", "covers = 'none'"])
def test_database_keeps_an_import_whole(school: School, broken: str) -> None:
    made = received(school, AMELIA)

    with pytest.raises(IntegrityError), transaction.atomic():
        run_sql(f"UPDATE consent_rollimport SET {broken} WHERE id = %s", made.pk)


def test_register_with_curly_apostrophes_knows_the_child(school: School) -> None:
    make_pupil(school, "Zoë", "O’Neill", born_on=date(2019, 2, 14))

    staged = previewed(received(school, ",,Zoë,O'NEILL,14/02/2019,Year 3,3 Oak,"))

    assert counts(staged)["new"] == 0


def test_endless_remarks_are_counted_and_not_all_kept(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consent.staging.rows.MOST_REMARKS", 2)
    rows = [f"{number:06},bad{number},Child{number},Brown,,Year 3,3 Oak," for number in range(5)]

    staged = previewed(received(school, *rows, "000009,,,,,Year 3,3 Oak,"))

    assert remarks(staged) == [(2, Remark.UPN_WRONG), (3, Remark.UPN_WRONG), (7, Remark.NO_NAME)]
    assert staged.counts.remarks == {"upn-wrong": 5, "no-name": 1}
