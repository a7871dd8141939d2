"""The lists of posts as they are saved. No child is in them but in the words of a post."""

from django.utils.translation import gettext_lazy as _

from moderation.drafts.models import Post, Takedown, Trip, WeeklyReminder, WeeklySlot
from moderation.drafts.presenters import series
from moderation.drafts.presenters.live import link
from moderation.drafts.workflow import State
from schoolsocial.documents.lists import SavedList

PUBLISHED = SavedList[Post](
    "drafts.published",
    _("Published"),
    {
        _("Posted at"): lambda post: post.posted_at,
        _("Account"): lambda post: post.account.handle,
        _("Kind"): lambda post: post.get_kind_display(),
        _("Words"): lambda post: post.text,
        _("Written by"): lambda post: post.author.name,
        _("Stands"): lambda post: State(post.state).label,
        _("Address on X"): link,
    },
)

MINE = SavedList[Post](
    "drafts.mine",
    _("My posts"),
    {
        _("Saved at"): lambda post: post.saved_at,
        _("Account"): lambda post: post.account.handle,
        _("Kind"): lambda post: post.get_kind_display(),
        _("Words"): lambda post: post.text,
        _("Stands"): lambda post: State(post.state).label,
        _("Planned for"): lambda post: post.scheduled_for,
        _("Posted at"): lambda post: post.posted_at,
    },
)

QUEUE = SavedList[Post](
    "drafts.review",
    _("Waiting for a reviewer"),
    {
        _("Sent at"): lambda post: post.submitted_at,
        _("Account"): lambda post: post.account.handle,
        _("Kind"): lambda post: post.get_kind_display(),
        _("Words"): lambda post: post.text,
        _("Written by"): lambda post: post.author.name,
        _("Wished for"): lambda post: post.wall_time,
        _("Review due"): lambda post: post.review_due_at,
    },
)

TAKEDOWNS = SavedList[Takedown](
    "drafts.takedowns",
    _("To take down"),
    {
        _("Post"): lambda one: str(one.post_id),
        _("Account"): lambda one: one.post.account.handle,
        _("Words"): lambda one: one.post.text,
        _("Reason"): lambda one: Takedown.Reason(one.reason).label,
        _("Reason came up"): lambda one: one.opened_at,
        _("Due"): lambda one: one.due_at,
        _("Stands"): lambda one: Takedown.Outcome(one.outcome).label,
        _("Done"): lambda one: one.done_at,
    },
)

SERIES = SavedList[series.Row](
    "drafts.series",
    _("Series"),
    {
        _("Name"): lambda row: row.series.name,
        _("Parts"): lambda row: row.series.count,
        _("How far"): lambda row: row.standing,
        _("Made by"): lambda row: row.series.made_by.name,
        _("Made at"): lambda row: row.series.made_at,
    },
)

TRIPS = SavedList[Trip](
    "drafts.trips",
    _("Trips"),
    {
        _("Trip"): lambda trip: trip.name,
        _("Expected back"): lambda trip: trip.returns_at,
        _("Back at school"): lambda trip: trip.returned_at,
        _("Recorded by"): lambda trip: trip.returned_by.name if trip.returned_by else None,
        _("Planned by"): lambda trip: trip.made_by.name,
        _("Planned at"): lambda trip: trip.made_at,
    },
)

SLOTS = SavedList[WeeklySlot](
    "drafts.slots",
    _("Slots"),
    {
        _("Account"): lambda slot: slot.account.handle,
        _("Day"): lambda slot: slot.get_weekday_display(),
        _("At"): lambda slot: f"{slot.at:%H:%M}",
        _("On school days only"): lambda slot: slot.school_days_only,
        _("Set by"): lambda slot: slot.made_by.name,
        _("Set at"): lambda slot: slot.made_at,
    },
)

REMINDERS = SavedList[WeeklyReminder](
    "drafts.reminders",
    _("Weekly reminders"),
    {
        _("Reminder"): lambda one: one.words,
        _("Day"): lambda one: one.get_weekday_display(),
        _("At"): lambda one: f"{one.at:%H:%M}",
        _("In term only"): lambda one: one.in_term_only,
        _("For"): lambda one: one.person.name,
        _("Next at"): lambda one: one.next_at,
    },
)
