from shop.models import Invoice, Order


# answer-and-stream: queries, rows
def counted_and_read():
    orders = Order.objects.filter(total__gt=1)
    labels = [str(len(orders))]
    for order in orders:
        labels.append(order.label())
    return labels


# answer-and-stream: queries, rows
def tested_and_read():
    invoices = Invoice.objects.filter(is_sent=True)
    titles = []
    if invoices:
        titles.append("some")
    for invoice in invoices:
        titles.append((invoice.title(), bytes(invoice.pdf)))
    return titles
