from django.urls import path

from catalog import views

urlpatterns = [
    path("", views.ProductList.as_view(), name="product-list"),
    path("suppliers/", views.SupplierList.as_view(), name="supplier-list"),
    path("prices.csv", views.price_feed, name="price-feed"),
    path("photos/<int:pk>/", views.product_photo, name="product-photo"),
    path("categories/<slug:slug>/", views.category_detail, name="category-detail"),
    path("<slug:sku>/", views.product_detail, name="product-detail"),
]
