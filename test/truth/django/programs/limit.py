from itertools import islice

from shop.models import Invoice, Order


# limit: same
def first_of_a_list():
    return list(Invoice.objects.all())[0]


# limit: same
def first_of_unordered_rows():
    return list(Order.objects.all())[0]


# limit: same
def few_of_a_list():
    return list(Invoice.objects.order_by("pk"))[:5]


# limit: error
def few_by_a_variable():
    few = -2
    return list(Invoice.objects.order_by("pk"))[:few]


# limit: same
def last_of_a_list():
    return list(Invoice.objects.order_by("pk"))[-1]


# limit: same
def last_few_of_a_list():
    return list(Invoice.objects.order_by("pk"))[-3:]


# limit: same
def last_few_by_a_unique_column():
    from shop.models import Customer

    return list(Customer.objects.order_by("email"))[-3:]


# limit: error
def next_of_an_iterator():
    return next(iter(Invoice.objects.all()))


# limit: same
def next_of_an_iterator_or_nothing():
    return next(iter(Invoice.objects.all()), None)


# limit: values on postgresql
# limit: same
def next_of_unordered_rows_or_nothing():
    return next(iter(Order.objects.all()), None)


# limit: values, order on postgresql, mysql
# limit: same
def few_of_sorted_rows():
    return sorted(Order.objects.all(), key=lambda order: order.total, reverse=True)[:3]


# limit: order on mysql
# limit: same
def few_of_sorted_nullable_rows():
    return sorted(Order.objects.exclude(discount=None), key=lambda order: order.discount)[:3]


# limit: same
def islice_in_a_list():
    return list(islice(Invoice.objects.all(), 5))


# limit: same
def islice_in_a_loop():
    titles = []
    for invoice in islice(Invoice.objects.order_by("pk"), 5):
        titles.append(invoice.title())
    return titles


# limit: values
def islice_that_is_returned():
    return islice(Invoice.objects.all(), 5)


# limit: same
def loop_that_returns():
    for invoice in Invoice.objects.all():
        return invoice.title()
    return "none"


# limit: same
def loop_that_breaks():
    title = "none"
    for invoice in Invoice.objects.order_by("-pk"):
        title = invoice.title()
        break
    return title
