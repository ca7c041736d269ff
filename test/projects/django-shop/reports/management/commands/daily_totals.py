from django.core.management.base import BaseCommand

from orders.models import Order
from reports.models import DailyTotal


class Command(BaseCommand):
    help = "Sum up the orders of each day"

    def handle(self, *args, **options):
        days = {}
        for order in Order.objects.prefetch_related("lines").order_by("placed_at"):
            days.setdefault(order.placed_at.date(), []).append(order.line_total())
        for day, amounts in days.items():
            DailyTotal.objects.update_or_create(
                day=day,
                defaults={"orders": len(amounts), "revenue": sum(amounts)},
            )
