"""What X says of its limits with each answer. They are told and not enforced: ask for a fault."""

import time
from dataclasses import dataclass, field

WINDOW_SECONDS = 900
ALLOWED = {
    "create": 100,
    "delete": 50,
    "lookup": 900,
    "upload": 500,
    "metadata": 500,
    "me": 75,
    "timeline": 900,
    "mentions": 300,
    "followers": 300,
    "following": 300,
    "blocking": 15,
    "block": 50,
    "unblock": 50,
    "hide": 50,
}


@dataclass
class Rates:
    """How often each account called each operation in the window that runs."""

    counted: dict[tuple[str, str, int], int] = field(default_factory=dict)

    def count(self, operation: str, account_id: str) -> dict[str, str]:
        """One more call; the headers that tell of it, none for an operation without a limit."""
        allowed = ALLOWED.get(operation)
        if allowed is None:
            return {}
        window = int(time.time()) // WINDOW_SECONDS
        key = (account_id, operation, window)
        self.counted = {one: n for one, n in self.counted.items() if one[2] == window}
        self.counted[key] = self.counted.get(key, 0) + 1
        return {
            "x-rate-limit-limit": str(allowed),
            "x-rate-limit-remaining": str(max(0, allowed - self.counted[key])),
            "x-rate-limit-reset": str((window + 1) * WINDOW_SECONDS),
        }
