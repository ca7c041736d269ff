from itertools import islice


def in_batches(rows, size):
    """Yield lists of at most ``size`` rows, read from one iterator."""
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


def by_key(queryset, size=500):
    """Yield lists of rows in the order of their primary key, one query each."""
    last = None
    ordered = queryset.order_by("pk")
    while True:
        page = ordered if last is None else ordered.filter(pk__gt=last)
        rows = list(page[:size])
        if not rows:
            return
        yield rows
        last = rows[-1].pk
