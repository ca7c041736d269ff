from shop.models import Customer, Invoice, Line, Order, Stamp, Ticket, Voucher


# stream, project-and-stream: same
# keyset: order, queries
def one_column():
    numbers = []
    for order in Order.objects.all():
        numbers.append(order.number)
    return numbers


# stream, project-and-stream: same
def one_column_of_a_list():
    return [order.number for order in Order.objects.all()]


# stream, project-and-stream: same
# keyset: order, queries
def several_columns():
    rows = []
    for order in Order.objects.all():
        rows.append((order.number, order.total, order.discount))
    return rows


# stream, project-and-stream: same
# keyset: order, queries
def every_plain_type():
    rows = []
    for order in Order.objects.all():
        rows.append((order.pk, order.weight, order.price, order.is_paid, order.placed, order.customer_id))
    return rows


# stream, project-and-stream: same
# project-and-stream: order on sqlite, mysql
def key():
    return [order.pk for order in Order.objects.all()]


# stream, project-and-stream: same
# project-and-stream: order on sqlite, mysql
# keyset: order, queries
def foreign_key():
    keys = []
    for order in Order.objects.all():
        keys.append(order.customer_id)
    return keys


# stream, project-and-stream: same
def foreign_key_in_an_order_with_ties():
    keys = []
    for line in Line.objects.order_by("quantity"):
        keys.append(line.order_id)
    return keys


# omit, project, omit-and-stream, project-and-stream: order on sqlite, mysql
# omit, project, omit-and-stream, stream, project-and-stream: same
# keyset: order, queries
def foreign_key_and_key():
    keys = []
    for stamp in Stamp.objects.all():
        keys.append((stamp.pk, stamp.order_id))
    return keys


# stream, project, project-and-stream: same
# project, project-and-stream: order on sqlite, mysql
# keyset: order, queries
def indexed_column():
    seats = []
    for ticket in Ticket.objects.all():
        seats.append(ticket.seat)
    return seats


# omit, project, omit-and-stream, stream, project-and-stream: same
# project, project-and-stream: order on sqlite, mysql
# keyset: order, queries
def unique_column():
    emails = []
    for customer in Customer.objects.all():
        emails.append(customer.email)
    return emails


# omit, project, omit-and-stream, stream, project-and-stream: same
# project, project-and-stream: order on sqlite, mysql
def nullable_unique_column():
    return [customer.phone for customer in Customer.objects.all()]


# stream, project-and-stream: same
# project-and-stream: order on sqlite
def string_key():
    return [voucher.code for voucher in Voucher.objects.all()]


# omit, project, omit-and-stream, stream, project-and-stream: same
# keyset: order, queries
def column_in_the_default_order():
    numbers = []
    for invoice in Invoice.objects.all():
        numbers.append(invoice.number)
    return numbers


# omit, project, omit-and-stream, stream, project-and-stream: same
# keyset: order, queries
def several_columns_of_heavy_rows():
    rows = []
    for invoice in Invoice.objects.filter(is_sent=True):
        rows.append((invoice.number, invoice.order_id))
    return rows


# stream, project-and-stream: same
# keyset: queries
def binary_column():
    sizes = []
    for invoice in Invoice.objects.order_by("pk"):
        sizes.append((invoice.pk, len(invoice.pdf)))
    return sizes


# omit, project: same
# keyset: order, queries
def columns_of_a_stream():
    numbers = []
    for invoice in Invoice.objects.iterator(chunk_size=10):
        numbers.append(invoice.number)
    return numbers


# omit, project, resize: same
# keyset: order, queries
def heavy_stream_for_one_column():
    numbers = []
    for invoice in Invoice.objects.iterator():
        numbers.append(invoice.number)
    return numbers


# omit, project, omit-and-stream, stream, project-and-stream: same
# project, project-and-stream: order on mysql
# keyset: order, queries
def joined_rows_that_are_not_read():
    rows = []
    for order in Order.objects.select_related("customer"):
        rows.append((order.number, order.total))
    return rows


# stream, project-and-stream: same
def sliced():
    rows = []
    for order in Order.objects.order_by("number", "pk")[3:]:
        rows.append((order.number, order.total))
    return rows


# stream, project-and-stream: same
# keyset: queries
def annotated():
    from django.db.models import F

    rows = []
    for order in Order.objects.annotate(double=F("total") * 2).order_by("pk"):
        rows.append((order.number, order.double))
    return rows


# stream, project-and-stream: same
def filter_across_a_relation():
    rows = []
    for order in Order.objects.filter(lines__quantity__gt=1).order_by("pk"):
        rows.append((order.number, order.total))
    return rows


# stream, project-and-stream: same
def aggregated():
    return sum(order.total for order in Order.objects.all() if order.is_paid)


# stream, project-and-stream, batch: same
# keyset: queries
def writes_while_it_reads():
    count = 0
    for order in Order.objects.filter(total=2):
        Order.objects.filter(pk=order.pk).update(total=order.total + 1)
        count += order.total
    return count


# stream, project-and-stream: same
async def asynchronously():
    numbers = []
    async for order in Order.objects.all():
        numbers.append(order.number)
    return numbers
