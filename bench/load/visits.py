"""What each of the staff does on a morning, one request after the other, and how long each took."""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from threading import Lock
from typing import Final

import requests

from bench.load.schools import Staff
from schoolsocial.accounts.roles import Role

BARE: Final = "/live"
BARE_EVERY = 20
"""One of so many requests asks the view that does nothing."""
_THREADS = 48
_ARRIVING, _FIRST_IN, _ROUND = 8, 24, 8
"""How many at once, of how many staff, ask for how many pages before anything is timed."""
_TIMEOUT = 60  # s
_OK = 400  # what is below is an answer
_CSRF = "morningmorningmorningmorningmorn"
_REVISION = re.compile(r'name="revision" value="(\d+)"')
_WORDS = (
    "Class 4 measured how far a paper plane flies. The best one crossed the hall.",
    "Class 4 measured how far a paper plane flies. We drew a chart of it.",
    "Class 4 measured how far a paper plane flies. Next week we build gliders.",
)


@dataclass(frozen=True)
class Answer:
    """One request: seconds from when it was to be sent to its whole answer, and what came."""

    what: str
    seconds: float
    wrong: str = ""


class Visitor:
    """One of the staff: a browser with a session, going round their pages without end."""

    def __init__(self, address: str, staff: Staff) -> None:
        self._address = address
        self._browser = requests.Session()
        self._browser.cookies.update({"sessionid": staff.session, "csrftoken": _CSRF})
        self._round = self._going_round(staff)
        self._turn = Lock()
        self._page = ""

    def next(self, due: float) -> Answer:
        """The visitor's next request, which was to be sent at the moment ``due`` (monotonic)."""
        with self._turn:
            what, path, data = next(self._round)
            try:
                answer = self._ask(path, data)
            except requests.RequestException as error:
                return Answer(what, time.monotonic() - due, type(error).__name__)
        seconds = time.monotonic() - due
        if answer.status_code >= _OK or answer.is_redirect:
            return Answer(what, seconds, str(answer.status_code))
        self._page = answer.text
        return Answer(what, seconds)

    def _ask(self, path: str, data: dict[str, str] | None) -> requests.Response:
        address = self._address + path
        if data is None:
            return self._browser.get(address, timeout=_TIMEOUT, allow_redirects=False)
        headers = {"HX-Request": "true", "X-CSRFToken": _CSRF, "Referer": self._address}
        return self._browser.post(
            address, data, headers=headers, timeout=_TIMEOUT, allow_redirects=False
        )

    def _going_round(self, staff: Staff) -> Iterator[tuple[str, str, dict[str, str] | None]]:
        for post in cycle(staff.posts or (0,)):
            for page in _PAGES[staff.role]:
                yield page, f"/{staff.slug}/{page.format(post=post)}", None
                if page == _DRAFT:
                    for words in _WORDS:
                        [revision] = _REVISION.findall(self._page)
                        typed = {"text": words, "revision": revision}
                        yield "save a draft", f"/{staff.slug}/drafts/{post}/save/", typed


_DRAFT = "drafts/{post}/"
_PAGES = {
    Role.TEACHER: ("", "drafts/", _DRAFT, "calendar/", "published/"),
    Role.SLT: ("", "review/", "review/{post}/", "calendar/", "followers/", "incidents/"),
    Role.OFFICE: ("", "consent/", "campaigns/"),
    Role.GOVERNOR: ("", "governance/", "policy/"),
}


def arrive(address: str, staff: list[Staff]) -> None:
    """First pages, which no figure is made of: that is when a web process reads its templates."""
    visitors = [Visitor(address, one) for one in staff[:_FIRST_IN]]
    with ThreadPoolExecutor(_ARRIVING) as pool:
        wrong = [answer for answers in pool.map(_go_round, visitors) for answer in answers]
    if wrong:
        raise RuntimeError(f"A first page was not answered: {wrong[0]}")


def _go_round(visitor: Visitor) -> list[Answer]:
    """The answers that were not as they should be."""
    answers = [visitor.next(time.monotonic()) for _ in range(_ROUND)]
    return [answer for answer in answers if answer.wrong]


def morning(address: str, staff: list[Staff], *, seconds: float, rate: float) -> list[Answer]:
    """So many requests a second for so long, whether the earlier ones were answered or not.

    Each is timed from when it was to be sent, so that one slow answer hides no other.
    """
    visitors = cycle([Visitor(address, one) for one in staff])
    bare = requests.Session()
    began = time.monotonic()
    with ThreadPoolExecutor(_THREADS) as pool:
        sent = []
        for number in range(int(seconds * rate)):
            due = began + number / rate
            time.sleep(max(0.0, due - time.monotonic()))
            if number % BARE_EVERY == 0:
                sent.append(pool.submit(_bare, bare, address, due))
            sent.append(pool.submit(next(visitors).next, due))
        return [one.result() for one in sent]


def _bare(browser: requests.Session, address: str, due: float) -> Answer:
    status = browser.get(address + BARE, timeout=_TIMEOUT).status_code
    return Answer(BARE, time.monotonic() - due, str(status) if status >= _OK else "")
