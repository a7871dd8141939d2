"""The lists of posts as they are saved. No child is in them but in the words of a post."""

from moderation.drafts.models import Post, Takedown
from moderation.drafts.presenters.live import link
from moderation.drafts.workflow import State
from schoolsocial.documents.lists import SavedList

PUBLISHED = SavedList[Post](
    "drafts.published",
    "Published",
    {
        "Posted at": lambda post: post.posted_at,
        "Account": lambda post: post.account.handle,
        "Kind": lambda post: post.get_kind_display(),
        "Words": lambda post: post.text,
        "Written by": lambda post: post.author.name,
        "Stands": lambda post: State(post.state).label,
        "Address on X": link,
    },
)

MINE = SavedList[Post](
    "drafts.mine",
    "My posts",
    {
        "Saved at": lambda post: post.saved_at,
        "Account": lambda post: post.account.handle,
        "Kind": lambda post: post.get_kind_display(),
        "Words": lambda post: post.text,
        "Stands": lambda post: State(post.state).label,
        "Planned for": lambda post: post.scheduled_for,
        "Posted at": lambda post: post.posted_at,
    },
)

QUEUE = SavedList[Post](
    "drafts.review",
    "Waiting for a reviewer",
    {
        "Sent at": lambda post: post.submitted_at,
        "Account": lambda post: post.account.handle,
        "Kind": lambda post: post.get_kind_display(),
        "Words": lambda post: post.text,
        "Written by": lambda post: post.author.name,
        "Wished for": lambda post: post.wall_time,
        "Review due": lambda post: post.review_due_at,
    },
)

TAKEDOWNS = SavedList[Takedown](
    "drafts.takedowns",
    "To take down",
    {
        "Post": lambda one: str(one.post_id),
        "Account": lambda one: one.post.account.handle,
        "Words": lambda one: one.post.text,
        "Reason": lambda one: Takedown.Reason(one.reason).label,
        "Reason came up": lambda one: one.opened_at,
        "Due": lambda one: one.due_at,
        "Stands": lambda one: Takedown.Outcome(one.outcome).label,
        "Done": lambda one: one.done_at,
    },
)
