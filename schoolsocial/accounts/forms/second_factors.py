from typing import Any

from allauth.mfa.base.forms import AuthenticateForm as AllauthsForm
from django.core.exceptions import ValidationError

from schoolsocial.audit import actions as audit


class AuthenticateForm(AllauthsForm):
    """allauth's, which leaves a wrong code on record: whose, and nothing of the code."""

    def clean_code(self) -> Any:
        try:
            return super().clean_code()
        except ValidationError:
            audit.record(school_id=None, by=None, verb="second_factor.failed", subject=self.user)
            raise
