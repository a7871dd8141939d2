"""The school's budget. Forms read and check; they never save."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from schoolsocial.x.actions.spending import Plan
from schoolsocial.x.models import Budget


class BudgetForm(forms.Form):
    """How much the school means to spend in a month, and what follows when it is spent."""

    month_dollars = forms.DecimalField(
        required=False,
        max_digits=8,
        decimal_places=2,
        validators=[
            MinValueValidator(Decimal("0.01"), _("Enter more than nothing, or leave it empty."))
        ],
        label=_("US dollars a month"),
        help_text=_("Empty: no budget. X charges in US dollars, from credit bought beforehand."),
        error_messages={"invalid": _("Enter an amount in US dollars, such as 20.")},
    )
    when_reached = forms.ChoiceField(
        choices=Budget.Reached.choices,
        widget=forms.RadioSelect,
        label=_("When it is spent"),
        error_messages={"required": _("Say what is to happen when it is spent.")},
    )

    @classmethod
    def of(cls, budget: Budget, data: Any = None) -> "BudgetForm":
        """The form with what is in force."""
        initial = {"month_dollars": budget.month_dollars, "when_reached": budget.when_reached}
        return cls(data, initial=initial)

    def plan(self) -> Plan:
        return Plan(
            month_dollars=self.cleaned_data["month_dollars"],
            when_reached=Budget.Reached(self.cleaned_data["when_reached"]),
        )
