import csv

from catalog.models import Product
from catalog.services import sellable


def write_products(stream):
    writer = csv.writer(stream)
    for number, product in enumerate(sellable(), start=1):
        writer.writerow([number, product.sku, product.name, product.category.name, product.price])


def write_prices(stream):
    prices = Product.objects.order_by("pk").values_list("sku", "price")
    csv.writer(stream).writerows(prices.iterator())
