from django.urls import path

from reports import views

urlpatterns = [
    path("", views.overview, name="report-overview"),
    path("revenue.json", views.revenue, name="report-revenue"),
    path("orders.json", views.orders_json, name="report-orders"),
]
