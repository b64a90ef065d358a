"""openapi_test.py's walk of the log's proofs: read by the administrator, taken out by an auditor."""
from client import Client


def walk_proofs(people, hub):
    """After something happened."""
    call, auditor = people.call, Client(hub.port, hub.fingerprint)
    assert auditor.sign_in("auditor@contoh.id", "siaga-demo").status == 201
    path, export = "/api/v1/proofs/", "/api/v1/journal/export"
    whole = call(auditor, 200, "GET", export)
    assert whole.body.startswith(b"siaga-export-v1\n"), whole
    call(auditor, 400, "GET", export, query="?from=0")
    call(auditor, 200, "GET", export, query="?only=logbook")
    call(people.admin, 403, "GET", export)
    call(auditor, 200, "GET", "/api/v1/checkpoint")
    page = call(auditor, 200, "GET", "/api/v1/checkpoints", query="?limit=1").json()
    call(auditor, 400, "GET", "/api/v1/checkpoints", query="?after=x")
    call(auditor, 200, "GET", path + "keys")
    call(auditor, 200, "GET", path + "inclusion", query="?seq=1")
    call(auditor, 400, "GET", path + "inclusion", query="?seq=0")
    call(auditor, 404, "GET", path + "inclusion", query="?seq=1&size=999999999")
    size = page["items"][0]["size"]
    call(auditor, 200, "GET", path + "consistency", query=f"?from=3&to={size}")
    call(auditor, 400, "GET", path + "consistency", query="?from=0&to=3")
    for what in ("/api/v1/checkpoint", "/api/v1/checkpoints", path + "keys", path + "inclusion", path + "consistency", export):
        call(people.nobody, 401, "GET", what)
        call(people.officer, 403, "GET", what)
