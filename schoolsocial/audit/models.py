from typing import ClassVar

from django.db import models

from schoolsocial.tenancy.models import Disposal, SchoolManager

PLATFORM_CHAIN = 0


class Event(models.Model):
    """One thing that somebody did. Outlives what it speaks of, so it points by number only.

    Each school has a chain of its own (``school_id`` 0 is the platform's): the database numbers the
    event and sets ``digest`` to the SHA-256 of the event's fields and the digest before it.
    """

    disposal: ClassVar[dict[str, Disposal]] = {
        "verb": Disposal.NOT_PERSONAL,
        "object_type": Disposal.NOT_PERSONAL,
        "payload": Disposal.NOT_PERSONAL,
        "previous": Disposal.NOT_PERSONAL,
        "digest": Disposal.NOT_PERSONAL,
    }

    school_id = models.BigIntegerField()
    sequence = models.BigIntegerField(editable=False)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=64)
    object_type = models.CharField(max_length=64)
    object_id = models.BigIntegerField(null=True)
    payload = models.JSONField(default=dict)
    previous = models.BinaryField(editable=False)
    digest = models.BinaryField(editable=False)

    objects = SchoolManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school_id", "sequence"], name="audit_one_chain"),
        ]
        indexes = [
            models.Index(fields=["school_id", "object_type", "object_id"], name="audit_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type}:{self.object_id}"
