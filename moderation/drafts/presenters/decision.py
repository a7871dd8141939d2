"""Who may decide on a draft, who did, and what came of it."""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.drafts.models import Decision, Post
from moderation.drafts.presenters import times, trips
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Membership
from schoolsocial.accounts.roles import Permission, Role
from schoolsocial.words import Words

_OWN = _("You wrote this; somebody else must approve it.")
_LEADERS_ONLY = _("Senior leaders approve. You may return or reject it.")
_TAKEN_BACK = _("The author has taken this back, so there is nothing to decide.")
_DECIDED = {
    Decision.Verdict.APPROVE: _("{name} approved this on {time}."),
    Decision.Verdict.RETURN: _("{name} returned this on {time}."),
    Decision.Verdict.REJECT: _("{name} rejected this on {time}."),
}


@dataclass(frozen=True, slots=True)
class Decide:
    """The decision panel. A sentence in ``…_because`` disables that button and says why."""

    approve_because: Words = ""
    refuse_because: Words = ""
    waits: bool = True

    @property
    def shut(self) -> bool:
        """Nothing can be decided here."""
        return bool(self.approve_because and self.refuse_because)


def decide(post: Post, membership: Membership, *, in_the_way: Words) -> Decide:
    """What this member may decide; ``in_the_way`` is why nobody may approve it as it stands."""
    if post.state != State.SUBMITTED:
        decided = who_decided(post) or _TAKEN_BACK
        return Decide(decided, decided, waits=False)
    if post.author_id == membership.person_id:
        return Decide(_OWN, _OWN)
    if Permission.APPROVE_POSTS not in membership.permissions:
        return Decide(approve_because=_LEADERS_ONLY)
    return Decide(approve_because=in_the_way)


def may_decide(post: Post, membership: Membership) -> bool:
    """Whether it waits, and for somebody other than its author."""
    return post.state == State.SUBMITTED and post.author_id != membership.person_id


def who_decided(post: Post) -> str:
    """Who decided on the post last, in which role, and when; empty while it is open."""
    last = post.decisions.select_related("by").order_by("-at").first()
    if last is None or post.state in {State.SUBMITTED, State.DRAFT}:
        return ""
    sentence = _DECIDED[Decision.Verdict(last.verdict)]
    return sentence.format(name=_named(last), time=times.written(last.at))


def outcome(decision: Decision) -> str:
    """What a decision leads to, in a sentence for the one who took it."""
    post = decision.post
    if decision.verdict == Decision.Verdict.RETURN:
        return gettext("Returned to {author} with your comment.").format(author=post.author.name)
    if decision.verdict == Decision.Verdict.REJECT:
        return gettext("Rejected. {author} is told why.").format(author=post.author.name)
    if post.state == State.SUBMITTED:
        return gettext(
            "Your approval is recorded. One more person must approve it before it goes out."
        )
    if trips.held(post):
        return gettext("Approved. {waits}").format(waits=trips.held(post))
    if post.wall_time and post.scheduled_for:
        return gettext("Approved. It goes out on {time}.").format(
            time=times.written(post.scheduled_for)
        )
    return gettext("Approved. It goes out now.")


def _named(decision: Decision) -> str:
    """With their roles, and with cover where it was by that that they approved."""
    person = decision.by
    place = Membership.objects.filter(school_id=decision.school_id, person=person).first()
    roles = [str(role) for role in place.role_names] if place else []
    if place and Role.SLT not in place.roles and decision.verdict == Decision.Verdict.APPROVE:
        roles.append(gettext("covering for a leader"))
    return f"{person.name} ({get_text_list(roles, gettext('and'))})" if roles else person.name
