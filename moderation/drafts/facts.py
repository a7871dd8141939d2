"""What the rules may know of a post, gathered from the roll, the account and the pictures."""

from functools import lru_cache

from consent.queries import RollStamp, roll_names, roll_stamp
from moderation.drafts.models import Post
from policy.facts import Facts, PhotoFacts
from policy.roll import PupilName, Roll
from schoolsocial.accounts.models import School


def gather(post: Post) -> Facts:
    """The post as the rules see it, with today's roll."""
    placed = post.post_photos.order_by("position")
    return Facts(
        text=post.text,
        photos=tuple(
            PhotoFacts(position=row.position, alt_text=row.alt_text, shows_pupils=row.shows_pupils)
            for row in placed
        ),
        roll=roll_of(post.school),
        account_handle=post.account.handle,
        school_phrases=(post.school.name,),
    )


def roll_of(school: School) -> Roll:
    """The names on the school's roll, indexed; kept in memory until the roll changes."""
    return _roll(school.pk, roll_stamp(school))


@lru_cache(maxsize=32)
def _roll(school_id: int, _stamp: RollStamp) -> Roll:
    return Roll.of(PupilName(*names) for names in roll_names(school_id))
