from catalog.models import DigitalProduct, DiscontinuedProduct, Product, Tag
from shop.batches import by_key


def refresh_search_names():
    """Runs nightly; products may be added while it runs."""
    for products in by_key(Product.objects.only("name", "search_name")):
        for product in products:
            product.search_name = product.name.casefold()
        Product.objects.bulk_update(products, ["search_name"])


def clear_discontinued_stock():
    for product in list(DiscontinuedProduct.objects.iterator()):
        product.stock = 0
        product.save(update_fields=["stock"])


def release_notes():
    return [f"{product.name} {product.version}" for product in DigitalProduct.objects.all()]


def tag_cloud():
    return sorted(Tag.objects.values_list("name", flat=True))


def remove_unused_tags():
    Tag.objects.filter(products=None).delete()
