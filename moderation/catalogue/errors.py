"""What a person is told when something about a post on X cannot be done."""

from django.utils.translation import gettext, ngettext

from moderation.drafts.errors import Refusal


class ReasonMissing(Refusal):
    """Every decision here is kept with its reason."""

    def __init__(self) -> None:
        super().__init__(gettext("Please say why: it is kept with the record."))


class AlreadyDecided(Refusal):
    """Somebody else was quicker."""

    def __init__(self) -> None:
        super().__init__(gettext("Somebody has decided this meanwhile. The page shows what."))


class NotAnAnswer(Refusal):
    """The answer does not belong to this kind of case."""

    def __init__(self) -> None:
        super().__init__(gettext("Choose one of the answers offered."))


class WhoMissing(Refusal):
    """A post made by hand is explained by naming who made it."""

    def __init__(self) -> None:
        super().__init__(gettext("Please choose who posted it."))


class WrongCount(Refusal):
    """The number typed is not the number of posts shown."""

    def __init__(self, posts: int) -> None:
        super().__init__(
            ngettext(
                "The page shows {posts} post. Type that number to delete exactly these.",
                "The page shows {posts} posts. Type that number to delete exactly these.",
                posts,
            ).format(posts=posts)
        )


class NothingChosen(Refusal):
    """No row was ticked, or what was ticked is gone already."""

    def __init__(self) -> None:
        super().__init__(gettext("Tick the posts that should come down first."))


class TooMany(Refusal):
    """More posts than one page can show before they are deleted."""

    def __init__(self, most: int) -> None:
        super().__init__(
            ngettext(
                "Take down at most {most} post at once.",
                "Take down at most {most} posts at once.",
                most,
            ).format(most=most)
        )


class StillRunning(Refusal):
    """One audit of a school at a time: workers have posts to send as well."""

    def __init__(self) -> None:
        super().__init__(
            gettext("An audit is still running. Start the next one when it has finished.")
        )


class NothingLive(Refusal):
    """There is no post to go through."""

    def __init__(self) -> None:
        super().__init__(
            gettext("No post is known to be on X yet, so there is nothing to go through.")
        )


class PolicyMissing(Refusal):
    """An audit is by the policy in force."""

    def __init__(self) -> None:
        super().__init__(gettext("No policy is in force today. Record the ratified policy first."))


class NoLongerThere(Refusal):
    """Who is in a picture is said of posts that stand on X."""

    def __init__(self) -> None:
        super().__init__(
            gettext("This post is no longer on X, so who is in it is not asked any more.")
        )


class NotHeldHere(Refusal):
    """Nobody can say who is in a picture that is not here."""

    def __init__(self) -> None:
        super().__init__(gettext("That picture is not here, or not ready yet. See it on X."))
