from django.core.management.base import BaseCommand

from orders.models import Customer


class Command(BaseCommand):
    help = "Delete customers who never ordered anything"

    def handle(self, *args, **options):
        deleted, _ = Customer.objects.filter(orders=None).delete()
        self.stdout.write(f"{deleted} customers were deleted")
