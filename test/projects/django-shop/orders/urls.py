from django.urls import path

from orders import views

urlpatterns = [
    path("", views.OrderList.as_view(), name="order-list"),
    path("dashboard/", views.dashboard, name="dashboard"),
    path("customers/<int:pk>/", views.customer_orders, name="customer-orders"),
    path("invoices/", views.InvoiceList.as_view(), name="invoice-list"),
    path("invoices.csv", views.invoices_csv, name="invoices-csv"),
    path("invoices/<str:number>.pdf", views.invoice_pdf, name="invoice-pdf"),
]
