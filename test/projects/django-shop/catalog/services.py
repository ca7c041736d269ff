from itertools import islice

from django.db.models import F, Sum

from catalog.models import DiscontinuedProduct, Product


def low_stock(threshold):
    return Product.objects.filter(stock__lt=threshold).select_related("supplier")


def sellable():
    return Product.objects.active().select_related("category")


def catalog_value():
    return sum(product.value for product in Product.objects.active())


def stock_units():
    return Product.objects.aggregate(units=Sum("stock"))["units"] or 0


def most_expensive():
    return max(Product.objects.all(), key=lambda product: product.price)


def highest_price():
    return max(product.price for product in Product.objects.all())


def newest():
    return list(Product.objects.order_by("-created_at"))[0]


def featured():
    return list(islice(Product.objects.active(), 5))


def cheapest(count):
    return Product.objects.without_photo().order_by("price", "pk")[:count]


def is_listed(product):
    return product in Product.objects.active()


def has_discontinued():
    return DiscontinuedProduct.objects.exists()


def by_sku(skus):
    return Product.objects.without_photo().in_bulk(skus, field_name="sku")


def first_out_of_stock():
    found = None
    for product in Product.objects.order_by("sku"):
        if product.stock == 0:
            found = product
            break
    return found


def photo_of(pk):
    return Product.objects.values_list("photo", flat=True).get(pk=pk)


def raise_prices(percent):
    return Product.objects.active().update(price=F("price") * (100 + percent) / 100)
