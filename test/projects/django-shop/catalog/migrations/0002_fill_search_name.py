from django.db import migrations


def fill_search_name(apps, schema_editor):
    Product = apps.get_model("catalog", "Product")
    for product in Product.objects.filter(search_name=""):
        product.search_name = product.name.lower()
        product.save()


def clear_search_name(apps, schema_editor):
    apps.get_model("catalog", "Product").objects.update(search_name="")


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [migrations.RunPython(fill_search_name, clear_search_name)]
