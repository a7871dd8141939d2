"""What a school's website reads: the posts that stand on X, and nothing that is not public."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone

from moderation.drafts.models import Takedown
from moderation.drafts.takedowns import due_after
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x.models import Account
from tests.api.making import Program, ask_to_remove, program, published
from tests.drafts.forcing import force
from tests.posts import adopt_policy, make_account, make_post, make_pupil, scheduled

A_POST = {"id", "text", "link", "posted_at", "account", "pictures", "follows"}


@pytest.fixture(autouse=True)
def ready(school: School, teacher: Person, head: Person) -> None:
    adopt_policy(school)
    make_account(school, handle="StCaths")


@pytest.fixture
def website(school: School, head: Person) -> Program:
    return program(school, head)


def texts(website: Program, path: str = "posts") -> list[str]:
    return [post["text"] for post in website.get(path).json()["posts"]]


def test_posts_are_told_with_their_pictures_and_nothing_else(
    school: School, teacher: Person, head: Person, website: Program
) -> None:
    post = published(school, teacher, head, text="Our beans.", photos=[("A bean plant", False)])

    (found,) = website.get("posts").json()["posts"]

    assert found.keys() == A_POST
    assert found["text"] == "Our beans."
    assert found["account"] == "StCaths"
    assert found["link"].endswith(f"/StCaths/status/{post.tweet_id}")
    assert found["pictures"][0]["alt_text"] == "A bean plant"
    answer = website.get("posts").content.decode()
    assert teacher.name not in answer
    assert head.name not in answer


def test_nothing_is_told_of_what_is_not_live(
    school: School, teacher: Person, head: Person, website: Program
) -> None:
    waiting = [
        make_post(school, teacher, text="A draft"),
        scheduled(school, teacher, head, text="Approved"),
    ]

    assert website.get("posts").json() == {"posts": [], "next": None}
    assert {website.get(f"posts/{post.pk}").status_code for post in waiting} == {404}


def test_post_is_gone_as_soon_as_somebody_asks_to_delete_it(
    school: School, teacher: Person, head: Person, website: Program
) -> None:
    post = published(school, teacher, head, photos=[("A bean plant", False)])
    picture = website.get("posts").json()["posts"][0]["pictures"][0]["address"]
    path = picture.partition("/api/v1/")[2]
    assert Program().get(path).status_code == 200

    ask_to_remove(post, head)

    assert texts(website) == []
    assert website.get(f"posts/{post.pk}").status_code == 404
    assert Program().get(path).status_code == 404


def test_post_that_is_to_come_down_is_gone_at_once(
    school: School, teacher: Person, head: Person, website: Program
) -> None:
    post, now = published(school, teacher, head), timezone.now()
    with scope.school(school.pk):
        Takedown.objects.create(
            school=school,
            post=post,
            pupil=make_pupil(school, "Amelia", "Brown"),
            reason=Takedown.Reason.LAPSED,
            opened_at=now,
            due_at=due_after(now, 24),
        )

    assert texts(website) == []


def test_account_of_a_member_of_staff_is_not_the_schools_to_show(
    school: School, teacher: Person, head: Person, website: Program
) -> None:
    post = published(school, teacher, head)
    with scope.school(school.pk):
        Account.objects.filter(pk=post.account_id).update(kind=Account.Kind.STAFF, owner=teacher)

    assert texts(website) == []
    assert website.get("accounts").json() == {"accounts": []}


def test_pages_meet_without_a_gap_and_without_a_double(
    school: School, teacher: Person, head: Person, website: Program
) -> None:
    moment = timezone.now() - timedelta(hours=1)
    for number in range(5):
        same = moment + timedelta(minutes=number // 2)
        published(school, teacher, head, at=same, text=f"Post {number}")

    first = website.get("posts?limit=2").json()
    second = website.get(f"posts?limit=2&cursor={first['next']}").json()
    third = website.get(f"posts?limit=2&cursor={second['next']}").json()

    pages = [[post["text"] for post in page["posts"]] for page in (first, second, third)]
    assert pages == [["Post 4", "Post 3"], ["Post 2", "Post 1"], ["Post 0"]]
    assert third["next"] is None


def test_picture_is_the_approved_one_byte_for_byte(
    school: School, teacher: Person, head: Person, website: Program
) -> None:
    post = published(school, teacher, head, photos=[("A bean plant", False)])
    address = website.get(f"posts/{post.pk}").json()["pictures"][0]["address"]

    answer = Program().get(address.partition("/api/v1/")[2])

    with scope.school(school.pk):
        photo = post.photos.get()
    assert answer["Content-Type"] == photo.media_type
    assert answer["Cache-Control"] == "public, no-cache"
    assert sha256(answer.content).hexdigest() == photo.sha256


@pytest.mark.parametrize("signed", ["1-1-1.forged", "no", "1-1-1", "a-b-c.x"])
def test_picture_with_an_address_of_ones_own_making_is_not_there(db: None, signed: str) -> None:
    assert Program().get(f"pictures/{signed}").status_code == 404


def test_school_and_policy_are_told_as_on_the_public_page(school: School, website: Program) -> None:
    told = website.get("school").json()
    policy = website.get("policy").json()

    assert told["name"] == "St Catherine of Siena"
    assert told["policy"].endswith("/st-catherine/policy/public/")
    assert policy["version"] == 1
    assert {"number", "heading", "text"} == policy["clauses"][0].keys()


def test_school_without_a_policy_in_force_has_none_to_tell(
    other_school: School, other_head: Person
) -> None:
    answer = program(other_school, other_head).get("policy")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_question_asked_again_is_answered_in_short(
    school: School, teacher: Person, head: Person, website: Program
) -> None:
    published(school, teacher, head)
    tag = website.get("posts")["ETag"]

    again = website.get("posts", **{"If-None-Match": tag})
    published(school, teacher, head)
    after = website.get("posts", **{"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert after.status_code == 200


def test_time_of_the_last_change_moves_when_a_post_is_to_go(
    school: School, teacher: Person, head: Person, website: Program
) -> None:
    post = published(school, teacher, head)
    known = website.get("posts")["Last-Modified"]
    assert website.get("posts", **{"If-Modified-Since": known}).status_code == 304

    ask_to_remove(post, head)

    assert website.get("posts", **{"If-Modified-Since": known}).status_code == 200


def test_time_is_kept_back_while_another_change_may_share_its_second(
    school: School, teacher: Person, head: Person, website: Program
) -> None:
    published(school, teacher, head, at=timezone.now())

    assert "Last-Modified" not in website.get("posts")


def test_head_is_a_get_without_its_body(
    school: School, teacher: Person, head: Person, website: Program
) -> None:
    published(school, teacher, head)

    answer = website.client.head("/api/v1/posts", headers=website.headers)

    assert answer.status_code == 200
    assert answer.content == b""
    assert answer["ETag"] == website.get("posts")["ETag"]


def test_another_schools_post_is_like_a_missing_one(
    school: School, teacher: Person, head: Person, other_school: School, other_head: Person
) -> None:
    post = published(school, teacher, head)
    theirs = program(other_school, other_head)

    existing, missing = theirs.get(f"posts/{post.pk}"), theirs.get("posts/999999999")

    assert existing.status_code == missing.status_code == 404
    assert existing.content == missing.content
    assert existing.headers.keys() == missing.headers.keys()
    assert theirs.get("posts").json() == {"posts": [], "next": None}


def test_state_forced_to_live_is_what_the_reading_goes_by(
    school: School, teacher: Person, head: Person, website: Program
) -> None:
    """The control: the same row is told or not by its state alone."""
    post = published(school, teacher, head)
    force("drafts_post", post.pk, state="removed")
    gone = texts(website)
    force("drafts_post", post.pk, state="posted")

    assert (gone, len(texts(website))) == ([], 1)
