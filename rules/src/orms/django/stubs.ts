/**
 * Models that Django brings itself, as a project would declare them: names, column classes and relations are facts of
 * `django.contrib` (https://docs.djangoproject.com/en/stable/ref/contrib/); methods are left out.
 */
export const stubs: Readonly<Record<string, string>> = {
  "django.contrib.contenttypes.models": `
from django.db import models
class ContentType(models.Model):
    app_label = models.CharField(max_length=100)
    model = models.CharField(max_length=100)
    class Meta:
        unique_together = [["app_label", "model"]]
`,
  "django.contrib.auth.base_user": `
from django.db import models
class BaseUserManager(models.Manager):
    pass
class AbstractBaseUser(models.Model):
    password = models.CharField(max_length=128)
    last_login = models.DateTimeField(null=True)
    class Meta:
        abstract = True
`,
  "django.contrib.auth.models": `
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.contenttypes.models import ContentType
from django.db import models
class Permission(models.Model):
    name = models.CharField(max_length=255)
    content_type = models.ForeignKey(ContentType, models.CASCADE)
    codename = models.CharField(max_length=100)
    class Meta:
        unique_together = [["content_type", "codename"]]
        ordering = ["content_type__app_label", "content_type__model", "codename"]
class Group(models.Model):
    name = models.CharField(max_length=150, unique=True)
    permissions = models.ManyToManyField(Permission)
class UserManager(BaseUserManager):
    pass
class PermissionsMixin(models.Model):
    is_superuser = models.BooleanField()
    groups = models.ManyToManyField(Group, related_name="user_set", related_query_name="user")
    user_permissions = models.ManyToManyField(Permission, related_name="user_set", related_query_name="user")
    class Meta:
        abstract = True
class AbstractUser(AbstractBaseUser, PermissionsMixin):
    username = models.CharField(max_length=150, unique=True)
    first_name = models.CharField(max_length=150)
    last_name = models.CharField(max_length=150)
    email = models.EmailField()
    is_staff = models.BooleanField()
    is_active = models.BooleanField()
    date_joined = models.DateTimeField()
    objects = UserManager()
    class Meta:
        abstract = True
class User(AbstractUser):
    pass
`,
  "django.contrib.sessions.base_session": `
from django.db import models
class AbstractBaseSession(models.Model):
    session_key = models.CharField(max_length=40, primary_key=True)
    session_data = models.TextField()
    expire_date = models.DateTimeField()
    class Meta:
        abstract = True
`,
  "django.contrib.sessions.models": `
from django.contrib.sessions.base_session import AbstractBaseSession
class Session(AbstractBaseSession):
    pass
`,
  "django.contrib.sites.models": `
from django.db import models
class Site(models.Model):
    domain = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=50)
    class Meta:
        ordering = ["domain"]
`,
  "django.contrib.admin.models": `
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
class LogEntry(models.Model):
    action_time = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    content_type = models.ForeignKey(ContentType, models.SET_NULL, null=True)
    object_id = models.TextField(null=True)
    object_repr = models.CharField(max_length=200)
    action_flag = models.PositiveSmallIntegerField()
    change_message = models.TextField()
    class Meta:
        ordering = ["-action_time"]
`,
};
