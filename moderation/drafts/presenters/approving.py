"""What still stands between a waiting draft and its approval, in sentences."""

from collections.abc import Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from moderation.drafts import quiet
from moderation.drafts.approvers import Approvals
from moderation.drafts.checks import ABOUT_THE_HOUR, Checked
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.words import Words


def standing(approvals: Approvals | None, reader: Person) -> str:
    """Who has approved it and who is missing; empty where one approval is all it takes."""
    if approvals is None:
        return ""
    by = [gettext("you") if person == reader else person.name for person in approvals.by]
    return who_is_missing(by, approvals.needed)


def who_is_missing(approved_by: Sequence[str], needed: int) -> str:
    """The same for a row of the queue; empty where one approval is all it takes."""
    if not approved_by:
        return _must_approve(needed) if needed > 1 else ""
    names = get_text_list(list(approved_by), gettext("and"))
    missing = needed - len(approved_by)
    if missing < 1:
        return gettext("Approved by {names}").format(names=names)
    return ngettext(
        "Approved by {names}; one more person must",
        "Approved by {names}; {missing} more people must",
        missing,
    ).format(names=names, missing=missing)


def in_the_way(
    post: Post, found: Checked | None, approvals: Approvals | None, reader: Person
) -> Words:
    """Why this reader cannot approve it as it stands; empty where they can.

    What another hour may mend does not count: whoever approves chooses the hour.
    """
    if approvals and reader in approvals.by:
        return gettext("You have approved this. One more person must, somebody else.")
    if found is None:
        return ""
    if any(one.finding.rule not in ABOUT_THE_HOUR for one in found.in_the_way):
        return gettext(
            "The policy stands in the way: see the findings. Set them aside where "
            "you may, or return it to its author."
        )
    return quiet.WAITS if quiet.holds(post, found) else ""


def flagged(post: Post, reader: Membership) -> str:
    """That a lead was told, for reviewers other than the author; never what about."""
    if Permission.REVIEW_POSTS not in reader.permissions or post.author_id == reader.person_id:
        return ""
    waits = post.flags.waiting().exists()
    return gettext("The safeguarding lead is looking at this.") if waits else ""


def _must_approve(people: int) -> str:
    few = {2: gettext("Two people must approve it"), 3: gettext("Three people must approve it")}
    many = ngettext("One person must approve it", "{people} people must approve it", people)
    return few.get(people, many.format(people=people))
