"""One function for each method of managers and querysets, named after it."""

from django.db import transaction
from django.db.models import Count, F, Q

from shop.models import Customer, Invoice, Order, Tag, Voucher


def all():
    orders = Order.objects.all()
    for order in orders:
        order.number
    return orders


def using():
    orders = Order.objects.using("default")
    for order in orders:
        order.number
    return orders


def db_manager():
    orders = Order.objects.db_manager("default").all()
    for order in orders:
        order.number
    return orders


def get_queryset():
    orders = Order.objects.get_queryset()
    for order in orders:
        order.number
    return orders


def alias():
    orders = Order.objects.alias(double=F("total") * 2)
    for order in orders:
        order.number
    return orders


def annotate():
    orders = Order.objects.annotate(double=F("total") * 2)
    for order in orders:
        order.double
    return orders


def extra():
    orders = Order.objects.extra(where=["total > 1"])
    for order in orders:
        order.number
    return orders


def filter():
    orders = Order.objects.filter(total=1)
    for order in orders:
        order.number
    return orders


def filter_by_key():
    orders = Order.objects.filter(pk=1)
    for order in orders:
        order.number
    return orders


def filter_by_keys():
    orders = Order.objects.filter(pk__in=[1, 2, 3])
    for order in orders:
        order.number
    return orders


def filter_by_unique_column():
    customers = Customer.objects.filter(email="customer1@example.com")
    for customer in customers:
        customer.name
    return customers


def exclude():
    orders = Order.objects.exclude(total=1)
    for order in orders:
        order.number
    return orders


def complex_filter():
    orders = Order.objects.complex_filter(Q(total=1))
    for order in orders:
        order.number
    return orders


def none():
    orders = Order.objects.none()
    for order in orders:
        order.number
    return orders


def order_by():
    orders = Order.objects.order_by("number")
    for order in orders:
        order.number
    return orders


def reverse():
    orders = Order.objects.order_by("number").reverse()
    for order in orders:
        order.number
    return orders


def distinct():
    orders = Order.objects.distinct()
    for order in orders:
        order.number
    return orders


def select_related():
    orders = Order.objects.select_related("customer")
    for order in orders:
        order.customer.name
    return orders


def prefetch_related():
    orders = Order.objects.prefetch_related("lines")
    for order in orders:
        order.number
    return orders


def select_for_update():
    with transaction.atomic():
        orders = Order.objects.select_for_update()
        for order in orders:
            order.number
    return orders


def only():
    orders = Order.objects.only("number")
    for order in orders:
        order.number
    return orders


def defer():
    invoices = Invoice.objects.defer("pdf")
    for invoice in invoices:
        invoice.number
    return invoices


def values():
    orders = Order.objects.values("number", "total")
    for order in orders:
        order["number"]
    return orders


def values_of_all():
    invoices = Invoice.objects.values()
    for invoice in invoices:
        invoice["number"]
    return invoices


def values_list():
    numbers = Order.objects.values_list("number", flat=True)
    for number in numbers:
        number.lower()
    return numbers


def values_grouped():
    totals = Order.objects.values("total").annotate(count=Count("pk"))
    for total in totals:
        total["count"]
    return totals


def dates():
    days = Order.objects.dates("placed", "day")
    for day in days:
        day.isoformat()
    return days


def datetimes():
    hours = Order.objects.datetimes("placed", "hour")
    for hour in hours:
        hour.isoformat()
    return hours


def union():
    orders = Order.objects.filter(total=1).union(Order.objects.filter(total=2))
    for order in orders:
        order.number
    return orders


def intersection():
    orders = Order.objects.filter(total=1).intersection(Order.objects.filter(is_paid=True))
    for order in orders:
        order.number
    return orders


def difference():
    orders = Order.objects.filter(total=1).difference(Order.objects.filter(is_paid=True))
    for order in orders:
        order.number
    return orders


def slice_with_end():
    orders = Order.objects.order_by("pk")[:5]
    for order in orders:
        order.number
    return orders


