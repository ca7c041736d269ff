from shop.models import Invoice, Order, Ticket, Voucher


# stream, batch: same
# keyset: queries
def saves_rows():
    labels = []
    for order in Order.objects.filter(is_paid=False):
        # pay it
        order.is_paid = True
        order.save()
        labels.append(order.label())
    return sorted(labels)


# stream, batch: same
# keyset: order, queries
def unordered_rows():
    labels = []
    for order in Order.objects.exclude(total=4):
        order.total = 4
        order.save()
        labels.append(order.label())
    return labels


# stream, batch: same
# keyset: order, queries
def default_order_of_heavy_rows():
    titles = []
    for invoice in Invoice.objects.all():
        invoice.pdf = bytes(invoice.pdf) + b"x"
        invoice.save()
        titles.append(invoice.title())
    return titles


# stream, batch: same
# keyset: order, queries
def string_keys():
    codes = []
    for voucher in Voucher.objects.filter(value__gt=0):
        voucher.value = 0
        voucher.save()
        codes.append(voucher.code)
    return codes


# stream, batch: same
# keyset: order, queries
def unique_identifiers():
    seats = []
    for ticket in Ticket.objects.all():
        ticket.remark = ticket.remark.upper()
        ticket.save()
        seats.append(ticket.seat)
    return seats


# stream: same
# keyset: queries
def deletes_rows():
    count = 0
    for voucher in Voucher.objects.filter(value=2):
        voucher.delete()
        count += 1
    return count


# keyset: queries
# stream, batch: same
def prefetched_rows():
    counts = []
    for order in Order.objects.prefetch_related("lines").order_by("pk"):
        order.is_paid = True
        order.save()
        counts.append(len(order.lines.all()))
    return counts


# keyset: queries
def stream_of_a_driver_that_buffers():
    labels = []
    for order in Order.objects.order_by("pk").iterator():
        labels.append(order.label())
    return labels


# stream, batch: values on sqlite
# stream, batch: same
# keyset: values, queries
def changes_rows_that_come_later():
    sizes = []
    for invoice in Invoice.objects.order_by("pk"):
        Invoice.objects.filter(pk=invoice.pk + 60).update(pdf=b"changed")
        sizes.append(len(invoice.pdf))
        invoice.save(update_fields=["number"])
    return sizes
