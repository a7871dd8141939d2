"""Everything held about one child, with the posts that show it (UK GDPR Article 15)."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext

from consent.models import Pupil
from consent.presenters import subject_access
from consent.presenters.subject_access import Section
from consent.queries.shown import photos_showing
from consent.queries.subject_access import Table
from moderation.drafts.models import Post
from moderation.drafts.presenters.live import link
from moderation.drafts.presenters.times import written
from moderation.drafts.queries import pupils as queries
from moderation.drafts.workflow import ON_X


def streamed(pupil: Pupil, day: date) -> Iterator[bytes]:
    """The ZIP piece by piece; all rows are read before the first."""
    made = subject_access.package(pupil, day)
    made.sections += [
        Section("posts", gettext("Posts with the child"), _posts(pupil)),
        Section("takedowns", gettext("Posts that had to come down"), _takedowns(pupil)),
        Section("library", gettext("Photos kept for reuse"), _library(pupil)),
    ]
    return subject_access.streamed(made)


def _posts(pupil: Pupil) -> Table:
    posts = queries.with_pictures(queries.posts_showing(pupil))
    proofs = queries.proofs_for(pupil, posts)
    photos = photos_showing(pupil.pk)
    return [
        {
            gettext("Stands"): post.get_state_display(),
            gettext("Went out"): _when(post.posted_at),
            gettext("Words"): post.text if post.state in ON_X else "",
            gettext("Descriptions of the photos"): _descriptions(post, photos),
            gettext("On X"): link(post),
            gettext("Consent was proven"): _when(
                proofs[post.pk].proven_at if post.pk in proofs else None
            ),
        }
        for post in posts
    ]


def _descriptions(post: Post, photos: set[int]) -> str:
    if post.state not in ON_X:
        return ""
    return " · ".join(row.alt_text for row in post.post_photos.all() if row.photo_id in photos)


def _library(pupil: Pupil) -> Table:
    return [
        {
            gettext("Kept"): written(one.kept_at),
            gettext("Title"): one.title,
            gettext("Class or occasion"): one.occasion,
            gettext("Description"): one.alt_text,
            gettext("May be used until"): date_format(one.use_by, "j F Y"),
            gettext("Taken out"): _when(one.retired_at),
        }
        for one in queries.library_of(pupil).order_by("kept_at", "pk")
    ]


def _takedowns(pupil: Pupil) -> Table:
    return [
        {
            gettext("Since"): written(one.opened_at),
            gettext("Until"): _when(one.done_at),
            gettext("What became of it"): one.get_outcome_display(),
        }
        for one in queries.takedowns_of(pupil).order_by("opened_at", "pk")
    ]


def _when(moment: datetime | None) -> str:
    return written(moment) if moment else ""
