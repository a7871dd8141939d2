"""The memory of one import of a roll, in a process that does nothing else."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import django

from bench import memory


def peak(path: Path, *, database: str, school_id: int) -> float:
    """Megabytes that looking at this file adds at its highest, once everything is loaded."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=fresh) as pool:
        return pool.submit(_peak, path, url, school_id).result()


def _peak(path: Path, url: str, school_id: int) -> float:
    os.environ["DATABASE_URL"] = url
    django.setup()
    from bench import roll  # its models need what was just set up  # noqa: PLC0415

    few = roll.file(path.with_name("few.csv"), 100)
    roll.bring_in(school_id, few)
    return memory.peak_here(lambda one: roll.bring_in(school_id, one), path)
