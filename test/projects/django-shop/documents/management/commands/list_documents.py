from django.core.management.base import BaseCommand

from documents.models import Document
from documents.services import table_of_contents


class Command(BaseCommand):
    help = "Print the titles of all documents"

    def add_arguments(self, parser):
        parser.add_argument("--folders", action="store_true")

    def handle(self, *args, **options):
        if options["folders"]:
            for folder, titles in table_of_contents().items():
                self.stdout.write(f"{folder}: {', '.join(titles)}")
            return
        for document in Document.objects.all():
            self.stdout.write(document.title)
