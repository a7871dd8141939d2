"""An access request: everything held about one child, and nobody else's face, address or words."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageChops, ImageStat

from consent.actions import faces
from consent.models import NeverPublish, Photo, Pupil
from consent.presenters import subject_access
from moderation.drafts.actions import erasing
from schoolsocial.accounts.models import Person, School
from schoolsocial.accounts.roles import Role
from schoolsocial.audit import actions as audit
from schoolsocial.audit.models import Event
from tests.cast import client_of, in_scope, make_person
from tests.consent.families import PDF, answer, make_guardian, make_pupil
from tests.drafts.erasures import BOX, OTHERS, Life, box_in, post_with, whole_life
from tests.posts import make_photo

Files = dict[str, bytes]


@pytest.fixture
def client(office: Person) -> Client:
    return client_of(office)


@pytest.fixture
def inside(school: School) -> Iterator[None]:
    with in_scope(school.pk):
        yield


@pytest.fixture
def life(school: School, office: Person, teacher: Person, dsl: Person) -> Life:
    return whole_life(school, office, teacher, dsl)


@pytest.fixture
def ask(client: Client) -> Callable[[Pupil], Files]:
    """What is in the ZIP."""

    def asked(pupil: Pupil) -> Files:
        sent = client.post(address(pupil))
        assert sent.status_code == 200
        with zipfile.ZipFile(io.BytesIO(sent.getvalue())) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}

    return asked


def address(pupil: Pupil) -> str:
    return reverse("drafts:access_request", args=[pupil.school.slug, pupil.pk])


def rows(files: Files, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(files["data.json"])[name]
    return found


def test_holds_the_child_and_nobodys_address(
    school: School, office: Person, ask: Callable[[Pupil], Files]
) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school, "=Amelia")
        guardian = make_guardian(pupil, email="bea@example.com", first=True)
        answer(pupil, "yes", guardian, by=office)

    files = ask(pupil)

    tables = "contacts consents papers photos events posts takedowns library"
    assert set(files) == {"read-me.html", "data.json"} | {f"{one}.csv" for one in tables.split()}
    assert json.loads(files["data.json"])["pupil"]["Legal forename"] == "=Amelia"
    assert b"Social media,Yes" in files["consents.csv"]
    assert b"consent.recorded" in files["events.csv"]
    assert b"bea@example.com" not in b"".join(files.values())
    with in_scope(school.pk):
        assert Event.objects.get(verb="pupil.exported").actor_id == office.pk


def test_says_nothing_of_protection(
    school: School, dsl: Person, ask: Callable[[Pupil], Files]
) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        NeverPublish.objects.create(
            school=school, pupil=pupil, is_set=True, reason=b"sealed", by=dsl, at=timezone.now()
        )
        audit.record(school_id=school.pk, by=dsl.pk, verb="never_publish.set", subject=pupil)

    assert b"never" not in b"".join(ask(pupil).values())


def test_holds_the_scans(life: Life, ask: Callable[[Pupil], Files]) -> None:
    files = ask(life.pupil)

    assert files["papers/1.pdf"] == PDF
    assert [row["File"] for row in rows(files, "papers")] == ["papers/1.pdf"]
    assert "consent.paper_kept" in {row["What"] for row in rows(files, "events")}


def test_holds_the_posts_with_words_time_and_address(
    life: Life, teacher: Person, ask: Callable[[Pupil], Files]
) -> None:
    with in_scope(life.pupil.school_id):
        live = post_with(life.pupil, teacher, "posted")
        post_with(life.pupil, teacher, "draft")

    removed, posted, draft = rows(ask(life.pupil), "posts")

    assert (removed["Stands"], removed["On X"]) == ("Deleted from X", "")
    assert removed["Consent was proven"]
    assert posted["Words"] == "Beans on the window sill"
    assert posted["Descriptions of the photos"] == "At a table"
    assert posted["On X"].endswith(f"/status/{live.tweet_id}")
    assert (draft["Stands"], draft["Words"]) == ("Draft", "")


def test_holds_what_came_down(life: Life, ask: Callable[[Pupil], Files]) -> None:
    assert [row["What became of it"] for row in rows(ask(life.pupil), "takedowns")] == [
        "Deleted from X"
    ]


def noisy_picture() -> bytes:
    """No two pixels beside each other are alike, so that covering any of them shows."""
    out = io.BytesIO()
    Image.effect_noise((400, 300), 80).convert("RGB").save(out, "PNG")
    return out.getvalue()


def test_photo_keeps_the_childs_face_and_no_other(
    school: School, teacher: Person, ask: Callable[[Pupil], Files]
) -> None:
    with in_scope(school.pk):
        pupil, other = make_pupil(school), make_pupil(school, "Josh")
        photo = make_photo(school, teacher, noisy_picture())
        for child, box in ((pupil, BOX), (other, OTHERS)):
            face = box_in(photo, box)
            faces.say(face=face, who="pupil", pupil=child, by=teacher, now=timezone.now())
    with default_storage.open(photo.content) as file:
        before = Image.open(io.BytesIO(file.read())).convert("RGB")

    files = ask(pupil)

    (row,) = rows(files, "photos")
    after = Image.open(io.BytesIO(files[row["File"]])).convert("RGB")
    assert after.size == before.size
    assert difference(before, after, BOX) < 60 < difference(before, after, OTHERS)
    assert spread(after, OTHERS) < 30 < spread(after, BOX)
    assert row["Faces of others covered"] == 1
    assert b"is covered for good" in files["read-me.html"]


def difference(one: Image.Image, other: Image.Image, box: Any) -> int:
    """The largest there is between two pixels of the box."""
    corners = (box.left, box.top, box.left + box.width, box.top + box.height)
    bands = ImageChops.difference(one.crop(corners), other.crop(corners)).getextrema()
    return max(int(high) for _, high in bands)  # type: ignore[misc]


def spread(image: Image.Image, box: Any) -> float:
    """How much the pixels of the box differ among each other."""
    corners = (box.left, box.top, box.left + box.width, box.top + box.height)
    return ImageStat.Stat(image.crop(corners).convert("L")).stddev[0]


def test_photo_whose_faces_nobody_marked_stays_out(
    life: Life, ask: Callable[[Pupil], Files]
) -> None:
    with in_scope(life.pupil.school_id):
        Photo.objects.update(faces_found_at=None)

    files = ask(life.pupil)

    assert [name for name in files if name.startswith("photos/")] == []
    assert rows(files, "photos")[0]["File"] == "not included, see read-me.html"
    assert b"1 photo with this child is not included" in files["read-me.html"]


def test_photo_of_somebody_else_stays_out(
    school: School, teacher: Person, ask: Callable[[Pupil], Files]
) -> None:
    with in_scope(school.pk):
        pupil = make_pupil(school)
        post_with(make_pupil(school, "Josh"), teacher)

    files = ask(pupil)

    assert rows(files, "photos") == rows(files, "posts") == []


def test_missing_file_is_said_to_be_missing(life: Life, ask: Callable[[Pupil], Files]) -> None:
    default_storage.delete(life.paper.content)

    assert b"missing in the school" in ask(life.pupil)["papers/1.pdf.txt"]


def test_words_on_faces_are_among_the_events(life: Life, ask: Callable[[Pupil], Files]) -> None:
    assert "photo.face_accounted" in {row["What"] for row in rows(ask(life.pupil), "events")}


def test_is_sent_piece_by_piece_without_asking_the_database(
    life: Life, django_assert_num_queries: Any, inside: None
) -> None:
    pieces = subject_access.streamed(subject_access.package(life.pupil, timezone.localdate()))

    with django_assert_num_queries(0):
        sent = [len(piece) for piece in pieces]

    assert len(sent) > 5
    assert sum(sent) > max(sent)


def test_erased_child_is_as_good_as_missing(life: Life, client: Client) -> None:
    with in_scope(life.pupil.school_id):
        erasing.erase(pupil=life.pupil, by=life.post.author, now=timezone.now())

    assert client.post(address(life.pupil)).status_code == 404


@pytest.mark.parametrize("role", Role)
def test_another_schools_child_is_a_404(other_school: School, life: Life, role: Role) -> None:
    neighbour = make_person(other_school, role)

    assert client_of(neighbour).post(address(life.pupil)).status_code == 404
