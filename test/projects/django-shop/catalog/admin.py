from django.contrib import admin

from catalog.models import Category, Product, Supplier


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):
    list_display = ["sku", "name", "category", "price", "stock", "status"]
    list_filter = ["status", "category"]
    list_select_related = ["category"]
    search_fields = ["sku", "name"]
    actions = ["discontinue", "restock"]

    def get_queryset(self, request):
        return super().get_queryset(request).without_photo()

    @admin.action(description="Discontinue selected products")
    def discontinue(self, request, queryset):
        queryset.update(status=Product.Status.DISCONTINUED)

    @admin.action(description="Restock selected products")
    def restock(self, request, queryset):
        for product in queryset:
            product.stock += 10
            product.save(update_fields=["stock"])


@admin.register(Supplier)
class SupplierAdmin(admin.ModelAdmin):
    list_display = ["name", "email", "product_count"]

    @admin.display(description="Products")
    def product_count(self, supplier):
        return supplier.products.count()


admin.site.register(Category)
