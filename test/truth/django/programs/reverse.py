from shop.models import Customer, Order, Voucher


# reverse: same
def by_key():
    labels = []
    for order in reversed(Order.objects.order_by("pk")):
        labels.append(order.label())
    return labels


# reverse: same
def by_key_downwards():
    labels = []
    for order in reversed(Order.objects.filter(total__gt=1).order_by("-id")):
        labels.append(order.label())
    return labels


# reverse: same
def by_a_unique_column():
    names = []
    for customer in reversed(Customer.objects.order_by("email")):
        names.append(f"{customer.name} {len(customer.avatar)} {customer.pk}")
    return names


def by_a_nullable_unique_column():
    names = []
    for customer in reversed(Customer.objects.order_by("phone")):
        names.append(f"{customer.name} {len(customer.avatar)} {customer.pk}")
    return names


# reverse: same
def by_several_columns():
    labels = []
    for order in reversed(Order.objects.order_by("total", "pk")):
        labels.append(order.label())
    return labels


# reverse: same
def by_a_string_key():
    return [voucher.value for voucher in reversed(Voucher.objects.order_by("code"))]
