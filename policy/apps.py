from django.apps import AppConfig
from django.utils.translation import gettext, ngettext

from policy import said


class PolicyConfig(AppConfig):
    """The written policy and the rules that enforce it."""

    name = "policy"

    def ready(self) -> None:
        said.translated_by(gettext, ngettext)
