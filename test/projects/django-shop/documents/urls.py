from django.urls import path

from documents import views

urlpatterns = [
    path("", views.DocumentList.as_view(), name="document-list"),
    path("recent/", views.recent_documents, name="recent-documents"),
    path("folders/<int:pk>/", views.folder_detail, name="folder-detail"),
    path("<int:pk>/", views.download, name="document-download"),
]
