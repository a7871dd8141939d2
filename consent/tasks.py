from celery import shared_task
from django.utils import timezone

from consent.jobs import (
    family_messages,
    finding,
    opening,
    photos,
    reading,
    reminding,
    roll_files,
    storage,
)
from consent.queries import campaigns
from schoolsocial.celery import ring


@shared_task(time_limit=120)
def prepare_photo(school_id: int, photo_id: int) -> None:
    """Clean one photo, and have its faces found and its words read."""
    photos.prepare(school_id, photo_id)
    ring(find_faces, school_id, photo_id)
    ring(read_photo, school_id, photo_id)


@shared_task(time_limit=120)
def read_photo(school_id: int, photo_id: int) -> None:
    """Read the words in one photo."""
    reading.read(school_id, photo_id)


@shared_task(time_limit=120)
def find_faces(school_id: int, photo_id: int) -> None:
    """Find the faces in one photo."""
    finding.find(school_id, photo_id)


@shared_task(time_limit=60)
def sweep_photos() -> None:
    """Ring for photos whose bell nobody heard, and for those that did not go well before."""
    for school_id, photo_id in photos.left_waiting():
        ring(prepare_photo, school_id, photo_id)
    for school_id, photo_id in finding.left_unseen(timezone.now()):
        ring(find_faces, school_id, photo_id)
    for school_id, photo_id in reading.left_unread(timezone.now()):
        ring(read_photo, school_id, photo_id)


@shared_task(time_limit=600)
def sweep_storage() -> None:
    """Delete the files that nothing owns."""
    storage.sweep(timezone.now())


@shared_task(time_limit=600)
def sweep_roll_files() -> None:
    """Erase what imports of the roll left behind."""
    roll_files.sweep(timezone.now())


@shared_task(time_limit=300)
def send_family_messages(school_id: int) -> None:
    """Send the mails that wait for the families of one school; ring again for the rest."""
    if family_messages.send(school_id, timezone.now()):
        ring(send_family_messages, school_id)


@shared_task(time_limit=60)
def sweep_family_messages() -> None:
    """Ring for schools whose bell nobody heard."""
    for school_id in family_messages.left_waiting(timezone.now()):
        ring(send_family_messages, school_id)


@shared_task(time_limit=120)
def carry_on_campaign(school_id: int) -> None:
    """Open one school's campaign if its day has come, remind its families, or end it."""
    now = timezone.now()
    if opening.open_planned(school_id, now) or reminding.carry_on(school_id, now):
        ring(send_family_messages, school_id)


@shared_task(time_limit=60)
def sweep_campaigns() -> None:
    """Ring for every school that asks its families, or is about to."""
    for school_id in campaigns.schools_asking(timezone.localdate()):
        ring(carry_on_campaign, school_id)
