from typing import ClassVar

from django.db import models
from django.db.models import Q

from consent.models.consents import Consent
from consent.models.photos import new_token
from schoolsocial.accounts.models import Person
from schoolsocial.tenancy.models import Disposal, SchoolManager, SchoolOwned

ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
}
MEDIA_TYPES = tuple(ENDINGS)


class ConsentDocument(SchoolOwned):
    """A scan or photo of the paper an answer was given on; one file may carry several answers.

    ``content`` is a name in the private storage. Only who records consent may open it. At
    ``erased_at`` the file was deleted; that there was one stays on record.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "token": Disposal.NOT_PERSONAL,
        "content": Disposal.ERASE,
        "media_type": Disposal.NOT_PERSONAL,
        "sha256": Disposal.KEEP,  # that there was a paper
        "added_at": Disposal.KEEP,
        "erased_at": Disposal.NOT_PERSONAL,
    }

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="documents")
    token = models.CharField(max_length=32, unique=True, default=new_token)
    content = models.CharField(max_length=120)
    media_type = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(media_type__in=MEDIA_TYPES), name="consent_document_known_type"
            ),
            models.CheckConstraint(
                condition=~Q(sha256="")
                & (Q(erased_at=None) & ~Q(content="") | Q(erased_at__isnull=False, content="")),
                name="consent_document_has_content_or_is_erased",
            ),
        ]

    def __str__(self) -> str:
        return f"Paper of {self.consent}"
