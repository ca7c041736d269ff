from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse

from orders.models import Order
from reports import services
from reports.models import DailyTotal


class ReportsTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("seed_shop", verbosity=0)

    def test_daily_totals(self):
        call_command("daily_totals")
        self.assertEqual(sum(total.orders for total in DailyTotal.objects.all()), Order.objects.count())

    def test_customers(self):
        best = [customer.order_count for customer in services.best_customers(3)]
        self.assertEqual(best, [customer.order_count for customer in services.top_customers(3)])
        self.assertEqual(sum(services.orders_by_status().values()), len(services.order_numbers()))

    def test_pages(self):
        for name in ["report-overview", "report-revenue", "report-orders"]:
            self.assertEqual(self.client.get(reverse(name)).status_code, 200, name)
