"""Children and families for tests of the register."""

from datetime import UTC, date, datetime
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from consent.academic_year import academic_year
from consent.actions import answers, documents, purposes
from consent.models import (
    SOCIAL_MEDIA,
    Answer,
    Consent,
    ConsentDocument,
    Guardian,
    Guardianship,
    Pupil,
    SchoolClass,
)
from schoolsocial.accounts.models import Person, School

TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)

_numbers = count(1)


def make_class(school: School, name: str = "3 Oak", academic_year: int = 2026) -> SchoolClass:
    return SchoolClass.objects.create(school=school, name=name, academic_year=academic_year)


def class_of_today(school: School, name: str = "3 Oak") -> SchoolClass:
    """A class of the academic year the test is run in, as pages show it."""
    return make_class(school, name, academic_year(timezone.localdate()))


def make_pupil(
    school: School,
    forename: str = "Amelia",
    surname: str = "Brown",
    *,
    school_class: SchoolClass | None = None,
    year_group: str = "3",
    born_on: date | None = None,
) -> Pupil:
    return Pupil.objects.create(
        school=school,
        admission_number=f"{next(_numbers):06}",
        legal_forename=forename,
        legal_surname=surname,
        year_group=year_group,
        school_class=school_class,
        born_on=born_on,
    )


def make_guardian(
    *pupils: Pupil,
    name: str = "Bea Brown",
    email: str = "",
    relationship: str = "mother",
    responsible: bool = True,
    first: bool = False,
    language: str = "en",
) -> Guardian:
    """A parent or carer of these children, siblings if there are several."""
    school_id = pupils[0].school_id
    guardian = Guardian.objects.create(
        school_id=school_id, name=name, email=email, language=language
    )
    for pupil in pupils:
        Guardianship.objects.create(
            school_id=school_id,
            pupil=pupil,
            guardian=guardian,
            relationship=relationship,
            parental_responsibility=responsible,
            first_contact=first,
        )
    return guardian


def answer(
    pupil: Pupil,
    given: str,
    guardian: Guardian | None = None,
    *,
    by: Person | None = None,
    purpose: str = SOCIAL_MEDIA,
    limits: tuple[str, ...] = (),
    given_on: date = TODAY,
    now: datetime = NOW,
) -> Consent:
    """One answer on record, as the office would write it down; None: the child's own."""
    reply = answers.Reply(
        answer=Answer(given),
        given_on=given_on,
        method=Consent.Method.PAPER,
        guardian=guardian,
        limits=frozenset(limits),
    )
    return answers.record(
        pupil=pupil,
        purpose=purposes.named(pupil.school, purpose),
        reply=reply,
        by=by,
        now=now,
    )


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


def make_paper(school: School, by: Person) -> ConsentDocument:
    """The scan of a form with one yes on it."""
    pupil = make_pupil(school)
    given = answer(pupil, "yes", make_guardian(pupil), by=by)
    upload = SimpleUploadedFile("form.pdf", PDF)
    return documents.attach(consents=[given], upload=upload, by=by, now=NOW)[0]
