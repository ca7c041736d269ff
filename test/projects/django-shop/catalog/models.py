from django.db import models

from catalog.managers import DiscontinuedManager, ProductManager
from shop.timestamps import TimeStamped


class Category(models.Model):
    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "categories"

    def __str__(self):
        return self.name


class Supplier(TimeStamped):
    name = models.CharField(max_length=120, unique=True)
    email = models.EmailField()
    logo = models.BinaryField(null=True)

    def __str__(self):
        return self.name


class Tag(models.Model):
    name = models.CharField(max_length=40, unique=True)

    def __str__(self):
        return self.name


class Product(TimeStamped):
    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        ACTIVE = "active", "Active"
        DISCONTINUED = "discontinued", "Discontinued"

    sku = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    search_name = models.CharField(max_length=120, blank=True)
    barcode = models.CharField(max_length=20, blank=True)
    description = models.TextField(blank=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="products")
    supplier = models.ForeignKey(Supplier, on_delete=models.CASCADE, related_name="products")
    tags = models.ManyToManyField(Tag, blank=True, related_name="products")
    price = models.DecimalField(max_digits=10, decimal_places=2)
    stock = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    photo = models.BinaryField(null=True)

    objects = ProductManager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return f"{self.sku} {self.name}"

    @property
    def value(self):
        return self.price * self.stock

    def photo_size(self):
        return len(self.photo or b"")


class DigitalProduct(Product):
    version = models.CharField(max_length=20)
    download = models.BinaryField()


class DiscontinuedProduct(Product):
    objects = DiscontinuedManager()

    class Meta:
        proxy = True


class PriceChange(models.Model):
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="price_changes")
    changed_on = models.DateField()
    old_price = models.DecimalField(max_digits=10, decimal_places=2)
    new_price = models.DecimalField(max_digits=10, decimal_places=2)

    class Meta:
        unique_together = [("product", "changed_on")]
        ordering = ["changed_on"]
