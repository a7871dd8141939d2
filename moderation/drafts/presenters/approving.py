"""What still stands between a waiting draft and its approval, in sentences."""

from collections.abc import Sequence

from moderation.drafts import quiet
from moderation.drafts.approvers import Approvals
from moderation.drafts.checks import ABOUT_THE_HOUR, Checked
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission


def standing(approvals: Approvals | None, reader: Person) -> str:
    """Who has approved it and who is missing; empty where one approval is all it takes."""
    if approvals is None:
        return ""
    return who_is_missing(
        ["you" if person == reader else person.name for person in approvals.by], approvals.needed
    )


def who_is_missing(approved_by: Sequence[str], needed: int) -> str:
    """The same for a row of the queue; empty where one approval is all it takes."""
    if not approved_by:
        return f"{_people(needed)} must approve it" if needed > 1 else ""
    missing = max(0, needed - len(approved_by))
    more = {0: "", 1: "; one more person must"}.get(missing, f"; {missing} more people must")
    return f"Approved by {' and '.join(approved_by)}{more}"


def in_the_way(
    post: Post, found: Checked | None, approvals: Approvals | None, reader: Person
) -> str:
    """Why this reader cannot approve it as it stands; empty where they can.

    What another hour may mend does not count: whoever approves chooses the hour.
    """
    if approvals and reader in approvals.by:
        return "You have approved this. One more person must, somebody else."
    if found is None:
        return ""
    if any(one.finding.rule not in ABOUT_THE_HOUR for one in found.in_the_way):
        return (
            "The policy stands in the way: see the findings. Set them aside where you may, or "
            "return it to its author."
        )
    return quiet.WAITS if quiet.holds(post, found) else ""


def flagged(post: Post, reader: Membership) -> str:
    """That a lead was told, for reviewers other than the author; never what about."""
    if Permission.REVIEW_POSTS not in reader.permissions or post.author_id == reader.person_id:
        return ""
    waits = post.flags.waiting().exists()
    return "The safeguarding lead is looking at this." if waits else ""


def _people(count: int) -> str:
    words = {1: "One person", 2: "Two people", 3: "Three people"}
    return words.get(count, f"{count} people")
