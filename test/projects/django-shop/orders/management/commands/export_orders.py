from django.core.management.base import BaseCommand

from orders import exports

KINDS = {
    "orders": exports.write_orders,
    "invoices": exports.write_invoices,
    "lines": exports.write_lines,
    "customers": exports.write_customers,
}


class Command(BaseCommand):
    help = "Write one table of the orders as CSV"

    def add_arguments(self, parser):
        parser.add_argument("kind", nargs="?", choices=sorted(KINDS), default="orders")

    def handle(self, *args, **options):
        KINDS[options["kind"]](self.stdout)
