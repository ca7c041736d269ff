"""Measures how far programs go above an idle process; each one runs in a process of its own."""

import gc
import json
import os
import resource
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

import shop.batched  # noqa: E402, F401
from shop.models import Contract, Customer, Invoice, Order  # noqa: E402
from shop.seed import start  # noqa: E402


def main():
    job = json.load(sys.stdin)
    apart(lambda: plant(job["rows"], job["bytes"]))
    for program in job["programs"]:
        namespace = {"__name__": "program"}
        exec(compile(program["text"], program["id"], "exec"), namespace)  # noqa: S102 - these texts are measured
        function = namespace[program["function"]]
        answer = apart(lambda function=function: measured(function))
        print(json.dumps({"id": program["id"], **answer}))


def apart(run):
    """Runs something in a process of its own; what it leaves in memory goes with it."""
    connections.close_all()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        with os.fdopen(write, "w") as answer:
            json.dump(run(), answer)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return json.loads(text)


def measured(function):
    Invoice.objects.filter(pk=1).first()
    gc.collect()
    with open("/proc/self/statm") as file:
        before = int(file.read().split()[1]) * resource.getpagesize() / 2**20
    clock = time.process_time()
    value = function()
    seconds = time.process_time() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    return {"value": repr(value)[:80], "peak": max(peak - before, 0), "seconds": seconds}


def plant(count, size):
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    customer = Customer.objects.create(name="One", email="one@example.com", avatar=b"")
    Order.objects.bulk_create(
        Order(id=key, number=f"N{key}", total=1, weight=1, price=1, placed=start, customer=customer)
        for key in range(1, count + 1)
    )
    for first in range(1, count + 1, 200):
        keys = range(first, min(first + 200, count + 1))
        Invoice.objects.bulk_create(
            Invoice(id=key, number=f"I{key}", order_id=key, pdf=os.urandom(size), is_sent=key % 50 == 0) for key in keys
        )
    for key in range(1, 201):
        Contract.objects.create(id=key, title=f"contract {key}", scan=os.urandom(size * 10))


main()
