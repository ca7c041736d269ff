from django.contrib import admin

from orders.models import Customer, Invoice, Order, OrderLine


class OrderLineInline(admin.TabularInline):
    model = OrderLine
    raw_id_fields = ["product"]


@admin.register(Order)
class OrderAdmin(admin.ModelAdmin):
    list_display = ["number", "customer", "status", "total", "placed_at"]
    list_select_related = ["customer"]
    inlines = [OrderLineInline]
    actions = ["close_orders"]

    @admin.action(description="Close selected orders")
    def close_orders(self, request, queryset):
        for order in queryset.iterator():
            order.close()
        self.message_user(request, f"{len(queryset)} orders were closed")


@admin.register(Invoice)
class InvoiceAdmin(admin.ModelAdmin):
    list_display = ["number", "amount", "due_on", "paid_on"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("pdf")


admin.site.register(Customer)
