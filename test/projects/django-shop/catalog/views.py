from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import ListView

from catalog.models import Category, Product, Supplier
from catalog.services import cheapest, photo_of


class ProductList(ListView):
    paginate_by = 25
    template_name = "catalog/product_list.html"

    def get_queryset(self):
        return Product.objects.active().without_photo()


class SupplierList(ListView):
    model = Supplier
    template_name = "catalog/supplier_list.html"


def category_detail(request, slug):
    category = get_object_or_404(Category, slug=slug)
    products = category.products.active()
    context = {"category": category, "products": products, "offers": cheapest(3)}
    return render(request, "catalog/category_detail.html", context)


def product_detail(request, sku):
    product = get_object_or_404(Product.objects.select_related("category"), sku=sku)
    changes = reversed(product.price_changes.all())
    return render(request, "catalog/product_detail.html", {"product": product, "changes": changes})


def product_photo(request, pk):
    return HttpResponse(photo_of(pk), content_type="image/png")


def price_feed(request):
    prices = Product.objects.active().values_list("sku", "price")
    lines = (f"{sku};{price}\n" for sku, price in prices.iterator())
    return StreamingHttpResponse(lines, content_type="text/csv")
