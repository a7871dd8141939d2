"""A picture is kept, used again, and then a mother changes her mind."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from consent.models import Face, Pupil
from consent.pictures import FaceBox
from moderation.drafts.actions import reviews, submissions
from moderation.drafts.jobs import register_changes
from moderation.drafts.models import Post
from moderation.drafts.workflow import State
from schoolsocial.accounts.models import Person, School
from tests.cast import in_scope
from tests.consent.pictures.blobs import drawn
from tests.drafts import shelf
from tests.drafts.forcing import force
from tests.drafts.outgoing import now_of
from tests.fixtures.browser import DESK, PHONE
from tests.posts import adopt_policy, make_photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]
FACES = [FaceBox(160 + 320 * number, 260, 160, 192) for number in range(3)]


@pytest.fixture
def live(school: School, teacher: Person, head: Person, office: Person) -> Post:
    """A live post that was approved, with three children in its picture."""
    adopt_policy(school)
    pupils = shelf.children(school, office)
    post = shelf.draft_with(school, teacher, pupils)
    with in_scope(school.pk):
        photo = make_photo(school, teacher, drawn((1200, 800), FACES, "JPEG"))
        force("drafts_postphoto", post.post_photos.get().pk, photo_id=photo.pk)
        for box, face in zip(FACES, Face.objects.order_by("pk"), strict=True):
            sides = {f'"{side}"': value for side, value in box._asdict().items()}
            force("consent_face", face.pk, photo_id=photo.pk, **sides)
    return shelf.posted(shelf.sent_on(post, teacher, head), 3)


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_picture_is_kept_used_and_barred(
    browser_page: Callable[..., Page],
    axe_clean: Check,
    thumb_sized: Check,
    school: School,
    teacher: Person,
    head: Person,
    office: Person,
    live: Post,
    width: int,
    dark: bool,
) -> None:
    # given a leader who keeps the picture of a live post
    leader = browser_page(width=width, dark=dark, person=head)
    leader.goto(f"/{school.slug}/posts/{live.pk}/")
    leader.get_by_role("link", name="Keep photo 1 for reuse").click()
    leader.get_by_label("Title").fill(shelf.TITLE)
    leader.get_by_label("Class or occasion").fill("3 Oak, harvest festival")
    axe_clean(leader)
    leader.get_by_role("button", name="Keep for reuse").click()
    expect(leader.get_by_role("heading", name="Can be used today")).to_be_visible()
    axe_clean(leader)

    # when a teacher finds it from a draft and puts it in
    author = browser_page(width=width, dark=dark, person=teacher)
    author.goto(f"/{school.slug}/drafts/")
    author.get_by_role("button", name="Write a post").click()
    author.get_by_role("textbox", name="What do you want to tell?").fill(
        "Harvest again, as every year."
    )
    author.get_by_role("button", name="From the library").click()
    author.wait_for_url("**/library/")
    author.get_by_role("searchbox").press_sequentially("swimming")
    expect(author.get_by_text("No picture found")).to_be_visible()
    author.get_by_role("searchbox").fill("harvest")
    expect(author.get_by_role("button", name="Use this picture")).to_be_visible()
    axe_clean(author)
    if width == PHONE:
        thumb_sized(author)
    author.get_by_role("button", name="Use this picture").click()
    expect(author.get_by_text("The picture is in your draft.")).to_be_visible()
    expect(author.get_by_label("Describe photo 1")).to_have_value(shelf.ALT)
    expect(author.get_by_role("textbox", name="What do you want to tell?")).to_have_value(
        "Harvest again, as every year."
    )
    axe_clean(author)
    author.get_by_role("link", name="Who is in it?").click()
    expect(author.get_by_text("This picture is in the library.")).to_be_visible()
    axe_clean(author)

    # and it is sent for approval, reviewed and approved
    with in_scope(school.pk):
        post = Post.objects.get(author=teacher, state=State.DRAFT)
        submissions.submit(post=post, by=teacher, now=timezone.now())
    leader.goto(f"/{school.slug}/review/{post.pk}/")
    expect(leader.get_by_text(f"From the library (“{shelf.TITLE}”), last used on")).to_be_visible()
    expect(leader.get_by_text("3 days ago.")).to_be_visible()
    axe_clean(leader)
    with in_scope(school.pk):
        reviews.approve(post=post, by=head, version=1, now=timezone.now())
        child = Pupil.objects.order_by("pk")[0]

    # then a withdrawal bars the picture and pulls the queued post
    shelf.withdraw(child, office)
    register_changes.heed(school.pk, child.pk)
    assert now_of(post).state == State.RETURNED
    author.goto(f"/{school.slug}/drafts/{post.pk}/library/")
    expect(author.get_by_text("May not be used now")).to_be_visible()
    expect(author.get_by_role("button", name="Use this picture")).to_have_count(0)
    axe_clean(author)
    author.goto(f"/{school.slug}/drafts/{post.pk}/")
    expect(author.get_by_text("Why it is back with you")).to_be_visible()
