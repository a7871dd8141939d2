from policy.urls import document, proposals, set_up, standing

urlpatterns = [
    *document.urlpatterns,
    *standing.urlpatterns,
    *set_up.urlpatterns,
    *proposals.urlpatterns,
]
