from django import forms


class SampleForm(forms.Form):
    """One field of each kind, for the gallery. It is never sent anywhere."""

    email = forms.EmailField(
        label="E-mail address",
        help_text="The one the school knows you by.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    reason = forms.CharField(
        label="Reason", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    phase = forms.ChoiceField(
        label="Phase", choices=[("primary", "Primary"), ("secondary", "Secondary")]
    )
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=[("teacher", "Teacher"), ("slt", "Senior leader")],
        widget=forms.CheckboxSelectMultiple,
    )
    sure = forms.BooleanField(label="I have asked the school’s office")


class SampleReason(forms.Form):
    """What a person is asked before something that can't be undone."""

    why = forms.CharField(label="Why is it to be deleted?", max_length=500)
