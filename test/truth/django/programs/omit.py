import itertools
from itertools import groupby

from shop.models import Customer, Invoice, Order, Stamp


# omit, only, omit-and-stream, stream: same
# keyset: order, queries
def unread_binary_column():
    titles = []
    for invoice in Invoice.objects.all():
        titles.append((invoice.title(), invoice.order_id, invoice == 1))
    return titles


# omit, only: same
# keyset: order, queries
def unread_binary_column_of_a_stream():
    titles = []
    for invoice in Invoice.objects.iterator(chunk_size=10):
        titles.append(invoice.title())
    return titles


# omit, only, omit-and-stream: order on sqlite, mysql
# omit, only, omit-and-stream, stream: same
# keyset: order, queries
def nothing_but_keys_left():
    keys = []
    for stamp in Stamp.objects.all():
        keys.append((stamp.pk, stamp.order_id, stamp == 1))
    return keys


# omit, omit-and-stream, stream: same
# keyset: order, queries
def binary_column_of_joined_rows():
    names = []
    for order in Order.objects.select_related("customer"):
        names.append((order.label(), order.customer.name))
    return names


# omit, omit-and-stream, stream: same
# keyset: order, queries
def binary_column_of_nullable_rows():
    names = []
    for invoice in Invoice.objects.select_related("order__customer"):
        names.append((invoice.title(), invoice.order.customer.email))
    return names


# omit: same
def rows_of_one_parent():
    order = Order.objects.order_by("pk").first()
    return [] if order is None else [invoice.title() for invoice in order.invoices.all()]


# omit: same
def list_that_is_returned():
    return list(Invoice.objects.filter(is_sent=True))


# omit: same
# keyset: queries
def saves_rows():
    for invoice in Invoice.objects.iterator(chunk_size=10):
        invoice.is_sent = True
        invoice.save()
    return Invoice.objects.filter(is_sent=True).count()


# omit: same
# keyset: queries
def deletes_rows():
    for contract in Customer.objects.filter(phone=None).iterator(chunk_size=10):
        contract.delete()
    return Customer.objects.count()


# omit: queries, rows
# keyset: order, queries
def hands_rows_on(show=lambda invoice: (invoice.number, len(invoice.pdf))):
    shown = []
    for invoice in Invoice.objects.iterator(chunk_size=10):
        shown.append(show(invoice))
    return shown


# omit-prefetch: same
# keyset, stream: queries
def prefetched_rows():
    labels = []
    for order in Order.objects.prefetch_related("invoices").order_by("pk"):
        labels.append(order.label())
    return labels


# omit-prefetch: statements
# omit: queries, rows, statements
# keyset: queries
def prefetched_rows_of_a_stream():
    # Gaps: that the rows of a parent are prefetched is known here and not used, and before 4.1 a stream prefetches nothing.
    titles = []
    for order in Order.objects.prefetch_related("invoices").order_by("pk").iterator(chunk_size=50):
        for invoice in order.invoices.all():
            titles.append(invoice.title())
    return titles


# omit-prefetch, count: same
# keyset, stream: queries
def counted_prefetched_rows():
    counts = []
    for order in Order.objects.prefetch_related("invoices").order_by("pk"):
        counts.append((order.label(), len(order.invoices.all())))
    return counts


# omit, omit-and-stream: queries, rows
# stream: same
def groups():
    sizes = []
    for number, invoices in groupby(Invoice.objects.all(), key=lambda invoice: invoice.number):
        for invoice in invoices:
            sizes.append((number, len(invoice.pdf)))
    return sizes


# omit, omit-and-stream: queries, rows
# stream: same
def batches():
    sizes = []
    for invoices in itertools.batched(Invoice.objects.all(), 10):
        for invoice in invoices:
            sizes.append((invoice.number, len(invoice.pdf)))
    return sizes


# stream, project-and-stream: same
# separate-and-stream: queries, rows
# keyset: queries
def some_rows_need_the_column():
    sizes = []
    for invoice in Invoice.objects.all():
        if invoice.is_sent:
            sizes.append(len(invoice.pdf))
    return sizes


# resize, project: same
# separate: queries, rows
# keyset: order, queries
def some_rows_of_a_stream_need_the_column():
    sizes = []
    for invoice in Invoice.objects.iterator():
        if invoice.is_sent:
            sizes.append((invoice.number, len(invoice.pdf)))
    return sizes
