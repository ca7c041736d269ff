from shop.models import Contract, Customer


# remove: same
def rows_that_a_receiver_wants():
    return Contract.objects.filter(title__endswith="1").delete()


# remove: same
def rows_that_others_refer_to():
    return Customer.objects.filter(name="Customer 1").delete()


# remove: same
def all_rows():
    return Contract.objects.all().delete()
