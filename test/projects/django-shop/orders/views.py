from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import ListView

from orders.exports import write_invoices
from orders.models import Customer, Invoice, Order
from orders.services import latest_order, overdue_summary


class OrderList(ListView):
    model = Order
    paginate_by = 50
    template_name = "orders/order_list.html"


class InvoiceList(ListView):
    template_name = "orders/invoice_list.html"
    context_object_name = "invoices"

    def get_queryset(self):
        return Invoice.objects.filter(paid_on=None)


def dashboard(request):
    orders = Order.objects.open()
    if Invoice.objects.filter(paid_on=None):
        summary = overdue_summary(date.today())
    else:
        summary = "All invoices are paid"
    return render(request, "orders/dashboard.html", {"orders": orders, "summary": summary})


def customer_orders(request, pk):
    customer = get_object_or_404(Customer.objects.defer("avatar"), pk=pk)
    orders = customer.orders.all()[:20]
    context = {"customer": customer, "orders": orders, "latest": latest_order(customer)}
    return render(request, "orders/customer_orders.html", context)


def invoice_pdf(request, number):
    invoice = get_object_or_404(Invoice, number=number)
    return HttpResponse(bytes(invoice.pdf), content_type="application/pdf")


def invoices_csv(request):
    response = HttpResponse(content_type="text/csv")
    write_invoices(response)
    return response
