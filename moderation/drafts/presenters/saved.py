"""The lists of posts as they are saved. No child is in them but in the words of a post."""

from moderation.drafts.models import Post, Takedown, Trip, WeeklyReminder, WeeklySlot
from moderation.drafts.presenters import series
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

SERIES = SavedList[series.Row](
    "drafts.series",
    "Series",
    {
        "Name": lambda row: row.series.name,
        "Parts": lambda row: row.series.count,
        "How far": lambda row: row.standing,
        "Made by": lambda row: row.series.made_by.name,
        "Made at": lambda row: row.series.made_at,
    },
)

TRIPS = SavedList[Trip](
    "drafts.trips",
    "Trips",
    {
        "Trip": lambda trip: trip.name,
        "Expected back": lambda trip: trip.returns_at,
        "Back at school": lambda trip: trip.returned_at,
        "Recorded by": lambda trip: trip.returned_by.name if trip.returned_by else None,
        "Planned by": lambda trip: trip.made_by.name,
        "Planned at": lambda trip: trip.made_at,
    },
)

SLOTS = SavedList[WeeklySlot](
    "drafts.slots",
    "Slots",
    {
        "Account": lambda slot: slot.account.handle,
        "Day": lambda slot: slot.get_weekday_display(),
        "At": lambda slot: f"{slot.at:%H:%M}",
        "On school days only": lambda slot: slot.school_days_only,
        "Set by": lambda slot: slot.made_by.name,
        "Set at": lambda slot: slot.made_at,
    },
)

REMINDERS = SavedList[WeeklyReminder](
    "drafts.reminders",
    "Weekly reminders",
    {
        "Reminder": lambda one: one.words,
        "Day": lambda one: one.get_weekday_display(),
        "At": lambda one: f"{one.at:%H:%M}",
        "In term only": lambda one: one.in_term_only,
        "For": lambda one: one.person.name,
        "Next at": lambda one: one.next_at,
    },
)
