from django.urls import include, path
from records.api import Photos, Records, me
from rest_framework.authtoken.views import obtain_auth_token
from rest_framework.routers import DefaultRouter

router = DefaultRouter()
router.register("records", Records, "record")
router.register("photos", Photos, "photo")
urlpatterns = [
    path("api/token/", obtain_auth_token),
    path("api/me/", me),
    path("api/", include(router.urls)),
]
