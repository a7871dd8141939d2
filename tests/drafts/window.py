"""A browser window on the compose page, without scripts: it sends every field that it was shown."""

from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy import scope
from tests.cast import client_of
from tests.fixtures.sandbox import drawn_picture


class Fields(HTMLParser):
    """Names and values of the form ``compose``, as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self._inside = False
        self._textarea = self._select = ""
        self.feed(page)

    def _take(self, name: str, value: str) -> None:
        """Several boxes may bear one name."""
        before = self.values.get(name)
        told = [] if before is None else before if isinstance(before, list) else [before]
        self.values[name] = [*told, value] if told else value

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inside = self._inside or given.get("id") == "compose"
        if not self._inside or not (given.get("name") or tag == "option"):
            return
        if tag == "textarea":
            self._textarea = given["name"]
            self.values[self._textarea] = ""
        elif tag == "input" and given.get("type") != "file" and _sent(given):
            self._take(given["name"], given.get("value", ""))
        elif tag == "select":
            self._select = given["name"]
            self.values[self._select] = ""
        elif tag == "option" and "selected" in given:
            self.values[self._select] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.values[self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            self.values[self._textarea] = self.values[self._textarea].removeprefix("\n")
            self._textarea = ""
        if tag == "form":
            self._inside = False


def _sent(given: dict[str, str]) -> bool:
    return given.get("type") not in {"radio", "checkbox"} or "checked" in given


class Window:
    """One person's window on one draft."""

    def __init__(self, person: Person, post: Post) -> None:
        self.client: Client = client_of(person)
        self.address = f"/{post.school.slug}/drafts/{post.pk}/"
        self.shown = self.page()
        self.fields = Fields(self.shown).values

    def page(self) -> str:
        response = self.client.get(self.address)
        assert response.status_code == 200
        return response.content.decode()

    def press(self, where: str = "", **typed: Any) -> Any:
        """Type, then press a button whose address is ``where`` under the draft's."""
        return self.client.post(f"{self.address}{where}", {**self.fields, **typed})

    def autosave(self, **typed: Any) -> str:
        """What a script does while somebody types; gives the parts that are drawn anew."""
        response = self.client.post(
            f"{self.address}save/", {**self.fields, **typed}, headers={"HX-Request": "true"}
        )
        assert response.status_code == 200
        return response.content.decode()

    def upload(self, *files: SimpleUploadedFile) -> Any:
        """What a script does with a chosen photo: the file alone."""
        return self.client.post(
            f"{self.address}photos/add/", {"photos": files}, headers={"HX-Request": "true"}
        )


def picture(name: str = "photo.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    """A chosen file, a drawn JPEG unless told otherwise."""
    return SimpleUploadedFile(name, drawn_picture() if content is None else content)


def now_of(post: Post) -> Post:
    """The draft as it is in the database."""
    with scope.school(post.school_id):
        return Post.objects.get(pk=post.pk)


def placed_in(post: Post) -> list[tuple[int, str, bool | None]]:
    """(id, alternative text, whether pupils are in it) of the pictures, in their order."""
    with scope.school(post.school_id):
        rows = post.post_photos.order_by("position")
        return list(rows.values_list("pk", "alt_text", "shows_pupils"))
