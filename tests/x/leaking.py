"""What may not leak, and an account's life in which it might."""

import base64

import requests
from django.test import Client

from moderation.drafts.jobs import sending
from moderation.drafts.models import Post
from schoolsocial.accounts.models import Person, School
from schoolsocial.tenancy import scope
from schoolsocial.x import tasks
from schoolsocial.x.jobs import keeping
from schoolsocial.x.models import Account
from tests.cast import client_of
from tests.fixtures.sandbox import SandboxX
from tests.posts import adopt_policy, scheduled

HERE = "/st-catherine/accounts/"
APP_SECRET = "app-s3cret-of-the-installation"


def connect(client: Client, handle: str) -> None:
    """Sign in at X as that account and let School Social in."""
    asked = client.post(f"{HERE}connect/", {"kind": "school"})["Location"]
    yes = asked.replace("/i/oauth2/authorize", "/i/oauth2/answer") + f"&as={handle}"
    back = requests.get(yes, allow_redirects=False, timeout=5).headers["Location"]
    client.get(back, follow=True)


def secrets_of(x: SandboxX) -> list[str]:
    """Every token X ever gave out, and the app's own secret."""
    grants = x.server.world.accounts.grants
    told = [token for grant in grants for token in (grant.access_token, grant.refresh_token)]
    return [APP_SECRET, *filter(None, told)]


def sealed_of(school: School) -> list[bytes]:
    """What the rows of the school's accounts hold instead of tokens."""
    with scope.school(school.pk):
        rows = Account.objects.values_list("access_token", "refresh_token")
        return [bytes(one) for row in rows for one in row if one]


def forms_of(secret: bytes) -> list[bytes]:
    """As it is, and as programs write bytes down."""
    return [
        secret,
        secret.hex().encode(),
        base64.b64encode(secret),
        base64.urlsafe_b64encode(secret),
    ]


def has_one(text: str, secrets: list[str]) -> bool:
    return any(secret in text for secret in secrets)


def connected_and_posted(x: SandboxX, school: School, head: Person, teacher: Person) -> Post:
    """An account is connected and a post is tried; X takes its token for a bad one."""
    adopt_policy(school)
    connect(client_of(head), "OakfieldPrimary")
    post = scheduled(school, teacher, head)
    x.plan_fault("unauthorised")
    sending.send(school.pk, post.pk)
    for ids in keeping.to_renew():
        tasks.renew(*ids)
        tasks.look_at_profile(*ids)
    return post
