"""What a person is told when something about followers cannot be done."""

from django.utils.translation import gettext

from moderation.drafts.errors import Refusal


class NotPossibleNow(Refusal):
    def __init__(self) -> None:
        super().__init__(
            gettext("This was decided in the meantime. Load the page again to see how.")
        )


class DecidedSince(Refusal):
    def __init__(self) -> None:
        super().__init__(gettext("It was taken back, signed or decided again since, so it stays."))


class NotThisReason(Refusal):
    def __init__(self) -> None:
        super().__init__(gettext("Choose a reason that the policy names for this decision."))


class NoteMissing(Refusal):
    def __init__(self) -> None:
        super().__init__(gettext("Say in a few words what it is about: it is kept with the case."))


class OwnSignature(Refusal):
    def __init__(self) -> None:
        super().__init__(gettext("Somebody else has to sign: this is your own decision."))


class ToldAlready(Refusal):
    def __init__(self) -> None:
        super().__init__(
            gettext(
                "The safeguarding lead has been told of this. Speak to them: once they "
                "have closed it as not a pupil, this follower is to be decided again."
            )
        )


class StillSweeping(Refusal):
    def __init__(self) -> None:
        super().__init__(
            gettext(
                "The followers of this account are being read. Wait until that is done, or stop it."
            )
        )


class NotConsented(Refusal):
    def __init__(self) -> None:
        super().__init__(
            gettext(
                "This is a colleague’s own account. Its followers are read only if its "
                "owner agrees."
            )
        )


class NotConnected(Refusal):
    def __init__(self) -> None:
        super().__init__(
            gettext("This account is not connected to X. Connect it, or use an archive or a list.")
        )


class NoHandles(Refusal):
    def __init__(self) -> None:
        super().__init__(
            gettext("There is no handle in this list. Paste handles such as @StCatherine.")
        )


class NotTheOwner(Refusal):
    def __init__(self) -> None:
        super().__init__(gettext("Only the owner of a professional account agrees to this."))


class OlderArchive(Refusal):
    def __init__(self) -> None:
        super().__init__(
            gettext("X made this archive before the followers were last read. Ask X for a new one.")
        )


class SomethingNew(Refusal):
    def __init__(self) -> None:
        super().__init__(
            gettext("There are followers to decide about. Decide first, or ask somebody.")
        )


class NewerCase(Refusal):
    def __init__(self) -> None:
        super().__init__(gettext("There is a newer case about this follower. Decide that one."))
