"""Files that nothing owns: what an upload left behind when its transaction was taken back."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db.models import Q

from consent.models import ConsentDocument, Photo, RollImport
from schoolsocial.tenancy import scope

FOLDERS = ("original", "content", "small", "paper", "roll")
OLD_ENOUGH = timedelta(days=1)  # an upload of this minute has its row in a moment


def sweep(now: datetime) -> int:
    """Delete the files older than a day that no photo, answer or import names; how many there were.

    An original may hold where a picture was taken, a roll holds every child: none may lie about.
    """
    orphans = [name for name in _names() if _is_old(name, now) and not _is_owned(name)]
    for name in orphans:
        default_storage.delete(name)
    return len(orphans)


def _names() -> Iterator[str]:
    for folder in FOLDERS:
        if not default_storage.exists(folder):
            continue
        for inner in default_storage.listdir(folder)[0]:
            for file in default_storage.listdir(f"{folder}/{inner}")[1]:
                yield f"{folder}/{inner}/{file}"


def _is_old(name: str, now: datetime) -> bool:
    return default_storage.get_modified_time(name) < now - OLD_ENOUGH


def _is_owned(name: str) -> bool:
    named = Q(original=name) | Q(content=name) | Q(thumbnail=name)
    with scope.platform():
        return (
            Photo.objects.filter(named).exists()
            or ConsentDocument.objects.filter(content=name).exists()
            or RollImport.objects.filter(file=name).exists()
        )
