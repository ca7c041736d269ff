import csv
import io
from collections import Counter, deque
from itertools import chain

from django.db.models import Q
from shop.models import Customer, Invoice, Line, Order, Stamp, Ticket, Voucher


# rows: 2000, 2001
# stream: same
# keyset: order, queries
def loop():
    labels = []
    for order in Order.objects.all():
        labels.append(order.label())
    return labels


# stream: same
def comprehension():
    return [order.label() for order in Order.objects.all()]


# stream: same
def in_order_of_a_column_with_ties():
    labels = []
    for order in Order.objects.filter(total__lt=3).order_by("number", "total"):
        labels.append(order.label())
    return labels


# stream: same
# keyset: order, queries
def default_order():
    titles = []
    for invoice in Invoice.objects.all():
        titles.append((invoice.title(), bytes(invoice.pdf)))
    return titles


# stream: same
# keyset: order, queries
def nullable_columns():
    discounts = []
    for order in Order.objects.exclude(discount=1):
        discounts.append((order.label(), order.discount))
    return discounts


# stream: same
# keyset: order, queries
def variable():
    orders = Order.objects.filter(Q(is_paid=True) | Q(discount=None))
    labels = []
    for order in orders:
        labels.append(order.label())
    return labels


# stream: same
# keyset: order, queries
def list_made_for_the_loop():
    labels = []
    for order in list(Order.objects.all()):
        labels.append(order.label())
    return labels


# stream: same
def listed_before_the_loop():
    orders = list(Order.objects.all())
    labels = []
    for order in orders:
        labels.append(order.label())
    return labels


# stream: same
def slice_without_end():
    labels = []
    for order in Order.objects.order_by("pk")[5:]:
        labels.append(order.label())
    return labels


# stream: same
# keyset: order, queries
def joined_rows():
    names = []
    for order in Order.objects.select_related("customer"):
        names.append((order.label(), order.customer.name, bytes(order.customer.avatar)))
    return names


# stream, project-and-stream: same
# keyset: order, queries
def large_text():
    remarks = []
    for ticket in Ticket.objects.all():
        remarks.append((str(ticket.pk), ticket.remark))
    return remarks


# stream: same
def with_enumerate():
    return [f"{place} {order.label()}" for place, order in enumerate(Order.objects.all())]


# stream: same
def with_zip():
    labels = []
    for order, place in zip(Order.objects.all(), range(9000)):
        labels.append((place, order.label()))
    return labels


# stream: same
def with_map():
    labels = []
    for label in map(Order.label, Order.objects.all()):
        labels.append(label)
    return labels


# stream: same
def with_filter():
    labels = []
    for order in filter(lambda order: order.is_paid, Order.objects.all()):
        labels.append(order.label())
    return labels


# stream: same
def with_chain():
    labels = []
    for order in chain(Order.objects.filter(total=1), Order.objects.filter(total=2)):
        labels.append(order.label())
    return labels


# stream: same
def with_iter():
    labels = []
    for order in iter(Order.objects.all()):
        labels.append(order.label())
    return labels


# stream: same
def with_sum():
    return sum(len(order.label()) for order in Order.objects.all())


# stream: same
def with_any():
    return any(order.label().endswith("4") for order in Order.objects.all())


# stream: same
def with_all():
    return all(order.label().startswith("N") for order in Order.objects.all())


# stream: same
def with_min():
    return min(order.label() for order in Order.objects.all())


# stream: same
def with_max():
    return max(order.label() for order in Order.objects.all())


# stream: same
def into_list():
    return list(order.label() for order in Order.objects.all())


# stream: same
def into_tuple():
    return tuple(order.label() for order in Order.objects.all())


# stream: same
def into_set():
    return set(order.label() for order in Order.objects.all())


# stream: same
def into_frozenset():
    return frozenset(order.label() for order in Order.objects.all())


# stream: same
def into_dict():
    return dict((order.label(), order.total) for order in Order.objects.all())


# stream: same
def into_sorted():
    return sorted(order.label() for order in Order.objects.all())


# stream: same
def into_counter():
    return Counter(order.label()[-1] for order in Order.objects.all())


# stream: same
def into_deque():
    return deque(order.label() for order in Order.objects.all())


# stream: same
def into_text():
    return ", ".join(order.label() for order in Order.objects.all())


# stream: same
def into_longer_list():
    labels = ["first"]
    labels.extend(order.label() for order in Order.objects.all())
    return labels


# stream: same
def into_csv():
    file = io.StringIO()
    csv.writer(file).writerows([order.label(), order.total] for order in Order.objects.all())
    return file.getvalue()


