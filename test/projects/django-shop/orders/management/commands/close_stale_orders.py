from django.core.management.base import BaseCommand

from orders.services import stale_orders


class Command(BaseCommand):
    help = "Close orders that nobody paid for"

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=90)

    def handle(self, *args, **options):
        orders = stale_orders(options["days"])
        self.stdout.write(f"{orders.count()} stale orders")
        for order in orders:
            order.close()
