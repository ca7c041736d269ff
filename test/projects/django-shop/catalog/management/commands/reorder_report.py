from django.core.management.base import BaseCommand

from catalog.services import low_stock


class Command(BaseCommand):
    help = "List the products that should be ordered from their suppliers"

    def add_arguments(self, parser):
        parser.add_argument("--threshold", type=int, default=5)

    def handle(self, *args, **options):
        products = low_stock(options["threshold"])
        if not products:
            self.stdout.write("Nothing to order")
            return
        for product in products:
            self.stdout.write(f"{product.supplier.email}: {product.name} ({product.stock})")
