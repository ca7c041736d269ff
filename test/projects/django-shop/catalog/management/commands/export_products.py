from django.core.management.base import BaseCommand

from catalog.exports import write_prices, write_products


class Command(BaseCommand):
    help = "Write the products, or only their prices, as CSV"

    def add_arguments(self, parser):
        parser.add_argument("--prices", action="store_true")

    def handle(self, *args, **options):
        write = write_prices if options["prices"] else write_products
        write(self.stdout)
