"""Every form of the product, ours and allauth's, drawn by the templates in ``templates/forms``."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
