from django.http import FileResponse
from records.models import Photo, Record
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import api_view
from rest_framework.response import Response


class RecordSerializer(serializers.ModelSerializer):
    class Meta:
        model = Record
        exclude = ["owner"]


class PhotoSerializer(serializers.ModelSerializer):
    class Meta:
        model = Photo
        exclude = ["owner"]


class OfOwner:
    """What belongs to who is signed in, and to nobody else."""

    def get_queryset(self):
        return self.serializer_class.Meta.model.objects.filter(owner=self.request.user).order_by("-id")

    def perform_create(self, serializer):
        serializer.save(owner=self.request.user)


class Records(OfOwner, viewsets.ModelViewSet):
    serializer_class = RecordSerializer
    filterset_fields = {"client_ref": ["exact"], "day": ["gte", "lte"]}
    ordering_fields = ["day", "id"]


class Photos(OfOwner, mixins.CreateModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    serializer_class = PhotoSerializer
    lookup_field = "ref"

    def retrieve(self, request, ref):
        return FileResponse(self.get_object().file)


@api_view()
def me(request):
    return Response({"id": request.user.id, "username": request.user.username, "name": request.user.first_name})
