from datetime import date, timedelta
from decimal import Decimal

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from catalog.models import Category, DigitalProduct, Product, Supplier, Tag
from documents.models import Document, DocumentVersion, Folder
from orders.models import Customer, Invoice, Order, OrderLine

STATUSES = [Product.Status.ACTIVE, Product.Status.ACTIVE, Product.Status.DRAFT, Product.Status.DISCONTINUED]


class Command(BaseCommand):
    help = "Fill an empty database with a small shop"

    def add_arguments(self, parser):
        parser.add_argument("--size", type=int, default=24)

    @transaction.atomic
    def handle(self, *args, **options):
        if Product.objects.exists():
            self.stdout.write("The shop has products already")
            return
        products = self.add_products(options["size"])
        customers = self.add_customers(options["size"])
        self.add_orders(products, customers)
        self.add_documents(customers)

    def add_products(self, size):
        categories = [
            Category.objects.get_or_create(slug=slug, defaults={"name": slug.title()})[0]
            for slug in ["books", "games", "tools"]
        ]
        supplier = Supplier.objects.create(name="Northern Paper", email="sales@paper.example", logo=b"logo")
        sale, unused = (Tag.objects.create(name=name) for name in ["sale", "unused"])
        for number in range(size):
            product = Product.objects.create(
                sku=f"P{number:04d}",
                name=f"Product {number}",
                category=categories[number % 3],
                supplier=supplier,
                price=Decimal(5 + number),
                stock=number % 7,
                status=STATUSES[number % 4],
                photo=bytes([number % 256]) * 500 if number % 5 else None,
            )
            product.tags.add(sale)
        for number in range(2):
            DigitalProduct.objects.create(
                sku=f"D{number:04d}",
                name=f"Manual {number}",
                category=categories[0],
                supplier=supplier,
                price=Decimal(3),
                status=Product.Status.ACTIVE,
                version=f"1.{number}",
                download=b"manual" * 100,
            )
        return list(Product.objects.without_photo())

    def add_customers(self, size):
        return [
            Customer.objects.create(
                email=f"customer{number}@example.com",
                name=f"Customer {number}",
                newsletter=number % 2 == 0,
                avatar=b"face" * 50,
            )
            for number in range(size)
        ]

    def add_orders(self, products, customers):
        statuses = list(Order.Status)
        for number, product in enumerate(products):
            order = Order.objects.create(
                number=f"O{number:05d}",
                customer=customers[number % 9],
                status=statuses[number % len(statuses)],
                placed_at=timezone.now() - timedelta(days=10 * number),
                repeats=number % 6 == 0,
            )
            OrderLine.objects.create(order=order, product=product, quantity=number % 4, unit_price=product.price)
            Invoice.objects.create(
                order=order,
                number=f"I{number:06d}" if number % 3 else None,
                amount=product.price * (number % 4 + 1),
                due_on=date.today() - timedelta(days=number - 5),
                paid_on=date.today() if number % 2 else None,
                pdf=b"%PDF" + bytes(300),
            )

    def add_documents(self, customers):
        folders = [Folder.objects.create(name=name) for name in ["Contracts", "Letters"]]
        for number, customer in enumerate(customers):
            document = Document.objects.create(
                title=f"letter-{number}.txt",
                folder=folders[number % 2],
                owner=customer if number % 4 else None,
                content=b"Dear customer " + str(number // 2).encode(),
            )
            DocumentVersion.objects.bulk_create(
                DocumentVersion(document=document, number=version, content=b"draft") for version in range(1, 4)
            )
