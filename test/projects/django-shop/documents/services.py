from documents.models import Document, DocumentVersion, Folder


def titles_in(folder):
    return [document.title for document in Document.objects.filter(folder=folder)]


def titles_of(owner):
    return list(owner.documents.values_list("title", flat=True))


def table_of_contents():
    contents = {}
    for folder in Folder.objects.prefetch_related("documents"):
        contents[folder.name] = [document.title for document in folder.documents.all()]
    return contents


def documents_by_pk():
    return Document.objects.in_bulk()


def selected(pks):
    return Document.objects.defer("content").in_bulk(pks)


def extensions():
    return {document.extension for document in Document.objects.all()}


def same_checksum():
    documents = Document.objects.exclude(checksum="")
    pairs = []
    for first in documents:
        for second in documents:
            if first.pk < second.pk and first.checksum == second.checksum:
                pairs.append((first, second))
    return pairs


def latest_version(document):
    return document.versions.first()


def first_version(document):
    return list(document.versions.all())[-1]


def owners_with_versions():
    versions = DocumentVersion.objects.select_related("document__owner")
    return {version.document.owner_id for version in versions}