def slice_without_end():
    orders = Order.objects.order_by("pk")[5:]
    for order in orders:
        order.number
    return orders


def related_rows():
    lines = Order(pk=1).lines.all()
    for line in lines:
        line.product
    return lines


def iterator():
    orders = Order.objects.all()
    for order in orders.iterator():
        order.number
    return orders


def raw():
    for order in Order.objects.raw("SELECT * FROM shop_order"):
        order.number


def first():
    return Order.objects.filter(total=1).first().number


def last():
    return Order.objects.filter(total=1).last().number


def get():
    return Order.objects.get(pk=1).number


def earliest():
    return Order.objects.earliest("placed").number


def latest():
    return Order.objects.latest("placed").number


def item():
    return Order.objects.order_by("pk")[0].number


def create():
    return Tag.objects.create(word="new").word


def get_or_create():
    return Tag.objects.get_or_create(word="tag 1")[0].word


def update_or_create():
    return Tag.objects.update_or_create(word="tag 1")[0].word


def count():
    return Order.objects.filter(total=1).count()


def exists():
    return Order.objects.filter(total=1).exists()


def contains():
    order = Order(pk=1)
    return Order.objects.filter(total=1).contains(order)


def aggregate():
    return Order.objects.aggregate(count=Count("pk"))


def explain():
    return Order.objects.filter(total=1).explain()


def update():
    return Order.objects.filter(total=1).update(total=2)


def delete():
    return Voucher.objects.filter(value=1).delete()


def bulk_create():
    return Tag.objects.bulk_create([Tag(word="new")])


def bulk_update():
    voucher = Voucher(code="none", value=1)
    return Voucher.objects.bulk_update([voucher], ["value"])


def in_bulk():
    return Order.objects.in_bulk()


def in_bulk_of_keys():
    return Order.objects.in_bulk([1, 2])


def query():
    return str(Order.objects.all().query)


def db():
    return Order.objects.all().db


def ordered():
    return Order.objects.all().ordered


def model():
    return Order.objects.all().model.__name__


def add():
    Order(pk=1).tags.add(1)


def remove():
    Order(pk=1).tags.remove(1)


def set():
    Order(pk=1).tags.set([1])


def clear():
    Order(pk=1).tags.clear()


async def afirst():
    return await Order.objects.filter(total=1).afirst()


async def alast():
    return await Order.objects.filter(total=1).alast()


async def aget():
    return await Order.objects.aget(pk=1)


async def aearliest():
    return await Order.objects.aearliest("placed")


async def alatest():
    return await Order.objects.alatest("placed")


async def acount():
    return await Order.objects.acount()


async def aexists():
    return await Order.objects.aexists()


async def acontains():
    return await Order.objects.acontains(Order(pk=1))


async def aaggregate():
    return await Order.objects.aaggregate(count=Count("pk"))


async def aexplain():
    return await Order.objects.filter(total=1).aexplain()


async def aupdate():
    return await Order.objects.filter(total=1).aupdate(total=2)


async def adelete():
    return await Voucher.objects.filter(value=1).adelete()


async def acreate():
    return await Tag.objects.acreate(word="new")


async def aget_or_create():
    return await Tag.objects.aget_or_create(word="tag 1")


async def aupdate_or_create():
    return await Tag.objects.aupdate_or_create(word="tag 1")


async def abulk_create():
    return await Tag.objects.abulk_create([Tag(word="new")])


async def abulk_update():
    return await Voucher.objects.abulk_update([Voucher(code="none", value=1)], ["value"])


async def ain_bulk():
    return await Order.objects.ain_bulk()


async def aadd():
    return await Order(pk=1).tags.aadd(1)


async def aremove():
    return await Order(pk=1).tags.aremove(1)


async def aset():
    return await Order(pk=1).tags.aset([1])


async def aclear():
    return await Order(pk=1).tags.aclear()


async def aiterator():
    async for order in Order.objects.aiterator():
        order.number
