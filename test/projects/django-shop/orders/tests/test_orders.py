from datetime import date
from io import StringIO

from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse

from orders import exports, services, tasks
from orders.models import Customer, Invoice, Order


class OrdersTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("seed_shop", verbosity=0)

    def test_services(self):
        customer = Order.objects.open()[0].customer
        self.assertTrue(services.has_open_orders(customer))
        self.assertEqual(services.latest_order(customer).customer, customer)
        self.assertEqual(services.overdue_count(date.today()), services.overdue(date.today()).count())
        self.assertGreater(services.revenue(), 0)
        self.assertGreater(services.open_amount(), 0)

    def test_newsletter(self):
        address = Customer.objects.filter(newsletter=False)[0].email
        services.import_newsletter([address, "nobody@example.com"])
        self.assertIn(address, list(tasks.newsletter_addresses()))

    def test_totals(self):
        tasks.write_totals()
        order = Order.objects.filter(lines__quantity__gt=0)[0]
        self.assertEqual(order.total, order.line_total())

    def test_tasks(self):
        repeating = Order.objects.filter(repeats=True).count()
        orders = Order.objects.count()
        tasks.repeat_orders()
        self.assertEqual(Order.objects.count(), orders + repeating)
        tasks.remove_empty_lines()
        tasks.write_open_totals()
        tasks.ship_paid()
        tasks.anonymise_inactive()
        self.assertFalse(Order.objects.filter(status=Order.Status.PAID).exists())

    def test_exports(self):
        for write in [exports.write_orders, exports.write_invoices, exports.write_lines, exports.write_customers]:
            stream = StringIO()
            write(stream)
            self.assertGreater(stream.getvalue().count("\n"), 5)

    def test_pages(self):
        invoice = Invoice.objects.exclude(number=None)[0]
        for url in [
            reverse("order-list"),
            reverse("dashboard"),
            reverse("customer-orders", args=[invoice.order.customer_id]),
            reverse("invoice-list"),
            reverse("invoices-csv"),
            reverse("invoice-pdf", args=[invoice.number]),
        ]:
            self.assertEqual(self.client.get(url).status_code, 200, url)
