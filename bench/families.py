"""The family page as a phone has it: its first paint, and many families who answer at once."""

import re
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from threading import Barrier, Thread
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, sync_playwright

HOST = "127.0.0.1"
ROUNDS = 9
BIRTHDAY = {"day": "27", "month": "3", "year": "2018"}
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
"""A slow 4G line: 1.6 Mbit/s, 150 ms."""
SLOWER_PHONE = 4  # times slower than this machine

_ANSWERS = re.compile(r'name="(answer-[^"]+)" value="no"')
_SEEN = re.compile(r'name="seen" value="(\d+)"')


def admitted(token: str) -> Client:
    """A phone that has come through the door."""
    phone = Client(headers={"host": HOST})
    phone.post(f"/f/{token}/")
    if phone.post("/f/check/", BIRTHDAY).status_code != 302:
        raise RuntimeError("The door did not open.")
    return phone


def answered_at_once(tokens: Sequence[str]) -> float:
    """Seconds until each of these families, all starting together, has been thanked for its form.

    Raises ``RuntimeError`` where one of them was not.
    """
    phones = [admitted(token) for token in tokens]
    start, failed = Barrier(len(phones) + 1), list[str]()

    def send(phone: Client) -> None:
        start.wait()
        try:
            page = phone.get("/f/form/").content.decode()
            sent = dict.fromkeys(_ANSWERS.findall(page), "yes") | {"seen": _SEEN.findall(page)[0]}
            thanks = phone.post("/f/form/", sent, follow=True).content.decode()
            if 'role="status"' not in thanks:
                failed.append("not thanked")
        finally:
            connection.close()

    threads = [Thread(target=send, args=(phone,)) for phone in phones]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(f"{len(failed)} of {len(tokens)} families were not thanked.")
    return time.perf_counter() - began


def first_paints(cookie: str) -> tuple[float, float] | None:
    """Medians in ms of the form's first contentful paint on a cold cache: on this machine, and on a
    slow phone with a slow line. None without a Chromium.
    """
    chromium = shutil.which("chromium")
    if chromium is None:
        return None
    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        here = [_painted(browser, address, cookie, slow=False) for _ in range(ROUNDS)]
        away = [_painted(browser, address, cookie, slow=True) for _ in range(ROUNDS)]
        browser.close()
    return median(here[1:]), median(away[1:])


def _painted(browser: Browser, address: str, cookie: str, *, slow: bool) -> float:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": "family", "value": cookie, "domain": HOST, "path": "/f/"}])
    page = context.new_page()
    if slow:
        _slow_down(context, page)
    page.goto(f"{address}/f/form/")
    page.wait_for_function(f"({PAINTED}) !== null")
    painted = float(page.evaluate(PAINTED))
    if not page.url.endswith("/f/form/"):
        raise RuntimeError(f"Painted {page.url} instead of the form.")
    context.close()
    return painted


def _slow_down(context: BrowserContext, page: Any) -> None:
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PHONE})


class _Silent(WSGIRequestHandler):
    def log_message(self, *args: Any, **options: Any) -> None:
        """A row of figures is all that is to be seen."""


@contextmanager
def _served() -> Iterator[str]:
    """The software over HTTP; its address."""
    server = ThreadedWSGIServer((HOST, 0), _Silent, connections_override=None)
    server.set_app(WSGIHandler())
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
