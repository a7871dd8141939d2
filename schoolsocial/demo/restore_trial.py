"""A backup of the demo brought back into an empty database: the commands an operator uses, timed.

``back_up`` runs where the backup is made, with no worker; the others where it is brought back. Each
says what it proved; the first thing that does not hold ends it.
"""

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from moderation.drafts.models import Post
from schoolsocial.accounts.models import School
from schoolsocial.demo import control
from schoolsocial.demo.main_job import DidNotHold, MainJob, wait_for
from schoolsocial.operations.backup import drilling, restoring
from schoolsocial.operations.models import Heartbeat
from schoolsocial.operations.queries import database_now
from schoolsocial.tenancy import scope

BACKUP, WORDS = "backup", "waiting.txt"
QUIET_SECONDS = 12
"""What is due is looked for every five seconds: two looks, and some time to send."""


def back_up(folder: Path) -> Iterator[str]:
    """A post is due and nobody sends it; then all of it is backed up."""
    job = MainJob.at_the_demo_school(timezone.now())
    post = job.leave_one_due()
    if not _is_due(post.pk):
        raise DidNotHold("The post that was left is not due, so its silence would prove nothing.")
    (folder / WORDS).write_text(job.words)
    yield f"Draft {post.pk} was approved and is due; the worker has ended, so it waits."
    began = time.monotonic()
    call_command("backup", str(folder / BACKUP), stdout=StringIO())
    size = (folder / BACKUP).stat().st_size
    yield f"`backup` wrote {size:,} bytes in {time.monotonic() - began:.1f} s."


def bring_back(folder: Path) -> Iterator[str]:
    """Into the database of the settings, which is empty; then every row and file is compared."""
    if School.objects.exists():
        raise DidNotHold("The database for the restore is not empty.")
    began = time.monotonic()
    call_command("restore", str(folder / BACKUP), stdout=StringIO())
    took = time.monotonic() - began
    with (folder / BACKUP).open("rb") as file:
        made = restoring.verify(file)
    drilling.compare(made, "", Path(settings.PRIVATE_ROOT))
    rows = sum(made.rows.values())
    if not rows or not made.files:
        raise DidNotHold("The backup is empty.")
    yield f"`restore` brought it back into an empty database in {took:.1f} s."
    yield (
        f"{rows:,} rows in {len(made.rows)} tables and {made.files} files, {made.size:,} bytes, "
        "are the same as before."
    )


def wait(folder: Path) -> Iterator[str]:
    """A worker is alive there; the post that is due stays where it is."""
    began, words = database_now(), (folder / WORDS).read_text()

    def worked() -> Heartbeat | None:
        since = began + timedelta(seconds=QUIET_SECONDS)
        return Heartbeat.objects.filter(kind=Heartbeat.Kind.WORKER, at__gt=since).first()

    wait_for(worked, "No worker was alive at the restored database.")
    received = [one for one in control.oracle()["requests"] if one["operation"] == "create"]
    if not received:
        raise DidNotHold("The stand-in for X remembers no post, not even that of the main job.")
    if any(_says(one, words) for one in received):
        raise DidNotHold("The restored database posted what was due.")
    with scope.platform():
        if Post.objects.filter(text=words).count() != 1:
            raise DidNotHold("The post that was due did not come back.")
    yield "A worker was alive there while the post was due, and sent nothing: posting is stopped."


STEPS = {"back-up": back_up, "bring-back": bring_back, "wait": wait}


def _is_due(post_id: int) -> bool:
    with scope.platform():
        return Post.objects.due(timezone.now()).filter(pk=post_id).exists()


def _says(request: dict[str, Any], words: str) -> bool:
    return words in json.dumps(request["body"], ensure_ascii=False)
