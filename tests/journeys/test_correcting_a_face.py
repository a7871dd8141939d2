"""A leader finds the wrong child named in a live photo; the register is asked at once."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from consent import academic_year
from consent.actions import faces
from consent.models import Face, Pupil
from consent.pictures import FaceBox
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.consent.families import answer, class_of_today, make_guardian, make_pupil
from tests.consent.pictures.blobs import drawn
from tests.drafts.forcing import force
from tests.fixtures.browser import DESK, PHONE
from tests.posts import adopt_policy, make_photo, submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
FACES = [FaceBox(160 + 400 * number, 260, 160, 192) for number in range(2)]


def child(school: School, said: str, *name: str) -> Pupil:
    now = timezone.now()
    oak = school.classes.first() or class_of_today(school)
    pupil = make_pupil(school, *name, school_class=oak)
    day = academic_year.day_of(now)
    answer(pupil, said, make_guardian(pupil), given_on=day, now=now)
    return pupil


@pytest.fixture
def live(school: School, teacher: Person) -> Post:
    """A post on X with two faces, Amelia's and an adult's, as its author said."""
    adopt_policy(school)
    post = submitted(school, teacher, photos=[("Children at a paper bridge", False)])
    with in_scope(school.pk):
        amelia = child(school, "yes", "Amelia", "Brown")
        child(school, "no", "Cora", "Dean")
        photo = make_photo(school, teacher, drawn((1200, 800), FACES, "JPEG"))
        force("drafts_postphoto", post.post_photos.get().pk, photo_id=photo.pk)
        for box, pupil in zip(FACES, (amelia, None), strict=True):
            face = Face.objects.create(
                school=school,
                photo=photo,
                found_by="detector",
                added_at=timezone.now(),
                **box._asdict(),
            )
            who = "pupil" if pupil else "adult"
            faces.say(face=face, who=who, pupil=pupil, by=teacher, now=timezone.now())
    force("drafts_post", post.pk, state="posted", tweet_id="77", posted_at=timezone.now())
    return post


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_leader_corrects_a_live_photo_both_ways(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    head: Person,
    live: Post,
    width: int,
    dark: bool,
) -> None:
    # given a leader on the page of a live post
    page = browser_page(width=width, dark=dark, person=head)
    page.goto(f"/{school.slug}/posts/{live.pk}/")
    axe_clean(page)
    page.get_by_role("link", name="Correct who is in photo 1").click()
    expect(page.get_by_text("This post is on X.")).to_be_visible()
    axe_clean(page)
    if width == PHONE:
        thumb_sized(page)

    # when they say that the first face is another child's, who may not be shown
    page.get_by_label("Pupil at face 1").fill("Cora Dean, 3 Oak")
    page.locator("li.face").first.get_by_role("button", name="Is this pupil").click()

    # then what follows is said, and the post is on the list
    expect(page.get_by_text("Corrected. Cora Dean may not be shown in this photo")).to_be_visible()
    axe_clean(page)
    page.goto(f"/{school.slug}/takedowns/")
    expect(page.get_by_role("heading", name="Cora Dean")).to_be_visible()
    axe_clean(page)

    # and where that was a mistake, it is put right from there
    page.get_by_role("link", name="Correct who is in photo 1").click()
    page.locator("li.face").first.get_by_role("button", name="Adult").click()
    expect(page.get_by_text("no longer has to come down")).to_be_visible()
    page.goto(f"/{school.slug}/takedowns/")
    expect(page.get_by_text("The child is not in it after all")).to_be_visible()
    axe_clean(page)
