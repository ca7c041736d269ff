from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from orders.models import Customer, Invoice, Order


@receiver(post_save, sender=Invoice)
def close_paid_order(sender, instance, **kwargs):
    if instance.paid_on is None:
        return
    Order.objects.filter(pk=instance.order_id).update(status=Order.Status.CLOSED)


@receiver(post_save, sender=Order)
def warn_about_large_orders(sender, instance, created, **kwargs):
    if not created:
        return
    average = [order.total for order in Order.objects.exclude(pk=instance.pk)]
    if average and instance.total > 10 * sum(average) / len(average):
        print(f"Order {instance.number} is unusually large")


@receiver(post_delete, sender=Customer)
def log_removed_customer(sender, instance, **kwargs):
    print(f"Customer {instance.email} was removed")
