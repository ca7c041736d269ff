from collections import Counter, defaultdict

from django.db import connection
from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from orders.models import Customer, Order, OrderLine


def revenue_by_month():
    months = Order.objects.annotate(month=TruncMonth("placed_at")).order_by("month")
    return list(months.values("month").annotate(revenue=Sum("total")))


def best_customers(count):
    customers = Customer.objects.annotate(order_count=Count("orders"))
    return sorted(customers, key=lambda customer: customer.order_count, reverse=True)[:count]


def top_customers(count):
    customers = Customer.objects.annotate(order_count=Count("orders")).defer("avatar")
    return customers.order_by("-order_count", "pk")[:count]


def orders_by_status():
    return Counter(order.status for order in Order.objects.all())


def countries():
    return Customer.objects.order_by("country").values_list("country", flat=True).distinct()


def units_by_product():
    units = defaultdict(int)
    for line in OrderLine.objects.select_related("product"):
        units[line.product.sku] += line.quantity
    return dict(units)


def units_by_supplier():
    lines = OrderLine.objects.values("product__supplier__name").order_by()
    return {line["product__supplier__name"]: line["units"] for line in lines.annotate(units=Sum("quantity"))}


def order_numbers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM orders_order ORDER BY number")
        return [number for (number,) in cursor.fetchall()]
