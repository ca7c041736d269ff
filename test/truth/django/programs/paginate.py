from django.shortcuts import render
from django.test import RequestFactory

from shop.models import Order


# paginate: values, queries, rows
def numbers_on_a_page():
    def show(request):
        return render(request, "numbers.txt", {"orders": Order.objects.order_by("pk")})

    return show(RequestFactory().get("/")).content.decode()
