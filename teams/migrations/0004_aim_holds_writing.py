import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('teams', '0003_writing'),
    ]

    operations = [
        migrations.AddField(
            model_name='teamaim',
            name='writing',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teams.writing'),
        ),
    ]
