import time
from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone

from orders.models import Customer, Invoice, Order, OrderLine
from shop.batches import in_batches


def newsletter_addresses():
    addresses = Customer.objects.filter(newsletter=True).values_list("email", flat=True)
    for address in addresses.iterator():
        yield address


def anonymise_inactive():
    active = Order.objects.open().values("customer")
    for customer in Customer.objects.exclude(pk__in=active).iterator(chunk_size=50):
        customer.name = "anonymous"
        customer.avatar = None
        customer.save(update_fields=["name", "avatar", "updated_at"])


def remove_empty_lines():
    for line in OrderLine.objects.all():
        if line.quantity == 0:
            line.delete()


def repeat_orders():
    now = timezone.now()
    for order in Order.objects.filter(repeats=True):
        Order.objects.create(
            number=f"{order.number}R{now:%y%m%d}",
            customer=order.customer,
            placed_at=now + timedelta(days=1),
            total=order.total,
        )
        order.repeats = False
        order.save()


def write_totals():
    orders = []
    for order in Order.objects.prefetch_related("lines"):
        order.total = order.line_total()
        orders.append(order)
    Order.objects.bulk_update(orders, ["total"], batch_size=500)


def write_open_totals():
    orders = Order.objects.open().annotate(sum=Sum("lines__unit_price"))
    for batch in in_batches(orders.iterator(chunk_size=500), 500):
        for order in batch:
            order.total = order.sum or 0
        Order.objects.bulk_update(batch, ["total"])


def watch_new_orders(handle, pause=5):
    while True:
        for order in Order.objects.filter(status=Order.Status.NEW):
            handle(order)
        time.sleep(pause)


def ship_paid(limit=100):
    for order in Order.objects.filter(status=Order.Status.PAID).order_by("pk")[:limit]:
        order.status = Order.Status.SHIPPED
        order.save(update_fields=["status", "updated_at"])


def mail_invoice(pk, send):
    invoice = Invoice.objects.select_related("order").get(pk=pk)
    send(invoice.order.number, invoice.file_name, invoice.pdf)
