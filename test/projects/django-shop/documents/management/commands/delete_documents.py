from django.core.management.base import BaseCommand
from django.utils.dateparse import parse_date

from documents.models import Document


class Command(BaseCommand):
    help = "Delete documents without an owner"

    def add_arguments(self, parser):
        parser.add_argument("--before", type=parse_date, default=None)

    def handle(self, *args, **options):
        documents = Document.objects.filter(owner=None)
        if options["before"]:
            documents = documents.filter(created_at__date__lt=options["before"])
        documents.delete()
