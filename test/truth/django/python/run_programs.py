"""Runs programs that come as JSON on standard input; prints one line of JSON for each run."""

import asyncio
import inspect
import json
import os
import sys
import warnings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

import shop.batched  # noqa: E402, F401
from shop.observe import observed, watch  # noqa: E402
from shop.seed import seed, tables  # noqa: E402


def main():
    warnings.simplefilter("ignore")
    answer = sys.stdout
    job = json.load(sys.stdin)
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA synchronous = OFF")
    functions = {program["id"]: load(program) for program in job["programs"]}
    watch()
    for count in job["sizes"]:
        seed(count)
        for program in job["programs"]:
            if count not in program["sizes"]:
                continue
            result = observed(functions[program["id"]])
            if result["written"]:
                seed(count, [tables[name] for name in result["written"]])
            json.dump({"id": program["id"], "size": count, **result}, answer)
            answer.write("\n")
    answer.flush()


def load(program):
    """The function of a program, ready to be called; an asynchronous one runs to its end."""
    namespace = {"__name__": "program"}
    exec(compile(program["text"], program["id"], "exec"), namespace)  # noqa: S102 - these texts are what is tested
    function = namespace[program["function"]]
    if inspect.iscoroutinefunction(function):
        return lambda: asyncio.run(function())
    return function


main()
