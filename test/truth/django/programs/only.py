from shop.models import Invoice


# omit, only, omit-and-stream, stream: same
def method_of_the_row():
    return [(invoice.title(), invoice.order.number) for invoice in Invoice.objects.all()]


# omit, only, omit-and-stream, stream: same
def comparison():
    first = Invoice.objects.order_by("pk").first()
    return [(invoice.number, invoice == first) for invoice in Invoice.objects.all()]


# omit, only, omit-and-stream, stream: same
# keyset: order, queries
def related_sets():
    counts = []
    for invoice in Invoice.objects.filter(is_sent=False):
        counts.append((invoice.number, invoice.order.lines.count()))
    return counts
