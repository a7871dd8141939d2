from django.urls import path

from moderation.drafts.views import library, library_choosing

urlpatterns = [
    path("library/", library.library, name="library"),
    path("library/terms/", library.terms, name="library_terms"),
    path("library/<int:pk>/", library.picture, name="library_picture"),
    path("library/<int:pk>/extend/", library.extend, name="library_extend"),
    path("library/<int:pk>/retire/", library.retire, name="library_retire"),
    path("posts/<int:pk>/photos/<int:photo>/keep/", library.keep, name="keep_picture"),
    path("drafts/<int:pk>/library/", library_choosing.choose, name="library_choose"),
    path("drafts/<int:pk>/library/from/", library_choosing.leave_for, name="library_leave_for"),
    path("drafts/<int:pk>/library/<int:picture>/use/", library_choosing.use, name="library_use"),
]
