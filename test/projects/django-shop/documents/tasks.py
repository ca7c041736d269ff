from hashlib import sha256

from documents.models import Document
from shop.batches import in_batches


def checksum_of(content):
    return sha256(bytes(content)).hexdigest()


def fill_checksums():
    missing = Document.objects.filter(checksum="").values_list("pk", flat=True)
    for pk in list(missing):
        document = Document.objects.get(pk=pk)
        document.checksum = checksum_of(document.content)
        document.save(update_fields=["checksum"])


def index_new_documents(index):
    documents = Document.objects.filter(indexed=False).order_by("pk")[:50]
    for document in documents:
        index(document.pk, document.words())
    Document.objects.filter(pk__in=[document.pk for document in documents]).update(indexed=True)


def index_titles(index):
    titles = Document.objects.only("title").iterator(chunk_size=200)
    for batch in in_batches(titles, 200):
        index([(document.pk, document.title) for document in batch])


def reset_index():
    for document in Document.objects.filter(indexed=True):
        document.indexed = False
        document.save()
