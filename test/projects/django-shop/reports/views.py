from django.http import JsonResponse
from django.shortcuts import render

from orders.models import Order
from reports.models import DailyTotal
from reports.services import countries, orders_by_status, revenue_by_month, top_customers


def overview(request):
    context = {
        "totals": DailyTotal.objects.all(),
        "customers": top_customers(10),
        "statuses": dict(orders_by_status()),
    }
    return render(request, "reports/overview.html", context)


def revenue(request):
    months = {f"{row['month']:%Y-%m}": row["revenue"] for row in revenue_by_month()}
    return JsonResponse({"months": months, "countries": list(countries())})


def orders_json(request):
    orders = Order.objects.select_related("customer")
    return JsonResponse({"orders": [{"number": order.number, "customer": order.customer.name} for order in orders]})
