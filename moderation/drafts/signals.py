"""What the floors above are told of a post, inside the transaction in which it happened."""

from django.dispatch import Signal

faces_corrected = Signal()
"""Somebody said anew who is in a picture of a post: ``sender`` is its class, ``post`` and ``now``
come with it."""
