"""What a person is told when something about following cannot be done."""

from django.utils.translation import gettext

from moderation.drafts.errors import Refusal


class ReasonMissing(Refusal):
    """Every decision here is kept with its reason."""

    def __init__(self) -> None:
        super().__init__(gettext("Please say why: it is kept with the record."))


class NotPossible(Refusal):
    """The entry is in another state by now, or was never one in which this can be done."""

    def __init__(self) -> None:
        super().__init__(
            gettext("Somebody has changed this meanwhile. The page shows how it stands now.")
        )


class ReviewMissing(Refusal):
    """Whoever is followed is looked at again within a year."""

    def __init__(self) -> None:
        super().__init__(
            gettext("Choose when it is looked at again: a day from tomorrow, within a year.")
        )


class AlreadyKnown(Refusal):
    """The account has an entry that is still open."""

    def __init__(self, handle: str) -> None:
        super().__init__(
            gettext("There is an entry of @{handle} already. Open it below.").format(handle=handle)
        )


class NobodyMayBeFollowed(Refusal):
    """The policy in force says that the school follows nobody."""

    def __init__(self, clause: str) -> None:
        super().__init__(
            gettext(
                "The policy in force says in clause {clause} that the school follows "
                "nobody. Refuse the wish, or have the policy changed first."
            ).format(clause=clause)
        )


class ChangedSince(Refusal):
    """Taking many back touches nothing that came after."""

    def __init__(self) -> None:
        super().__init__(
            gettext("It was decided on again or done since, so it stays as it is now.")
        )


class NothingToUndo(Refusal):
    """The last thing that happened was not a person's decision, or is undone already."""

    def __init__(self) -> None:
        super().__init__(gettext("There is nothing here that can be undone."))


class StillReading(Refusal):
    """One reading of an account at a time."""

    def __init__(self) -> None:
        super().__init__(
            gettext("A reading of this account is still under way. Wait until it has ended.")
        )


class NotReadable(Refusal):
    """X's list can be read only with the account's own key."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "This account is not connected, so its list cannot be read from X. Paste "
                "the list, or use the archive."
            )
        )


class TooMany(Refusal):
    """More accounts in one list than X lets a school's account follow."""

    def __init__(self, most: int) -> None:
        super().__init__(
            gettext("That list has more than {most} accounts. Is it of this account?").format(
                most=f"{most:,}"
            )
        )


class NobodyNamed(Refusal):
    """Neither a name nor a number of an account was found."""

    def __init__(self) -> None:
        super().__init__(
            gettext("No account was named. Write one name on X in each line, such as @NASA.")
        )
