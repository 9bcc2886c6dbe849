from django.conf import settings
from django.db import models


class Owned(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)

    class Meta:
        abstract = True


class Record(Owned):
    client_ref = models.UUIDField(unique=True)
    kind = models.CharField(max_length=100)
    day = models.DateField()
    form_version = models.PositiveIntegerField(default=1)
    answers = models.JSONField()
    photos = models.JSONField(default=list)
    captured_at = models.DateTimeField(null=True)


class Photo(Owned):
    ref = models.UUIDField(unique=True)
    sha256 = models.CharField(max_length=64)
    file = models.FileField()
