"""What others write to the school on X, under the school's own address."""

from django.urls import path

from moderation.mentions.views import mentions, noting, together

app_name = "mentions"
_ONE = "mentions/<int:pk>/"

urlpatterns = [
    path("mentions/", mentions.everything, name="everything"),
    path("mentions/note/", noting.note, name="note"),
    path("mentions/thanked/", mentions.thanked, name="thanked"),
    path("mentions/keeping/", mentions.times, name="keeping"),
    path("mentions/help/", mentions.help_page, name="help"),
    path("mentions/together/", together.fine, name="fine_together"),
    path("mentions/together/undo/", together.undo, name="undo_together"),
    path(_ONE, mentions.mention, name="mention"),
    path(f"{_ONE}fine/", mentions.fine, name="fine"),
    path(f"{_ONE}again/", together.again, name="again"),
    path(f"{_ONE}thank/", mentions.thank, name="thank"),
    path(f"{_ONE}incident/", mentions.make_incident, name="make_incident"),
]
