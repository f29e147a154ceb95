from django.db import migrations


def mark_every_chart(apps, schema_editor):
    """A snapshot also says now what a person did to the chart: each is built once more."""
    keys = apps.get_model("metrics", "ChartSnapshot").objects.values_list("key", flat=True)
    charts = sorted({key.removesuffix("/hosts").removesuffix("/teams") for key in keys})
    mark = apps.get_model("metrics", "ChartMark")
    mark.objects.bulk_create([mark(key=key) for key in charts], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("metrics", "0008_chart_act_and_rules")]
    operations = [migrations.RunPython(mark_every_chart, migrations.RunPython.noop)]
