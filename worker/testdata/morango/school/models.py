"""The app of ../schema.json as Django models."""
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from morango.models.core import SyncableModel
from morango.models.fields.uuids import UUIDField


class Base(SyncableModel):
    morango_profile = "school"

    class Meta:
        abstract = True

    dataset_id = UUIDField()

    def calculate_source_id(self):
        return None


class Pupil(Base):
    morango_model_name = "pupil"
    name = models.CharField(max_length=100)

    class Meta:
        db_table = "pupil"

    def calculate_partition(self):
        return "{}:user:{}".format(self.dataset_id, "${id}")


class Answer(Base):
    morango_model_name = "answer"
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE)
    question = models.CharField(max_length=100)
    text = models.TextField(blank=True)

    class Meta:
        db_table = "answer"

    def calculate_partition(self):
        return "{}:user:{}".format(self.dataset_id, self.pupil_id)


class Member(AbstractBaseUser):
    """Who may have a certificate signed: "admin" any, others one of scope pupil."""

    username = models.CharField(max_length=100, unique=True)
    is_active = True
    objects = BaseUserManager()
    USERNAME_FIELD = "username"

    def has_morango_certificate_scope_permission(self, scope, params):
        return self.username == "admin" or scope == "pupil"
