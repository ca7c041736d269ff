from django.db import models


class ProductQuerySet(models.QuerySet):
    def active(self):
        return self.filter(status="active")

    def in_category(self, slug):
        return self.filter(category__slug=slug)

    def without_photo(self):
        return self.defer("photo")


ProductManager = models.Manager.from_queryset(ProductQuerySet, "ProductManager")


class DiscontinuedManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(status="discontinued")
