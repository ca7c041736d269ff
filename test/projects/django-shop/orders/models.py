from django.db import models

from catalog.models import Product
from shop.timestamps import TimeStamped


class Customer(TimeStamped):
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2, default="NL")
    newsletter = models.BooleanField(default=False)
    avatar = models.BinaryField(null=True)

    def __str__(self):
        return self.name


class OrderQuerySet(models.QuerySet):
    def open(self):
        return self.filter(status__in=[Order.Status.NEW, Order.Status.PAID])

    def placed_before(self, moment):
        return self.filter(placed_at__lt=moment)


class Order(TimeStamped):
    class Status(models.TextChoices):
        NEW = "new", "New"
        PAID = "paid", "Paid"
        SHIPPED = "shipped", "Shipped"
        CLOSED = "closed", "Closed"

    number = models.CharField(max_length=20, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="orders")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.NEW)
    placed_at = models.DateTimeField()
    repeats = models.BooleanField(default=False)
    total = models.DecimalField(max_digits=10, decimal_places=2, default=0)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at"]

    def __str__(self):
        return self.number

    def line_total(self):
        return sum(line.amount for line in self.lines.all())

    def close(self):
        self.status = self.Status.CLOSED
        self.save(update_fields=["status", "updated_at"])


class OrderLine(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="order_lines")
    quantity = models.PositiveIntegerField(default=1)
    unit_price = models.DecimalField(max_digits=10, decimal_places=2)

    class Meta:
        unique_together = [("order", "product")]

    @property
    def amount(self):
        return self.unit_price * self.quantity


class Invoice(TimeStamped):
    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="invoice")
    number = models.CharField(max_length=20, unique=True, null=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    due_on = models.DateField()
    paid_on = models.DateField(null=True, blank=True)
    pdf = models.BinaryField()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self):
        return f"Invoice {self.number}"

    @property
    def file_name(self):
        return f"{self.number}.pdf"


class Reminder(models.Model):
    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="reminders")
    sent_at = models.DateTimeField(auto_now_add=True)
