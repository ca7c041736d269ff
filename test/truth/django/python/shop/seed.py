"""The rows that programs meet: ties, nulls, and an order on disk that is not the order of keys."""

import datetime
import decimal
import uuid

from django.core.management.color import no_style
from django.db import connection, transaction

from shop.models import Contract, Customer, Invoice, Line, Order, Removal, Stamp, Tag, Ticket, Voucher

start = datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)
picture = bytes(range(64))
Tagging = Order.tags.through


def customers(count):
    for key in shuffled(few(count)):
        name, phone = f"Customer {key % 7}", f"{key:04}" if key % 3 else None
        yield Customer(id=key, name=name, email=f"customer{key}@example.com", phone=phone, avatar=picture * 2)


def orders(count):
    for key in shuffled(count):
        yield Order(
            id=key,
            number=f"N{key * 37 % 1009:05}",
            total=key % 5,
            discount=None if key % 3 == 0 else key % 4,
            weight=key / 10,
            price=decimal.Decimal(key) / 4,
            is_paid=key % 2 == 0,
            placed=start + datetime.timedelta(hours=key),
            customer_id=key * 7 % few(count) + 1,
        )


def taggings(count):
    keys = [(key, tag) for key in range(1, few(count) + 1) for tag in range(1, key % 4 + 1)]
    return (Tagging(id=index, order_id=key, tag_id=tag) for index, (key, tag) in enumerate(keys, start=1))


def lines(count):
    for key in shuffled(count):
        yield Line(id=key, order_id=key * 11 % count + 1, product=f"product {key % 9}", quantity=key % 4)


def invoices(count):
    for key in shuffled(heavy(count)):
        pdf = picture + bytes([key % 256])
        number, order = f"I{key * 53 % 997:05}", key * 17 % count + 1
        yield Invoice(id=key, number=number, order_id=order, pdf=pdf, is_sent=key % 4 == 0)


def stamps(count):
    return (Stamp(id=key, order_id=key * 29 % count + 1, picture=picture) for key in shuffled(heavy(count)))


def tickets(count):
    for key in shuffled(heavy(count)):
        yield Ticket(id=uuid.uuid5(uuid.NAMESPACE_OID, str(key)), seat=key * 13 % 11, remark=f"remark {key}")


def contracts(count):
    return (Contract(id=key, title=f"contract {key}", scan=picture) for key in shuffled(few(count)))


rows = {
    Customer: customers,
    Tag: lambda count: (Tag(id=key, word=f"tag {key}") for key in range(1, 4)),
    Order: orders,
    Tagging: taggings,
    Line: lines,
    Invoice: invoices,
    Stamp: stamps,
    Voucher: lambda count: (Voucher(code=f"V{key * 7919 % 100003:06}", value=key % 5) for key in shuffled(heavy(count))),
    Ticket: tickets,
    Contract: contracts,
    Removal: lambda count: (),
}

tables = {model._meta.db_table: model for model in rows}


def seed(count, models=tuple(rows)):
    """Replaces all rows of the models by `count` of each kind that programs loop over; keys start anew."""
    wanted = [model for model in rows if model in models]
    tables_wanted = [model._meta.db_table for model in wanted]
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for statement in [
            *before_seed[connection.vendor],
            *(f"DELETE FROM {table}" for table in tables_wanted),
            # Else new rows would stand among the remains of old ones, and each seed in another order.
            *(f"VACUUM {table}" for table in tables_wanted if connection.vendor == "postgresql"),
        ]:
            cursor.execute(statement)
        with transaction.atomic():
            for model in wanted:
                model._base_manager.bulk_create(rows[model](count))
        for statement in [*counters(wanted), *after_seed[connection.vendor]]:
            cursor.execute(statement)


# PostgreSQL checks foreign keys by triggers, and this is how they are switched off.
before_seed = {"sqlite": [], "mysql": [], "postgresql": ["SET session_replication_role = replica"]}
after_seed = {"sqlite": [], "mysql": [], "postgresql": ["SET session_replication_role = origin"]}


def counters(models):
    """What makes the next key the one after the greatest."""
    if connection.vendor == "mysql":
        return [f"ALTER TABLE {model._meta.db_table} AUTO_INCREMENT = 1" for model in models if model is not Voucher]
    if connection.vendor == "sqlite":
        return [
            f"UPDATE sqlite_sequence SET seq = coalesce((SELECT max(id) FROM {name}), 0) WHERE name = '{name}'"
            for name in (model._meta.db_table for model in models)
            if name not in ("shop_voucher", "shop_ticket")
        ]
    return connection.ops.sequence_reset_sql(no_style(), models)


def few(count):
    return min(count, 20)


def heavy(count):
    return min(count, 201)


def shuffled(count):
    """1…count, each once, in an order of its own."""
    step = next(step for step in (7919, 7927, 7933) if count % step) if count else 1
    return [(index + 3) * step % count + 1 for index in range(count)]
