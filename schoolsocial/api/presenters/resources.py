"""Rows as the API shows them."""

from collections.abc import Iterable

from django.conf import settings
from django.core import signing
from django.urls import reverse

from moderation.drafts.models import Post, PostPhoto
from policy.presenters.public import PublicPolicy
from schoolsocial.accounts.models import School
from schoolsocial.api import schemas
from schoolsocial.api.models import Scope, Token
from schoolsocial.x.models import Account

_PICTURES = signing.Signer(sep=".", salt="schoolsocial.api.picture")


def post(row: Post) -> schemas.Post:
    """A live post, with its account, pictures and ``follows`` loaded."""
    if row.posted_at is None:
        raise ValueError("Only what was posted can be shown.")
    return schemas.Post(
        id=row.pk,
        text=row.text,
        link=link(row),
        posted_at=row.posted_at,
        account=row.account.handle,
        pictures=[_picture(place) for place in row.post_photos.all()],
        follows=vars(row)["follows"],
    )


def link(row: Post) -> str:
    """The post on X."""
    return f"{settings.X_PUBLIC_URL}/{row.account.handle}/status/{row.tweet_id}"


def accounts(rows: Iterable[Account]) -> schemas.Accounts:
    return schemas.Accounts(
        accounts=[
            schemas.Account(
                handle=row.handle, name=row.name, link=f"{settings.X_PUBLIC_URL}/{row.handle}"
            )
            for row in rows
        ]
    )


def school(row: School) -> schemas.School:
    return schemas.School(name=row.name, handle=row.handle, policy=policy_page(row))


def policy(public: PublicPolicy, whose: School) -> schemas.Policy:
    clauses = [
        schemas.Clause(number=one.number, heading=one.heading, text=one.text)
        for one in public.clauses
    ]
    return schemas.Policy(
        title=public.title,
        version=public.number,
        ratified_on=public.ratified_on,
        in_force_from=public.in_force_from,
        review_on=public.review_on,
        address=policy_page(whose),
        clauses=clauses,
    )


def me(token: Token) -> schemas.Me:
    return schemas.Me(
        school=token.school.name,
        label=token.label,
        scopes=[*map(Scope, token.scopes)],
        origins=token.origins,
        expires_at=token.expires_at,
        calls_a_minute=settings.API_CALLS_A_MINUTE,
    )


def draft(answer: dict[str, object], whose: School) -> schemas.Draft:
    """What was answered about a draft, with the page on which it is finished."""
    page = reverse("drafts:compose", kwargs={"school": whose.slug, "pk": answer["id"]})
    return schemas.Draft.model_validate({**answer, "page": absolute(page)})


def policy_page(row: School) -> str:
    return absolute(reverse("policy_public", kwargs={"school": row.slug}))


def absolute(path: str) -> str:
    """The path as an address that works from elsewhere."""
    return settings.BASE_URL.rstrip("/") + path


def picture_named(signed: str) -> tuple[int, int, int] | None:
    """School, post and place that a picture's address names, or ``None`` where we never said so."""
    try:
        school_id, post_id, position = _PICTURES.unsign(signed).split("-")
    except (signing.BadSignature, ValueError):
        return None
    return int(school_id), int(post_id), int(position)


def signed_name_of(place: PostPhoto) -> str:
    """What a picture is called to the outside; nobody can make up another one's."""
    return _PICTURES.sign(f"{place.school_id}-{place.post_id}-{place.position}")


def _picture(place: PostPhoto) -> schemas.Picture:
    return schemas.Picture(
        address=absolute(reverse("api_v1:picture", kwargs={"signed": signed_name_of(place)})),
        alt_text=place.alt_text,
        width=place.photo.width,
        height=place.photo.height,
        media_type=place.photo.media_type,
    )
