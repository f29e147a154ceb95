from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [
        ('metrics', '0004_event_by_place'),
        ('teams', '0003_writing'),
    ]

    operations = [
        migrations.AddField(
            model_name='countnote',
            name='writing',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.writing'),
        ),
    ]
