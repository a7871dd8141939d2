"""``python -m schoolsocial.demo.picturing --port 8000``: the guide's pictures, from the demo.

The demo has to run already, at that port, as it was first loaded. Each picture is a phone's screen
in the light theme. Run it when a page of the guide looks different from its picture.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, Playwright, sync_playwright

from schoolsocial.demo.data.schools import PASSWORD, SCHOOLS
from schoolsocial.demo.telling import say
from schoolsocial.demo.waiting import LOOPBACK

FOLDER = Path("static/img/guide")
WIDTH, HEIGHT = 390, 640
_SHARPNESS = 2  # pixels of the file for each of the page
_QUALITY = 70


@dataclass(frozen=True, slots=True)
class Picture:
    """A page below the school's address, seen by one of its staff; ``follow`` is the beginning of a
    link there to go on by."""

    name: str
    login: str
    path: str
    follow: str = ""


PICTURES = (
    Picture("my-drafts", "teacher", "drafts/"),
    Picture("compose", "teacher", "drafts/", "Well done Josh"),
    Picture("photo-sheets", "teacher", "photo-sheets/"),
    Picture("notice", "teacher", "notices/new/"),
    Picture("report", "teacher", "incidents/report/"),
    Picture("review", "deputy", "review/"),
    Picture("review-one", "deputy", "review/", "Key Stage 1"),
    Picture("stop", "head", "stop-posting/"),
    Picture("published", "head", "published/"),
    Picture("takedowns", "head", "takedowns/"),
    Picture("followers", "head", "followers/"),
    Picture("incidents", "head", "incidents/"),
    Picture("policy", "head", "policy/"),
    Picture("accounts", "head", "accounts/"),
    Picture("never-publish", "dsl", "never-publish/"),
    Picture("roll", "office", "roll/"),
    Picture("consent", "office", "consent/"),
    Picture("campaigns", "office", "campaigns/"),
    Picture("dashboard", "governor", "governance/"),
    Picture("visits", "governor", "governance/visits/"),
    Picture("people", "head", "people/"),
)


def main(arguments: list[str] | None = None) -> int:
    """Writes every picture into the static files."""
    parser = argparse.ArgumentParser(prog="schoolsocial.demo.picturing", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="of the demo's web server")
    parser.add_argument("--chromium", default="/usr/bin/chromium", help="the browser to look with")
    options = parser.parse_args(arguments)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        take(playwright, f"http://{LOOPBACK}:{options.port}", options.chromium)
    return 0


def take(playwright: Playwright, address: str, chromium: str) -> None:
    """One sign-in for each of the staff, then their pictures."""
    for login in dict.fromkeys(picture.login for picture in PICTURES):
        with _signed_in(playwright, address, chromium, login) as page:
            for picture in PICTURES:
                if picture.login == login:
                    _take(page, address, picture)


@contextmanager
def _signed_in(playwright: Playwright, address: str, chromium: str, login: str) -> Iterator[Page]:
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    page = browser.new_page(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=_SHARPNESS,
        color_scheme="light",
        locale="en-GB",
    )
    page.goto(f"{address}/account/login/")
    page.fill("input[name=login]", f"{login}@{SCHOOLS[0].domain}")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{address}/{SCHOOLS[0].slug}/**")
    yield page
    browser.close()


def _take(page: Page, address: str, picture: Picture) -> None:
    page.goto(f"{address}/{SCHOOLS[0].slug}/{picture.path}")
    if picture.follow:
        page.get_by_role("link", name=picture.follow).first.click()
    page.wait_for_load_state("networkidle")
    file = FOLDER / f"{picture.name}.webp"
    Image.open(io.BytesIO(page.screenshot())).save(file, quality=_QUALITY, method=6)
    say(f"{file}")


if __name__ == "__main__":
    sys.exit(main())
