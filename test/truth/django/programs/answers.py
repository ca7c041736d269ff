from shop.models import Customer, Invoice, Order, Voucher


# count: same
def count_all():
    return len(Order.objects.all())


# count: same
def count_some():
    return len(Order.objects.filter(total=1).exclude(discount=None))


# count: same
def count_a_list():
    return len(list(Order.objects.all()))


# count: same
def count_a_slice():
    return len(Order.objects.all()[3:])


# count: same
def count_rows_that_repeat():
    return len(Order.objects.filter(lines__quantity__gt=0))


# count: same
def count_distinct_rows():
    return len(Order.objects.filter(lines__quantity__gt=0).distinct())


# count: same
def count_distinct_values():
    return len(Order.objects.values("total").distinct())


# count: same
def count_values_with_nulls():
    return len(Order.objects.values_list("discount", flat=True))


# exists: same
def exists_in_a_test():
    if Order.objects.filter(total=4):
        return "some"
    return "none"


# exists: same
def exists_not():
    if not Order.objects.filter(discount=None):
        return "none"
    return "some"


# exists: same
def exists_as_a_value():
    return bool(Invoice.objects.all())


# exists: same
def exists_in_an_expression():
    return 1 if Order.objects.filter(total=9) else 2


# exists: same
def exists_of_a_slice():
    return bool(Order.objects.order_by("pk")[90:])


# exists: same
def exists_of_distinct_rows():
    return bool(Order.objects.order_by("total").distinct())


# contains: same
def contains_a_row():
    order = Order.objects.filter(pk=3).first()
    return order in Order.objects.filter(total__gt=1) if order else "no order"


# contains: same
def contains_no_row():
    voucher = Voucher.objects.order_by("code").first()
    return voucher not in Voucher.objects.filter(value=1) if voucher else "no voucher"


# contains: error
def contains_an_unsaved_row():
    order = Order(number="new")
    return order in Order.objects.all()


# contains: error
def contains_another_object():
    customer = "somebody"
    return customer in Customer.objects.all()


# contains: same
def contains_in_an_expression():
    order = Order.objects.filter(pk=2).first()
    return (order not in Order.objects.filter(total=1)) + 1 if order else "no order"


# aggregate, stream, project-and-stream: same
def sum_of_integers():
    return sum(order.total for order in Order.objects.all())


# aggregate, stream, project-and-stream: same
def sum_in_an_expression():
    return 1 + sum(order.total for order in Order.objects.filter(is_paid=True))


# aggregate: error
# stream, project-and-stream: same
def sum_of_nullable_integers():
    return sum(order.discount for order in Order.objects.all())


# aggregate, stream, project-and-stream: same
def sum_of_floats():
    return sum(order.weight for order in Order.objects.all())


# aggregate: values on sqlite
# aggregate, stream, project-and-stream: same
def sum_of_decimals():
    return sum(order.price for order in Order.objects.all())


# aggregate: error
# stream, project-and-stream: same
def greatest():
    return max(order.total for order in Order.objects.all())


# aggregate: error
# stream, project-and-stream: same
def greatest_of_nullable():
    return max(order.discount for order in Order.objects.all())


# aggregate: error
# stream, project-and-stream: same
def least():
    return min(order.placed for order in Order.objects.all())


# aggregate, stream, project-and-stream: same
def any_flag():
    return any(order.is_paid for order in Order.objects.all())


# aggregate, stream, project-and-stream: same
def any_flag_of_none():
    return any(invoice.is_sent for invoice in Invoice.objects.filter(number="none"))
