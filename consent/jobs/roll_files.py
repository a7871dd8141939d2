"""What imports leave behind is kept no longer than it is of use."""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from consent.models import RollChange, RollImport
from schoolsocial.tenancy import scope

LOOKED_AT_FOR = timedelta(days=2)
UNDONE_WITHIN = timedelta(days=30)


def sweep(now: datetime) -> int:
    """Erase files that nobody imported, and what undoing needs once its time is over.

    How many imports lost something.
    """
    with scope.platform():
        waiting = RollImport.objects.filter(
            state=RollImport.State.PREVIEWED, at__lt=now - LOOKED_AT_FOR
        ).exclude(file="")
        for one in waiting:
            default_storage.delete(one.file)
        old = RollImport.objects.filter(at__lt=now - UNDONE_WITHIN)
        RollChange.objects.filter(roll_import__in=old).delete()
        return waiting.update(file="", remarks=[], file_name="") + old.exclude(
            remarks=[], file_name=""
        ).update(remarks=[], file_name="")
