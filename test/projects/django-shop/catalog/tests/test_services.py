from decimal import Decimal

from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse

from catalog import services, tasks
from catalog.models import Product


class ServicesTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("seed_shop", verbosity=0)

    def test_values(self):
        products = Product.objects.all()
        self.assertEqual(services.stock_units(), sum(product.stock for product in products))
        self.assertEqual(services.highest_price(), services.most_expensive().price)
        self.assertGreater(services.catalog_value(), Decimal(0))
        self.assertEqual(len(services.featured()), 5)

    def test_lookups(self):
        newest = services.newest()
        self.assertEqual(services.by_sku([newest.sku]), {newest.sku: newest})
        self.assertEqual(services.is_listed(newest), newest.status == "active")
        self.assertEqual(services.first_out_of_stock().stock, 0)

    def test_tasks(self):
        tasks.refresh_search_names()
        tasks.clear_discontinued_stock()
        tasks.remove_unused_tags()
        self.assertEqual(Product.objects.filter(search_name="").count(), 0)
        self.assertFalse(Product.objects.filter(status="discontinued", stock__gt=0).exists())
        self.assertEqual(len(tasks.release_notes()), 2)
        self.assertTrue(tasks.tag_cloud())


class ViewsTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("seed_shop", verbosity=0)

    def test_pages(self):
        product = Product.objects.active().exclude(photo=None)[0]
        for url in [
            reverse("product-list"),
            reverse("supplier-list"),
            reverse("price-feed"),
            reverse("product-photo", args=[product.pk]),
            reverse("category-detail", args=["books"]),
            reverse("product-detail", args=[product.sku]),
        ]:
            self.assertEqual(self.client.get(url).status_code, 200, url)
