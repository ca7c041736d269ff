from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone

from orders.models import Customer, Invoice, Order


def overdue(today):
    return Invoice.objects.filter(paid_on=None, due_on__lt=today)


def overdue_count(today):
    return len(overdue(today))


def stale_orders(days):
    return Order.objects.filter(status=Order.Status.NEW).placed_before(timezone.now() - timedelta(days=days))


def revenue():
    return sum(invoice.amount for invoice in Invoice.objects.exclude(paid_on=None))


def open_amount():
    return Invoice.objects.filter(paid_on=None).aggregate(amount=Sum("amount"))["amount"] or 0


def has_open_orders(customer):
    return bool(customer.orders.open())


def latest_order(customer):
    return customer.orders.first()


def customers_by_email():
    return {customer.email: customer for customer in Customer.objects.all()}


def import_newsletter(addresses):
    customers = customers_by_email()
    for address in addresses:
        customer = customers.get(address)
        if customer is None:
            continue
        customer.newsletter = True
        customer.save()


def overdue_summary(today):
    invoices = overdue(today).select_related("order__customer")
    if not invoices:
        return "Nothing is overdue"
    lines = [f"{invoice.number} {invoice.order.customer.name}" for invoice in invoices]
    return f"{len(invoices)} overdue: " + ", ".join(lines)
