from django.core.management.base import BaseCommand

from orders.models import Order
from reports import services


class Command(BaseCommand):
    help = "Print the figures of the shop"

    def add_arguments(self, parser):
        parser.add_argument("--latest", type=int, default=10)

    def handle(self, *args, **options):
        for row in services.revenue_by_month():
            self.stdout.write(f"{row['month']:%Y-%m} {row['revenue']}")
        for customer in services.best_customers(3):
            self.stdout.write(f"{customer} {customer.order_count}")
        for sku, units in sorted(services.units_by_product().items()):
            self.stdout.write(f"{sku} {units}")
        for supplier, units in services.units_by_supplier().items():
            self.stdout.write(f"{supplier} {units}")
        self.print_latest(options["latest"])

    def print_latest(self, count):
        numbers = services.order_numbers()
        self.stdout.write(f"{len(numbers)} orders, the latest:")
        for order in reversed(Order.objects.order_by("placed_at")):
            if count == 0:
                break
            self.stdout.write(f"{order.number} {order.total}")
            count -= 1
