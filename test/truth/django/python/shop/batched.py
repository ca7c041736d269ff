"""Gives `itertools.batched` of Python 3.12 to an older Python that runs the programs."""

import itertools

if not hasattr(itertools, "batched"):
    # As https://docs.python.org/3/library/itertools.html#itertools.batched describes it.
    def batched(iterable, size):
        rows = iter(iterable)
        while batch := tuple(itertools.islice(rows, size)):
            yield batch

    itertools.batched = batched
