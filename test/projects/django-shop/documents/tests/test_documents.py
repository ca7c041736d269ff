from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse

from documents import services, tasks
from documents.models import Document, DocumentVersion, Folder


class DocumentsTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("seed_shop", verbosity=0)

    def test_titles(self):
        folder = Folder.objects.exclude(documents=None)[0]
        self.assertEqual(services.table_of_contents()[folder.name], services.titles_in(folder))
        self.assertEqual(services.extensions(), {"txt"})
        self.assertEqual(services.documents_by_pk(), services.selected(list(services.documents_by_pk())))

    def test_versions(self):
        document = Document.objects.exclude(versions=None)[0]
        newest = services.latest_version(document)
        self.assertGreater(newest.number, services.first_version(document).number)
        self.assertTrue(services.owners_with_versions())
        call_command("prune_versions", keep=1)
        self.assertEqual(DocumentVersion.objects.filter(document=document).count(), 1)

    def test_checksums(self):
        tasks.fill_checksums()
        self.assertFalse(Document.objects.filter(checksum="").exists())
        self.assertTrue(services.same_checksum())

    def test_index(self):
        words, titles = {}, []
        tasks.reset_index()
        tasks.index_new_documents(words.__setitem__)
        tasks.index_titles(titles.extend)
        self.assertEqual(len(words), len(titles))

    def test_pages(self):
        document = Document.objects.all()[0]
        for url in [
            reverse("document-list"),
            reverse("recent-documents"),
            reverse("folder-detail", args=[document.folder_id]),
            reverse("document-download", args=[document.pk]),
        ]:
            self.assertEqual(self.client.get(url).status_code, 200, url)
