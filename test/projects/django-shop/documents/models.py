from django.db import models

from orders.models import Customer
from shop.timestamps import TimeStamped


class Folder(models.Model):
    name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")

    class Meta:
        unique_together = [("parent", "name")]

    def __str__(self):
        return self.name


class DocumentManager(models.Manager):
    def recent(self):
        return self.order_by("-created_at", "-pk")


class Document(TimeStamped):
    title = models.CharField(max_length=200)
    folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="documents")
    owner = models.ForeignKey(Customer, null=True, on_delete=models.SET_NULL, related_name="documents")
    checksum = models.CharField(max_length=64, blank=True)
    indexed = models.BooleanField(default=False)
    content = models.BinaryField()

    objects = DocumentManager()

    def __str__(self):
        return self.title

    @property
    def extension(self):
        return self.title.rpartition(".")[2]

    def words(self):
        return bytes(self.content).decode("utf-8", "replace").split()


class DocumentVersion(models.Model):
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        unique_together = [("document", "number")]
        ordering = ["-number"]
