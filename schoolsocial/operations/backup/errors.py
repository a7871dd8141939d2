"""Why a backup or a restore did not happen, each in one sentence for the person at the keyboard."""


class BackupError(Exception):
    """Nothing was changed."""


class NoKey(BackupError):
    """No key for backups is set, or none that fits this file."""


class Damaged(BackupError):
    """The file is not as it was written."""

    def __init__(self, what: str) -> None:
        super().__init__(f"This backup is damaged: {what}. Nothing was restored; take another one.")


class NotHere(BackupError):
    """This database is not one to restore into."""


class NotTheSame(BackupError):
    """What was restored is not what was backed up; it was undone."""
