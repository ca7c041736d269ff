from django.core.management.base import BaseCommand

from documents.models import Document, DocumentVersion


class Command(BaseCommand):
    help = "Delete old versions of documents"

    def add_arguments(self, parser):
        parser.add_argument("--keep", type=int, default=3)

    def handle(self, *args, **options):
        for document in Document.objects.defer("content"):
            newest = document.versions.values_list("number", flat=True).first() or 0
            for version in document.versions.filter(number__lte=newest - options["keep"]):
                version.delete()
        for version in DocumentVersion.objects.filter(number=0):
            version.delete()
