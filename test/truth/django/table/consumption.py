"""One function for each form of consumption, named after it."""

import copy
import csv
import io
import itertools
import pickle
import random
from collections import Counter, OrderedDict, deque

from asgiref.sync import sync_to_async
from django.core import serializers
from django.core.cache import cache
from django.shortcuts import get_list_or_404

from shop.models import Order


def for_():
    orders = Order.objects.all()
    for order in orders:
        order.number
    return orders


def for_with_break():
    orders = Order.objects.all()
    for order in orders:
        order.number
        break
    return orders


def comprehension():
    orders = Order.objects.all()
    [order.number for order in orders]
    return orders


def if_():
    orders = Order.objects.all()
    if orders:
        pass
    return orders


def list_():
    orders = Order.objects.all()
    list(orders)
    return orders


def tuple_():
    orders = Order.objects.all()
    tuple(orders)
    return orders


def set_():
    orders = Order.objects.all()
    set(orders)
    return orders


def frozenset_():
    orders = Order.objects.all()
    frozenset(orders)
    return orders


def dict_():
    orders = Order.objects.values_list("pk", "number")
    dict(orders)
    return orders


def sorted_():
    orders = Order.objects.all()
    sorted(orders, key=lambda order: order.number)
    return orders


def counter():
    orders = Order.objects.all()
    Counter(orders)
    return orders


def deque_():
    orders = Order.objects.all()
    deque(orders)
    return orders


def ordered_dict():
    orders = Order.objects.values_list("pk", "number")
    OrderedDict(orders)
    return orders


def len_():
    orders = Order.objects.all()
    len(orders)
    return orders


def bool_():
    orders = Order.objects.all()
    bool(orders)
    return orders


def any_():
    orders = Order.objects.all()
    any(orders)
    return orders


def all_():
    orders = Order.objects.all()
    all(orders)
    return orders


def sum_():
    totals = Order.objects.values_list("total", flat=True)
    sum(totals)
    return totals


def min_():
    totals = Order.objects.values_list("total", flat=True)
    min(totals)
    return totals


def max_():
    totals = Order.objects.values_list("total", flat=True)
    max(totals)
    return totals


def enumerate_():
    orders = Order.objects.all()
    for place, order in enumerate(orders):
        order.number
    return orders


def zip_():
    orders = Order.objects.all()
    for place, order in zip(range(900), orders):
        order.number
    return orders


def map_():
    orders = Order.objects.all()
    for label in map(lambda order: order.number, orders):
        label.lower()
    return orders


def filter_():
    orders = Order.objects.all()
    for order in filter(lambda order: order.is_paid, orders):
        order.number
    return orders


def reversed_():
    orders = Order.objects.all()
    for order in reversed(orders):
        order.number
    return orders


def iter_():
    orders = Order.objects.all()
    for order in iter(orders):
        order.number
    return orders


def next_():
    orders = Order.objects.all()
    next(iter(orders))
    return orders


def islice():
    orders = Order.objects.all()
    list(itertools.islice(orders, 5))
    return orders


def chain():
    orders = Order.objects.all()
    for order in itertools.chain(orders):
        order.number
    return orders


def groupby():
    orders = Order.objects.all()
    for total, some in itertools.groupby(orders, key=lambda order: order.total):
        total.bit_length()
    return orders


def batched():
    orders = Order.objects.all()
    for some in itertools.batched(orders, 5):
        len(some)
    return orders


def choice():
    orders = Order.objects.all()
    random.choice(orders)
    return orders


def sample():
    orders = Order.objects.all()
    random.sample(list(orders), 2)
    return orders


def copy_():
    orders = Order.objects.all()
    copy.copy(orders)
    return orders


def dumps():
    orders = Order.objects.all()
    pickle.dumps(orders)
    return orders


def dump():
    orders = Order.objects.all()
    pickle.dump(orders, io.BytesIO())
    return orders


def cache_set():
    orders = Order.objects.all()
    cache.set("orders", orders)
    return orders


def serialize():
    orders = Order.objects.all()
    serializers.serialize("json", orders, fields=["number"])
    return orders


def get_list_or_404_():
    return len(get_list_or_404(Order, total=1))


def contained():
    orders = Order.objects.all()
    Order(pk=1) in orders
    return orders


def join():
    numbers = Order.objects.values_list("number", flat=True)
    ", ".join(numbers)
    return numbers


def extend():
    orders = Order.objects.all()
    [].extend(orders)
    return orders


def writerows():
    rows = Order.objects.values_list("number", "total")
    csv.writer(io.StringIO()).writerows(rows)
    return rows


def writelines():
    numbers = Order.objects.values_list("number", flat=True)
    io.StringIO().writelines(numbers)
    return numbers


def repr_():
    orders = Order.objects.all()
    repr(orders)
    return orders


def str_():
    orders = Order.objects.all()
    str(orders)
    return orders


def print_():
    orders = Order.objects.all()
    print(orders, file=io.StringIO())
    return orders


def format_():
    orders = Order.objects.all()
    format(orders)
    return orders


def isinstance_():
    orders = Order.objects.all()
    isinstance(orders, list)
    return orders


def type_():
    orders = Order.objects.all()
    type(orders)
    return orders


def id_():
    orders = Order.objects.all()
    id(orders)
    return orders


def hash_():
    orders = Order.objects.all()
    hash(orders)
    return orders


def hasattr_():
    orders = Order.objects.all()
    hasattr(orders, "number")
    return orders


def callable_():
    orders = Order.objects.all()
    callable(orders)
    return orders


def deepcopy():
    orders = Order.objects.all()
    copy.deepcopy(orders)
    return orders


async def sync_to_async_():
    return await sync_to_async(list)(Order.objects.all())
