"""Programs over many invoices of some kilobytes each, and over orders with their lines."""

from django.shortcuts import render
from django.test import RequestFactory

from shop.models import Contract, Invoice, Order


def stream():
    total = 0
    for invoice in Invoice.objects.all():
        total += len(invoice.pdf) + len(invoice.title())
    return total


def resize():
    total = 0
    for invoice in Invoice.objects.iterator():
        total += len(invoice.pdf) + len(invoice.title())
    return total


def omit():
    return [invoice.title() for invoice in Invoice.objects.order_by("pk")]


def omit_and_stream():
    total = 0
    for invoice in Invoice.objects.order_by("pk"):
        total += len(invoice.title())
    return total


def omit_prefetch():
    total = 0
    for order in Order.objects.prefetch_related("invoices"):
        total += len(order.label())
    return total


def only():
    total = 0
    for invoice in Invoice.objects.order_by("pk"):
        total += len(invoice.title())
    return total


def project():
    total = 0
    for invoice in Invoice.objects.order_by("pk"):
        total += len(invoice.number) + invoice.order_id
    return total


def project_and_stream():
    total = 0
    for invoice in Invoice.objects.order_by("pk"):
        total += len(invoice.number) + invoice.order_id
    return total


def separate():
    total = 0
    for invoice in Invoice.objects.iterator():
        if invoice.is_sent:
            total += len(invoice.pdf) + len(invoice.title())
    return total


def keyset():
    total = 0
    for invoice in Invoice.objects.order_by("pk"):
        total += len(invoice.pdf)
        invoice.is_sent = True
        invoice.save(update_fields=["is_sent"])
    return total


def batch():
    total = 0
    for invoice in Invoice.objects.order_by("pk"):
        total += len(invoice.pdf)
        invoice.is_sent = True
        invoice.save(update_fields=["is_sent"])
    return total


def reverse():
    total = 0
    for invoice in reversed(Invoice.objects.order_by("pk")):
        total += len(invoice.pdf) + len(invoice.title())
    return total


def limit():
    return list(Invoice.objects.all())[0].pk


def count():
    return len(Invoice.objects.all())


def exists():
    return bool(Invoice.objects.all())


def contains():
    invoice = Invoice.objects.first()
    return invoice in Invoice.objects.all()


def aggregate():
    return sum(invoice.pages for invoice in Invoice.objects.all())


def remove():
    return Contract.objects.all().delete()[0]


def answer_and_stream():
    invoices = Invoice.objects.all()
    total = len(invoices)
    for invoice in invoices:
        total += len(invoice.pdf)
    return total


def separate_and_stream():
    total = 0
    for invoice in Invoice.objects.all():
        if invoice.is_sent:
            total += len(invoice.pdf) + len(invoice.title())
    return total


def paginate():
    def show(request):
        return render(request, "numbers.txt", {"orders": Invoice.objects.order_by("pk")})

    return len(show(RequestFactory().get("/")).content)
