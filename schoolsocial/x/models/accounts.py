from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from schoolsocial.accounts.models import Membership, Person
from schoolsocial.accounts.roles import Permission
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned


class AccountQuerySet(models.QuerySet["Account"]):
    def present(self) -> Self:
        """Accounts that the school has: not disconnected."""
        return self.filter(disconnected_at=None)

    def connected(self) -> Self:
        """Accounts the software holds tokens of, dead or alive."""
        return self.present().exclude(access_token=b"")

    def reachable(self) -> Self:
        """Accounts that something can be posted to, by the software or by hand."""
        by_hand = models.Q(posts_by=Account.PostsBy.HAND)
        return self.present().filter(by_hand | ~models.Q(access_token=b""))

    def usable(self) -> Self:
        """Accounts that may post: connected, not paused."""
        return self.connected().filter(paused_at=None, needs_reconnecting_at=None)

    def open_to(self, person: Person) -> Self:
        """Accounts this person may write for: the school's, its classes', and their own."""
        return self.exclude(~models.Q(owner=person), kind=Account.Kind.STAFF)

    def in_the_care_of(self, membership: Membership) -> Self:
        """Accounts this person looks after; of colleagues' own accounts, none."""
        mine = models.Q(owner=membership.person_id)
        if Permission.MANAGE_ACCOUNTS in membership.permissions:
            return self.filter(mine | ~models.Q(kind=Account.Kind.STAFF))
        return self.filter(mine)

    def by_kind(self) -> Self:
        """The school's own first."""
        return self.order_by(
            models.Case(
                models.When(kind=Account.Kind.SCHOOL, then=0),
                models.When(kind=Account.Kind.CLASS, then=1),
                default=2,
            ),
            Lower("handle"),
        )


class Account(SchoolOwned):
    """An X account of a school, a class or a member of staff, with its tokens sealed.

    A staff account belongs to its ``owner``, and to nobody else in the school. One that
    ``posts_by`` hand is known by its handle only. Disconnected, never deleted: posts point here.
    """

    class Kind(models.TextChoices):
        SCHOOL = "school", _("School")
        CLASS = "class", _("Class")
        STAFF = "staff", _("Professional staff account")

    class PostsBy(models.TextChoices):
        API = "api", _("School Social posts")
        HAND = "hand", _("Somebody posts by hand")

    class Signing(models.TextChoices):
        OAUTH2 = "oauth2", _("Signed in at X")
        OAUTH1 = "oauth1", _("Keys of a developer app")

    disposal: ClassVar[dict[str, Disposal]] = {
        "handle": Disposal.KEEP,
        "name": Disposal.KEEP,
        "kind": Disposal.NOT_PERSONAL,
        "posts_by": Disposal.NOT_PERSONAL,
        "signing": Disposal.NOT_PERSONAL,
        "x_user_id": Disposal.KEEP,
        "paused_reason": Disposal.NOT_PERSONAL,
        "access_token": Disposal.NOT_PERSONAL,
        "refresh_token": Disposal.NOT_PERSONAL,
    }

    handle = models.CharField(max_length=15)
    name = models.CharField(max_length=50)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SCHOOL)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="x_accounts")
    posts_by = models.CharField(max_length=4, choices=PostsBy, default=PostsBy.API)
    signing = models.CharField(max_length=6, choices=Signing, default=Signing.OAUTH2)
    x_user_id = models.CharField(max_length=19, blank=True)
    # Sealed (see ``x.crypto``). Of OAuth 1.0a: the four keys together, and no refresh token.
    access_token = models.BinaryField(default=b"")
    refresh_token = models.BinaryField(default=b"")
    token_expires_at = models.DateTimeField(null=True)
    connected_at = models.DateTimeField(null=True)
    disconnected_at = models.DateTimeField(null=True)
    needs_reconnecting_at = models.DateTimeField(null=True)
    last_success_at = models.DateTimeField(null=True)
    refused_since = models.DateTimeField(null=True)  # X's first no to keys that can't be renewed
    paused_at = models.DateTimeField(null=True)
    paused_reason = models.SlugField(max_length=40, blank=True)
    wait_until = models.DateTimeField(null=True)  # X's own rate limit on creating posts

    objects = SchoolManager.from_queryset(AccountQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["x_user_id"],
                condition=~models.Q(x_user_id="") & models.Q(disconnected_at=None),
                name="account_one_school",
            ),
            models.UniqueConstraint(
                fields=["school", "x_user_id"],
                condition=~models.Q(x_user_id=""),
                name="account_once_a_school",
            ),
            models.UniqueConstraint(
                "school",
                Lower("handle"),
                condition=models.Q(posts_by="hand", disconnected_at=None),
                name="account_by_hand_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="staff", owner__isnull=False)
                | ~models.Q(kind="staff") & models.Q(owner=None),
                name="account_staff_has_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(posts_by="api") & ~models.Q(x_user_id="")
                | models.Q(
                    posts_by="hand", access_token=b"", refresh_token=b"", token_expires_at=None
                ),
                name="account_by_hand_has_no_tokens",
            ),
            models.CheckConstraint(
                condition=models.Q(disconnected_at=None)
                | models.Q(access_token=b"", refresh_token=b"", token_expires_at=None),
                name="account_disconnected_has_no_tokens",
            ),
            models.CheckConstraint(
                condition=models.Q(signing="oauth2") | models.Q(refresh_token=b""),
                name="account_keys_are_not_renewed",
            ),
        ]

    def __str__(self) -> str:
        return f"@{self.handle}"

    @property
    def by_hand(self) -> bool:
        """Whether no API reaches it: a person posts what was approved."""
        return self.posts_by == self.PostsBy.HAND

    @property
    def connected(self) -> bool:
        """Whether the software holds tokens of it, dead or alive."""
        return bool(self.access_token) and self.disconnected_at is None

    def is_open_to(self, person: Person) -> bool:
        """Whether this person may write for it; see ``AccountQuerySet.open_to``."""
        return self.kind != self.Kind.STAFF or self.owner_id == person.pk