# stream: same
def into_lines():
    file = io.StringIO()
    file.writelines(order.label() for order in Order.objects.all())
    return file.getvalue()


# stream: same
def into_new_rows():
    Line.objects.bulk_create(Line(order_id=order.pk, product=order.label()) for order in Order.objects.all())
    return Line.objects.count()


# stream, project-and-stream: same
def into_changed_rows():
    vouchers = (Voucher(code=voucher.code, value=9) for voucher in Voucher.objects.all())
    Voucher.objects.bulk_update(vouchers, ["value"])
    return Voucher.objects.filter(value=9).count()


# stream: same
def generator_read_later():
    return (order.label() for order in Order.objects.all())


# stream: same
# keyset: order, queries
def generator_function():
    def labels():
        for order in Order.objects.all():
            yield order.label()

    return list(labels())


# stream, batch: same
# keyset: queries
def saves_rows():
    count = 0
    for order in Order.objects.all():
        order.total += 1
        order.save()
        count += 1
    return count


# stream, project-and-stream, batch: values, rows on sqlite
# stream, project-and-stream, batch: same
def moves_rows_along_an_index():
    seen = []
    for invoice in Invoice.objects.order_by("number"):
        seen.append((invoice.pk, len(invoice.pdf)))
        if not invoice.is_sent:
            Invoice.objects.filter(pk=invoice.pk).update(number=f"z{invoice.number}", is_sent=True)
    return seen


# stream: same
# keyset: queries
def deletes_rows():
    count = 0
    for voucher in Voucher.objects.filter(value__lt=3):
        voucher.delete()
        count += 1
    return count


# stream, project-and-stream: same
def creates_rows_once():
    count = 0
    for invoice in Invoice.objects.filter(is_sent=True):
        Invoice.objects.create(number=f"c{invoice.number}", order_id=invoice.order_id, pdf=invoice.pdf)
        count += 1
    return count


# stream: same
# keyset: left, queries
def creates_other_rows():
    count = 0
    for order in Order.objects.filter(is_paid=False):
        Line.objects.create(order=order, product="reminder")
        count += 1
    return count


# stream: same
# keyset: queries
def calls_something_unknown(note=lambda label: None):
    for order in Order.objects.all():
        note(order.label())
    return Order.objects.count()


# rows: 2001
# keyset: order, queries
# stream: queries
def prefetches():
    counts = []
    for order in Order.objects.prefetch_related("lines"):
        counts.append((order.label(), [line.product for line in order.lines.all()]))
    return counts


# stream: same
async def asynchronously():
    labels = []
    async for order in Order.objects.all():
        labels.append(order.label())
    return labels


# stream: same
async def asynchronously_in_a_comprehension():
    return [order.label() async for order in Order.objects.all()]


# resize: same
# keyset: order, queries
def stream_of_heavy_rows():
    sizes = []
    for invoice in Invoice.objects.iterator():
        sizes.append((invoice.title(), len(invoice.pdf)))
    return sizes


# stream: same
def list_of_a_stream():
    labels = []
    for order in list(Order.objects.iterator()):
        labels.append(order.label())
    return labels


# stream: same
def raw_query():
    labels = []
    for order in Order.objects.raw("SELECT * FROM shop_order ORDER BY id"):
        labels.append(order.label())
    return labels


# stream: same
# keyset: queries
def rows_by_a_string_key():
    values = []
    for voucher in Voucher.objects.order_by("code"):
        values.append(f"{voucher.code} {voucher}")
    return values


# stream: same
# keyset: queries
def raises_halfway():
    for order in Order.objects.order_by("pk"):
        if order.label().endswith("4"):
            raise ValueError(order.label())
    return "none"


# omit: order on sqlite, mysql
# omit, stream: same
# omit-and-stream: order
# stream: order on postgresql
def related_rows():
    return [stamp.order.label() for stamp in Stamp.objects.select_related("order")]


# omit, omit-and-stream, stream: same
def text_of_rows():
    return [f"{customer}" for customer in Customer.objects.all()]


# stream, project-and-stream: order on postgresql
# stream, project, project-and-stream: same
def in_order_of_an_index_with_ties():
    seats = []
    for ticket in Ticket.objects.order_by("seat"):
        seats.append((f"{ticket.pk}", ticket.seat))
    return seats


# stream, project, project-and-stream: same
# project, project-and-stream: order on mysql
# keyset: order, queries
def range_of_an_index():
    seats = []
    for ticket in Ticket.objects.filter(seat__gt=5):
        seats.append((f"{ticket.pk}", ticket.seat))
    return seats
