import teams.models.names
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('teams', '0007_card'),
    ]

    operations = [
        migrations.AddField(
            model_name='participant',
            name='forgotten_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='participant',
            name='welcomed_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='historicalparticipant',
            name='name',
            field=teams.models.names.NameField(max_length=120, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='participant',
            name='name',
            field=teams.models.names.NameField(max_length=120, verbose_name='name'),
        ),
    ]
