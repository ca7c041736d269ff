from itertools import count

from django.core.management.base import BaseCommand
from django.db.models import Max

from orders.models import Invoice


class Command(BaseCommand):
    help = "Give invoices without a number the next free one"

    def handle(self, *args, **options):
        highest = Invoice.objects.aggregate(number=Max("number"))["number"] or "I0"
        unnumbered = Invoice.objects.filter(number=None).order_by("pk")
        for invoice, number in zip(unnumbered, count(int(highest[1:]) + 1)):
            invoice.number = f"I{number:06d}"
            invoice.save()
