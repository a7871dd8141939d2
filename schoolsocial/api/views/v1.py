"""Version 1 of the API: what there is to ask for, and the one thing to send."""

from http import HTTPStatus
from typing import Annotated

from django.http import HttpResponse
from django.utils import timezone
from ninja import Header, Path, Query, Status

from moderation.drafts.actions.drafts import MayNotDraft
from policy.presenters import public as public_policy
from schoolsocial.api import problems, schemas
from schoolsocial.api.actions import drafts
from schoolsocial.api.contract import Token, api
from schoolsocial.api.door import ApiRequest, dated
from schoolsocial.api.models import Scope
from schoolsocial.api.presenters import resources
from schoolsocial.api.problems import Problem
from schoolsocial.api.queries import posts as queries

__all__ = ["api", "leave_draft", "posts"]

Pk = Annotated[int, Path(ge=1, le=2**63 - 1, description="The post’s id.")]
Limit = Annotated[int, Query(ge=1, le=50, description="How many posts.")]
Cursor = Annotated[str | None, Query(pattern=queries.CURSOR, description="“next” of a page.")]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[A-Za-z0-9_-]{8,64}$",
        description="Your own id of this draft. Sent again within 24 hours, no second draft.",
    ),
]

READS = Token(Scope.POSTS_READ)
DRAFTS = Token(Scope.DRAFTS_WRITE)


@api.get("/me", auth=Token(), response=schemas.Me, summary="What this token is")
def me(request: ApiRequest) -> schemas.Me:
    return resources.me(request.use.token)


@api.get("/posts", auth=READS, response=schemas.Posts, summary="The latest posts")
def posts(
    request: ApiRequest, response: HttpResponse, limit: Limit = 10, cursor: Cursor = None
) -> schemas.Posts:
    page = queries.latest(limit=limit, cursor=cursor)
    dated(response, queries.changed_at())
    return schemas.Posts(posts=[*map(resources.post, page.posts)], next=page.next or None)


@api.get("/posts/{int:pk}", auth=READS, response=schemas.Post, summary="One post")
def post(request: ApiRequest, response: HttpResponse, pk: Pk) -> schemas.Post:
    found = queries.one(pk)
    if found is None:
        raise problems.nothing_here()
    dated(response, found.posted_at)
    return resources.post(found)


@api.get("/accounts", auth=READS, response=schemas.Accounts, summary="The school's accounts on X")
def accounts(request: ApiRequest) -> schemas.Accounts:
    return resources.accounts(queries.accounts())


@api.get("/school", auth=READS, response=schemas.School, summary="The school")
def school(request: ApiRequest) -> schemas.School:
    return resources.school(request.use.token.school)


@api.get("/policy", auth=READS, response=schemas.Policy, summary="The policy in force")
def policy(request: ApiRequest) -> schemas.Policy:
    whose = request.use.token.school
    return resources.policy(public_policy.page(whose.slug, timezone.localdate()), whose)


@api.post("/drafts", auth=DRAFTS, response={201: schemas.Draft}, summary="Leave a draft")
def leave_draft(
    request: ApiRequest, response: HttpResponse, body: schemas.DraftIn, key: Key
) -> Status[schemas.Draft]:
    """A draft of the token's person. They look at it and send it for approval themselves."""
    token, now = request.use.token, timezone.now()
    try:
        left = drafts.leave(token=token, key=key, text=body.text, handle=body.account, now=now)
    except (drafts.StillUnderWay, drafts.NoSuchAccount, drafts.AuthorGone, MayNotDraft) as refusal:
        raise Problem(HTTPStatus.CONFLICT, "not-now", str(refusal)) from None
    except drafts.KeyUsedOtherwise as refusal:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "key-reused", str(refusal)) from None
    if left.again:
        response["Idempotency-Replayed"] = "true"
    return Status(HTTPStatus.CREATED, resources.draft(left.answer, token.school))
