import uuid

from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver


class Customer(models.Model):
    name = models.CharField(max_length=80)
    email = models.EmailField(unique=True)
    phone = models.CharField(max_length=20, null=True, unique=True)
    avatar = models.BinaryField()


class Tag(models.Model):
    word = models.CharField(max_length=20)


class Order(models.Model):
    number = models.CharField(max_length=20)
    total = models.IntegerField()
    discount = models.IntegerField(null=True)
    weight = models.FloatField()
    price = models.DecimalField(max_digits=9, decimal_places=2)
    is_paid = models.BooleanField(default=False)
    placed = models.DateTimeField()
    customer = models.ForeignKey(Customer, related_name="orders", on_delete=models.CASCADE)
    tags = models.ManyToManyField(Tag, related_name="orders")

    def label(self):
        return f"{self.number} {self.total}"


class Line(models.Model):
    order = models.ForeignKey(Order, related_name="lines", on_delete=models.CASCADE)
    product = models.CharField(max_length=40)
    quantity = models.IntegerField(default=1)


class Invoice(models.Model):
    number = models.CharField(max_length=20, db_index=True)
    order = models.ForeignKey(Order, related_name="invoices", on_delete=models.CASCADE)
    pdf = models.BinaryField()
    pages = models.IntegerField(default=1)
    is_sent = models.BooleanField(default=False)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["number"]

    def title(self):
        return f"Invoice {self.number}"


class Stamp(models.Model):
    """Nothing besides the picture and a foreign key, whose index holds all the rest."""

    order = models.ForeignKey(Order, related_name="stamps", on_delete=models.CASCADE)
    picture = models.BinaryField()


class Voucher(models.Model):
    code = models.CharField(max_length=20, primary_key=True)
    value = models.IntegerField()


class Ticket(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    seat = models.IntegerField(db_index=True)
    remark = models.TextField()


class Contract(models.Model):
    """Deleting loads the rows first: a receiver wants to see them."""

    title = models.CharField(max_length=40)
    scan = models.BinaryField()


class Removal(models.Model):
    what = models.CharField(max_length=60)


@receiver(post_delete, sender=Contract)
def note_removal(sender, instance, **kwargs):
    Removal.objects.create(what=f"contract {instance.pk}")
