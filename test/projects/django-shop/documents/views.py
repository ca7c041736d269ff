from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import ListView

from documents.models import Document, Folder


class DocumentList(ListView):
    paginate_by = 50
    template_name = "documents/document_list.html"

    def get_queryset(self):
        return Document.objects.recent().defer("content")


def folder_detail(request, pk):
    folder = get_object_or_404(Folder, pk=pk)
    documents = folder.documents.order_by("title")
    return render(request, "documents/folder_detail.html", {"folder": folder, "documents": documents})


def recent_documents(request):
    documents = list(Document.objects.recent())[:10]
    return render(request, "documents/recent.html", {"documents": documents})


def download(request, pk):
    document = get_object_or_404(Document, pk=pk)
    response = HttpResponse(bytes(document.content), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{document.title}"'
    return response
