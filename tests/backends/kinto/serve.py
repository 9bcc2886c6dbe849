"""Kinto with a collection in which everybody makes records, and sees their own alone."""
import base64
import json
import os
import sys

import kinto
import waitress
from pyramid.request import Request

PORT = int(sys.argv[1])
DATABASE = "postgresql://{PGUSER}@{PGHOST}:{PGPORT}/{PGDATABASE}".format(**os.environ)
SETTINGS = {
    "kinto.includes": "kinto.plugins.accounts",
    "kinto.storage_backend": "kinto.core.storage.postgresql",
    "kinto.storage_url": DATABASE,
    "kinto.permission_backend": "kinto.core.permission.postgresql",
    "kinto.permission_url": DATABASE,
    "kinto.cache_backend": "kinto.core.cache.memory",
    "kinto.paginate_by": "100",
    "kinto.experimental_collection_schema_validation": "true",
    "kinto.account_create_principals": "system.Everyone",
    "kinto.bucket_create_principals": "system.Authenticated",
    "kinto.userid_hmac_secret": "for tests alone",
    "multiauth.policies": "account",
    "multiauth.policy.account.use": "kinto.plugins.accounts.AccountsPolicy",
}
SCHEMA = {
    "type": "object",
    # One by one: Kinto calls what is missing by the last name of its list.
    "allOf": [{"required": [name]} for name in ("kind", "day", "answers")],
    "properties": {"day": {"type": "string", "format": "date"}, "answers": {"type": "object"}},
}


def put(app, path, body, user=None):
    request = Request.blank(f"/v1{path}", method="PUT", body=json.dumps(body).encode(), content_type="application/json")
    request.headers["If-None-Match"] = "*"
    if user:
        request.authorization = ("Basic", base64.b64encode(user.encode()).decode())
    status = request.get_response(app).status_int
    assert status in (200, 201, 412), (path, status)


app = kinto.main({}, **SETTINGS)
for backend in (app.registry.storage, app.registry.permission):
    backend.initialize_schema()
for number in ("wy001", "wy002"):
    put(app, f"/accounts/{number}", {"data": {"password": "dajuan-2026"}})
put(app, "/accounts/office", {"data": {"password": "dajuan-2026"}})
office = "office:dajuan-2026"
put(app, "/buckets/dajuan", {}, office)
put(app, "/buckets/dajuan/collections/records", {
    "data": {"schema": SCHEMA}, "permissions": {"record:create": ["system.Authenticated"]},
}, office)
waitress.serve(app, host="127.0.0.1", port=PORT)
