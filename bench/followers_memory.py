"""The memory of one more sweep, in a process that does nothing else."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import django

from bench import memory

WARM = 2_000


def peak(count: int, *, database: str, school_id: int, warm_id: int, account_id: int) -> float:
    """Megabytes that sweeping the account adds at its highest, once everything is loaded.

    ``warm_id``: another account, that a small sweep is made of first.
    """
    if not memory.can_measure():
        return 0.0
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=fresh) as pool:
        return pool.submit(_peak, count, url, school_id, warm_id, account_id).result()


def _peak(count: int, url: str, school_id: int, warm_id: int, account_id: int) -> float:
    os.environ["DATABASE_URL"] = url
    django.setup()
    from bench import followers  # its models need what was just set up  # noqa: PLC0415

    followers.again(school_id, warm_id, WARM)
    return memory.peak_here(lambda _path: followers.again(school_id, account_id, count), Path())
