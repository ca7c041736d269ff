from datetime import date

from django.core.management.base import BaseCommand

from orders.models import Reminder
from orders.services import overdue, overdue_count


class Command(BaseCommand):
    help = "Remind customers of overdue invoices"

    def handle(self, *args, **options):
        today = date.today()
        self.stdout.write(f"{overdue_count(today)} invoices are overdue")
        for invoice in overdue(today):
            Reminder.objects.create(invoice=invoice)
            self.stdout.write(f"{invoice.number}: {invoice.amount}")
