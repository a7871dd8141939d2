"""What the API sends and takes; its OpenAPI description is made from these."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from moderation.drafts.actions.drafts import MAX_TEXT
from schoolsocial.api.models import Scope

NO_CONTROLS = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$"
HANDLE = r"^[A-Za-z0-9_]{1,15}$"


class Picture(Schema):
    """A picture of a post, as it was approved and sent."""

    address: str = Field(description="Where it can be fetched while the post is live, by anybody.")
    alt_text: str
    width: int | None
    height: int | None
    media_type: str


class Post(Schema):
    """A post that stands on X."""

    id: int
    text: str
    link: str = Field(description="The post on X.")
    posted_at: AwareDatetime
    account: str = Field(description="The account's handle, without the @.")
    pictures: list[Picture]
    follows: int | None = Field(
        description="The id of the post that this one replies to in a thread; null for any other."
    )


class Posts(Schema):
    """Posts, the newest first."""

    posts: list[Post]
    next: str | None = Field(description="The cursor of the next page; null on the last one.")


class Account(Schema):
    """An account of the school on X."""

    handle: str
    name: str
    link: str


class Accounts(Schema):
    accounts: list[Account]


class School(Schema):
    """The school the token belongs to."""

    name: str
    handle: str = Field(description="Its main account's handle without the @; may be empty.")
    policy: str = Field(description="The public page of the policy in force.")


class Clause(Schema):
    """One clause of the policy; ``text`` is Markdown."""

    number: str
    heading: str
    text: str


class Policy(Schema):
    """The policy in force, as on the school's public page."""

    title: str
    version: int
    ratified_on: date | None
    in_force_from: date | None
    review_on: date | None
    address: str
    clauses: list[Clause]


class Me(Schema):
    """What the token is."""

    school: str
    label: str
    scopes: list[Scope]
    origins: list[str]
    expires_at: datetime
    calls_a_minute: int


class DraftIn(Schema, extra="forbid"):
    """A draft to leave. Its author looks at it and sends it for approval themselves."""

    text: Annotated[
        str,
        Field(min_length=1, max_length=MAX_TEXT, pattern=NO_CONTROLS, examples=["Sports day!"]),
    ]
    account: Annotated[str, Field(pattern=HANDLE)] | None = Field(
        default=None, description="The handle of the account; needless where there is only one."
    )


class Draft(Schema):
    """A draft that was left."""

    id: int
    state: Literal["draft"]
    page: str = Field(description="Where its author finishes it and sends it for approval.")


class Problem(Schema):
    """RFC 9457: what is the matter. ``type`` stays the same, ``detail`` is for people."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, object]] | None = None
