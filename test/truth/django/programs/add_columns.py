from shop.models import Invoice, Order


# add-columns: same
# keyset: queries on mysql
def column_left_out():
    totals = []
    for order in Order.objects.only("number").order_by("pk").iterator():
        totals.append((order.number, order.total))
    return totals


# add-columns: same
# keyset: queries on mysql
def column_deferred():
    titles = []
    for invoice in Invoice.objects.defer("number", "pdf").order_by("pk").iterator():
        titles.append(invoice.title())
    return titles


# add-columns: same
# keyset: queries on mysql
def only_deferred_column():
    numbers = []
    for order in Order.objects.order_by("pk").defer("total").iterator():
        numbers.append(order.label())
    return numbers
