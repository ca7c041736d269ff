import csv

from orders.models import Customer, Invoice, Order, OrderLine


def write_orders(stream):
    writer = csv.writer(stream)
    for order in Order.objects.select_related("customer"):
        writer.writerow([order.number, order.customer.name, order.total])


def write_invoices(stream):
    writer = csv.writer(stream)
    for invoice in Invoice.objects.values():
        writer.writerow([invoice["number"], invoice["amount"], invoice["due_on"]])


def write_lines(stream):
    lines = OrderLine.objects.values_list("order__number", "product__sku", "quantity")
    csv.writer(stream).writerows(lines.iterator(chunk_size=1000))


def write_customers(stream):
    csv.writer(stream).writerows(Customer.objects.values_list("email", "name"))
