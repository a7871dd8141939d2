"""The post on X that an incident's link leads to."""

import re

_STATUS = re.compile(r"/status(?:es)?/(\d{1,19})(?:[/?#]|\Z)", re.ASCII)


def tweet_id_in(link: str) -> str:
    """X's number of the post; empty where the link leads to none."""
    found = _STATUS.search(link)
    return found[1] if found else ""
