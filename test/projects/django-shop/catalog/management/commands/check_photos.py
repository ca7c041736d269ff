from django.core.management.base import BaseCommand

from catalog.models import DigitalProduct, Product

LARGE = 1024 * 1024


class Command(BaseCommand):
    help = "Warn about photos and downloads that are too large"

    def handle(self, *args, **options):
        for product in Product.objects.exclude(photo=None).iterator():
            if product.photo_size() > LARGE:
                self.stderr.write(f"{product}: photo is too large")
        for product in DigitalProduct.objects.defer("photo").iterator(chunk_size=10):
            if len(product.download) > LARGE:
                self.stderr.write(f"{product}: download is too large")
