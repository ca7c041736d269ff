from shop.models import Invoice, Order


# stream, batch: same
# keyset: queries
def saves_rows():
    count = 0
    for order in Order.objects.all():
        order.total += 1
        order.save()
        count += 1
    return count


# stream, batch: same
# keyset: queries
def saves_heavy_rows():
    for invoice in Invoice.objects.all():
        invoice.pdf = bytes(invoice.pdf) + b"x"
        invoice.save()
    return Invoice.objects.count()
