"""The keys that backups are sealed with: ``BACKUP_KEYS``, as ``id:base64``, the newest last."""

from collections.abc import Mapping

from django.conf import settings

from schoolsocial.operations.backup.errors import NoKey
from schoolsocial.sealed import BadKey, keys_of, newest

KEY_BYTES = 32


def known() -> dict[str, bytes]:
    """Every key by its id. Raises ``NoKey``, which quotes none."""
    return _checked(settings.BACKUP_KEYS)


def current() -> tuple[str, bytes]:
    """The key that a new backup is sealed with."""
    keys = known()
    return newest(keys), keys[newest(keys)]


def _checked(texts: Mapping[str, str]) -> dict[str, bytes]:
    if not texts:
        raise NoKey(
            "No key for backups is set. Put one into BACKUP_KEYS; docs/settings.md says how."
        )
    try:
        keys = keys_of(texts)
    except BadKey:
        keys = {}
    if not keys or any(len(key) != KEY_BYTES for key in keys.values()):
        raise NoKey("BACKUP_KEYS is not as it should be: id:base64, each key of 32 bytes.")
    return keys
