"""Files of a roll for tests, and the way from one to the register."""

from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from consent.actions import imports
from consent.models import Pupil, RollImport
from consent.staging.stage import Staged
from schoolsocial.accounts.models import Person, School
from tests.consent.families import NOW

HEADER = "Adno,UPN,Legal Forename,Legal Surname,DOB,Year Group,Class,Leaving Date"


def csv(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def upload(content: bytes, name: str = "roll.csv") -> "SimpleUploadedFile":
    return SimpleUploadedFile(name, content)


def received(
    school: School, *rows: str, header: str = HEADER, whole: bool = False, by: Person | None = None
) -> RollImport:
    """A file that was taken in and not looked at yet."""
    made = imports.receive(school=school, by=by, upload=upload(csv(*rows, header=header)), now=NOW)
    if whole:
        RollImport.objects.filter(pk=made.pk).update(covers=RollImport.Covers.WHOLE)
    made.refresh_from_db()
    return made


def previewed(made: RollImport, now: datetime = NOW) -> Staged:
    return imports.preview(roll_import=made, now=now)


def imported(
    school: School,
    *rows: str,
    header: str = HEADER,
    whole: bool = False,
    by: Person | None = None,
    now: datetime = NOW,
) -> RollImport:
    """A file that was looked at, confirmed and applied."""
    made = received(school, *rows, header=header, whole=whole, by=by)
    staged = previewed(made, now)
    return imports.apply(roll_import=made, confirmed=staged.digest, by=by, now=now)


def the_pupil(number: str) -> Pupil:
    return Pupil.objects.select_related("school_class").get(admission_number=number)
