from django.core.management.base import BaseCommand

from documents.models import Document
from documents.tasks import checksum_of, fill_checksums


class Command(BaseCommand):
    help = "Compare the content of every document with its checksum"

    def handle(self, *args, **options):
        fill_checksums()
        for document in Document.objects.order_by("pk").iterator():
            if checksum_of(document.content) != document.checksum:
                self.stderr.write(f"{document.title} was changed")
