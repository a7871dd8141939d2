"""PostgreSQL refuses to run as root: as root it gets a system user, and folders it may pass."""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

from schoolsocial.demo.telling import Trouble, say

NAME = "embedded_postgres"
_PASS = stat.S_IXGRP | stat.S_IXOTH
_READ = stat.S_IRGRP | stat.S_IROTH


def for_postgres() -> str | None:
    """The system user PostgreSQL runs as, made if need be; None where we are not root."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(NAME)
    except KeyError:
        say(f"Running as root, which PostgreSQL refuses: making the system user {NAME} for it.")
        _make()
    return NAME


def let_in(account: str, own: Path, *read: Path) -> None:
    """Give ``own`` to the account and open the ``read`` trees to it, saying what that opens."""
    shutil.chown(own, account, account)
    for tree in read:
        _open_tree(tree)
    for folder in sorted({parent for path in (own, *read) for parent in path.resolve().parents}):
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            say(f"Opening {folder} for passing through, so that {account} reaches its files.")
            folder.chmod(mode | _PASS)


def _make() -> None:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/bin/sh", NAME]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Trouble(
            f"The system user {NAME} could not be made ({error}). Run this as a normal user, "
            "or set DATABASE_URL to a PostgreSQL you have."
        ) from None


def _open_tree(tree: Path) -> None:
    for path in (tree, *tree.rglob("*")):
        mode = path.stat().st_mode
        wanted = _READ | (_PASS if mode & stat.S_IXUSR else 0)
        if mode & wanted != wanted:
            path.chmod(mode | wanted)
