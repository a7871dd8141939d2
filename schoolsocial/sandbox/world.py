"""Everything the sandbox remembers, and the file it remembers it in."""

import json
import threading
from pathlib import Path

from schoolsocial.sandbox.accounts import Accounts
from schoolsocial.sandbox.crowds import Crowds
from schoolsocial.sandbox.faults import FaultPlan
from schoolsocial.sandbox.media import MediaStore
from schoolsocial.sandbox.oracle import Oracle
from schoolsocial.sandbox.posts import Posts
from schoolsocial.sandbox.rates import Rates
from schoolsocial.sandbox.snowflakes import Snowflakes
from schoolsocial.sandbox.ties import Ties


class World:
    """The state of one sandbox. Take ``lock`` around anything that reads and then writes.

    With ``state_file``, accounts, their ties, posts and pictures outlive a restart; the oracle and
    the fault plan do not. ``enterprise``: whether the developer app may block through the API.
    """

    def __init__(self, state_file: Path | None = None) -> None:
        snowflakes = Snowflakes()
        self.lock = threading.RLock()
        crowds = Crowds()
        self.accounts = Accounts(snowflakes, crowds)
        self.ties = Ties(crowds)
        self.enterprise = False
        self.media = MediaStore(snowflakes, _folder_beside(state_file))
        self.posts = Posts(snowflakes)
        self.oracle = Oracle()
        self.faults = FaultPlan()
        self.rates = Rates()
        self._state_file = state_file
        if state_file is not None and state_file.exists():
            self._load(state_file)

    def save(self) -> None:
        """Write the state, whole or not at all; readable by its owner only, for it holds tokens."""
        if self._state_file is None:
            return
        data = {
            "accounts": self.accounts.dump(),
            "ties": self.ties.dump(),
            "media": self.media.dump(),
            "posts": self.posts.dump(),
        }
        self._state_file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._state_file.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(data), encoding="utf-8")
        draft.replace(self._state_file)

    def _load(self, state_file: Path) -> None:
        data = json.loads(state_file.read_text(encoding="utf-8"))
        self.accounts.load(data["accounts"])
        self.ties.load(data.get("ties", data["accounts"]))  # where older files hold them
        self.media.load(data["media"])
        self.posts.load(data["posts"])


def _folder_beside(state_file: Path | None) -> Path | None:
    return state_file.with_suffix(".media") if state_file is not None else None
