"""A form field is tied to its label, help and error, and keeps what was typed."""

import re

from django import forms
from django.utils.safestring import SafeString


class Wish(forms.Form):
    email = forms.EmailField(
        label="E-mail address",
        help_text="The school knows it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "placeholder": "E-mail"}),
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=[("a", "Teacher"), ("b", "Office")],
        widget=forms.CheckboxSelectMultiple,
    )
    phase = forms.ChoiceField(label="Phase", choices=[("p", "Primary")])
    sure = forms.BooleanField(label="I have asked")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        raise forms.ValidationError("These two do not go together.")


def _html(data: dict[str, str] | None = None) -> str:
    shown = Wish(data).render()
    assert isinstance(shown, SafeString)
    return shown


def _tag(html: str, name: str) -> str:
    found = re.search(rf'<(?:input|select|textarea)[^>]*name="{name}"[^>]*>', html)
    assert found
    return found[0]


def test_field_label_names_its_control() -> None:
    html = _html()

    assert '<label class="form-label" for="id_email">E-mail address</label>' in html
    assert 'id="id_email"' in _tag(html, "email")


def test_field_help_is_tied_to_the_control() -> None:
    html = _html()

    assert 'id="id_email_helptext">The school knows it.' in html
    assert 'aria-describedby="id_email_helptext"' in _tag(html, "email")


def test_field_error_is_tied_to_the_control() -> None:
    html = _html({"email": "nobody"})

    assert '<ul class="errorlist" id="id_email_error"><li class="field-error">' in html
    assert "id_email_error" in _tag(html, "email")
    assert 'aria-invalid="true"' in _tag(html, "email")


def test_field_keeps_what_was_typed() -> None:
    html = _html({"email": "nobody", "note": "Two <b>words"})

    assert 'value="nobody"' in _tag(html, "email")
    assert "Two &lt;b&gt;words</textarea>" in html


def test_field_keeps_autocomplete_and_drops_the_placeholder() -> None:
    email = _tag(_html(), "email")

    assert 'autocomplete="email"' in email
    assert "placeholder" not in email


def test_field_that_may_stay_empty_says_so() -> None:
    html = _html()

    assert re.search(r"Note <span class=\"field-optional\">\(optional\)", html)
    assert html.count("(optional)") == 1


def test_choices_are_one_group_with_a_legend() -> None:
    html = _html()

    assert re.search(r"<fieldset[^>]*>\s*<legend class=\"form-label\">Roles", html)
    assert html.count('<input class="form-check-input" type="checkbox" name="roles"') == 2


def test_each_kind_of_control_has_one_class() -> None:
    html = _html()

    assert _tag(html, "phase").startswith('<select class="form-select"')
    assert _tag(html, "note").startswith('<textarea class="form-control"')
    assert _tag(html, "token").startswith('<input type="hidden"')


def test_error_of_the_whole_form_is_announced() -> None:
    html = _html({})

    assert re.search(r'<div role="alert">.*These two do not go together\.', html, re.DOTALL)
