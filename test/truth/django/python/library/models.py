"""Declarations that take some care: abstract bases, parents with tables, proxies, links of every kind."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q


class Stamped(models.Model):
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    creator = models.ForeignKey(
        get_user_model(), related_name="created_%(class)s_set", null=True, on_delete=models.SET_NULL
    )

    class Meta:
        abstract = True
        ordering = ["-created"]


class AvailableManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(lost=False)


class ItemQuerySet(models.QuerySet):
    def heavy(self):
        return self.filter(weight__gt=1)


class Shelf(models.Model):
    code = models.SlugField(primary_key=True)
    room = models.PositiveSmallIntegerField(db_column="room_number")
    neighbor = models.OneToOneField("self", null=True, blank=True, on_delete=models.SET_NULL)


class Item(Stamped):
    title = models.CharField(max_length=100, unique=True)
    weight = models.FloatField(null=True)
    lost = models.BooleanField(default=False)
    shelf = models.ForeignKey(Shelf, on_delete=models.PROTECT, related_name="items", related_query_name="item")
    similar = models.ManyToManyField("self")
    successors = models.ManyToManyField("self", symmetrical=False, related_name="predecessors")

    objects = ItemQuerySet.as_manager()
    available = AvailableManager()

    class Meta(Stamped.Meta):
        ordering = ["title", "-weight"]
        unique_together = [("shelf", "title")]
        indexes = [models.Index(fields=["lost", "-weight"], name="lost_weight")]
        constraints = [
            models.UniqueConstraint(fields=["title", "lost"], name="one_title"),
            models.UniqueConstraint(fields=["weight"], condition=Q(lost=False), name="one_weight"),
        ]


class Book(Item):
    isbn = models.CharField(max_length=13)
    cover = models.BinaryField(null=True)
    keywords = models.ManyToManyField("Keyword", through="Assignment")


class Film(Item):
    item = models.OneToOneField(Item, parent_link=True, primary_key=True, on_delete=models.CASCADE)
    minutes = models.DurationField()

    class Meta:
        ordering = [F("minutes").desc()]


class Classic(Book):
    class Meta:
        proxy = True
        ordering = ["isbn"]


class Keyword(models.Model):
    word = models.CharField(max_length=30)

    class Meta:
        ordering = ("word",)
        default_related_name = "words"


class Assignment(models.Model):
    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="+")
    keyword = models.ForeignKey("library.Keyword", on_delete=models.CASCADE)
    position = models.IntegerField()

    class Meta:
        order_with_respect_to = "book"


class Remark(Stamped):
    creator = None
    kind = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveIntegerField()
    subject = GenericForeignKey("kind", "object_id")
    text = models.TextField()
    scan = models.ImageField(upload_to="scans")
    data = models.JSONField(default=dict)
