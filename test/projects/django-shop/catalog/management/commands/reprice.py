from datetime import date
from decimal import Decimal

from django.core.management.base import BaseCommand

from catalog.models import PriceChange, Product


class Command(BaseCommand):
    help = "Change the prices of one category and keep their history"

    def add_arguments(self, parser):
        parser.add_argument("--category", default="books")
        parser.add_argument("--factor", type=Decimal, default=Decimal("1.05"))

    def handle(self, *args, **options):
        for product in Product.objects.in_category(options["category"]):
            old_price = product.price
            product.price = round(old_price * options["factor"], 2)
            product.save()
            PriceChange.objects.update_or_create(
                product=product,
                changed_on=date.today(),
                defaults={"old_price": old_price, "new_price": product.price},
            )
