from policy.urls import document, set_up, standing

urlpatterns = [*document.urlpatterns, *standing.urlpatterns, *set_up.urlpatterns]
