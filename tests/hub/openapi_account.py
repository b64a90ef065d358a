"""The part of openapi_test.py that walks one's own account: password, profile, photo, who looked."""
JSON = {"Content-Type": "application/json"}


def walk_account(people):
    call, officer, confirm, password = people.call, people.officer, "/api/v1/sessions/current/confirm", "/api/v1/password"
    codes = "/api/v1/second-factor/recovery-codes"
    for path, right in ((confirm, {"password": "siaga-demo"}),
                        (password, {"password": "siaga-demo", "new_password": "sebuah kalimat panjang"}),
                        (codes, {"password": "siaga-demo", "code": "000000"})):
        call(people.nobody, 401, "POST", path, right)
        call(people.desk, 400, "POST", path, dict(right, extra=1))
        call(people.desk, 413, "POST", path, b" " * 70_000, JSON)
        call(people.desk, 415, "POST", path, b"{}", {"Content-Type": "text/plain"})
        call(people.desk, 403, "POST", path, dict(right, password="salah"))
    call(people.desk, 204, "POST", confirm, {"password": "siaga-demo"})
    call(people.desk, 409, "POST", codes, {"password": "siaga-demo", "code": "000000"})
    call(people.desk, 400, "POST", password, {"password": "siaga-demo", "new_password": "pendek"})
    call(people.desk, 204, "POST", password, {"password": "siaga-demo", "new_password": "sebuah kalimat panjang"})
    call(people.desk, 204, "POST", password, {"password": "sebuah kalimat panjang", "new_password": "kalimat lain lagi"})

    profile, photo, one = "/api/v1/profile", "/api/v1/profile/photo", "/api/v1/people/{id}/photo"
    jpeg, bytes_of_jpeg = {"Content-Type": "image/jpeg"}, b"\xff\xd8\xff\xe0"
    me = call(officer, 200, "GET", profile).json()["person"]
    call(people.nobody, 401, "GET", profile)
    born = {"name": me["name"], "phone": me["phone"], "born": "1985-06-30"}
    call(officer, 200, "PUT", profile, born)
    call(officer, 400, "PUT", profile, dict(born, born="1985-06-31"))
    assert call(officer, 200, "GET", profile).json()["born"] == "1985-06-30"
    call(officer, 404, "GET", photo)
    call(people.desk, 404, "GET", one, thing=me["id"])
    call(officer, 204, "PUT", photo, bytes_of_jpeg, jpeg)
    call(officer, 400, "PUT", photo, b"GIF89a", jpeg)
    call(officer, 413, "PUT", photo, b"", {"Content-Length": str((2 << 20) + 1), **jpeg})  # by what it says alone
    call(officer, 415, "PUT", photo, b"GIF89a", {"Content-Type": "image/gif"})
    call(officer, 200, "GET", photo)
    call(officer, 200, "GET", profile)
    call(people.desk, 200, "GET", one, thing=me["id"])
    call(officer, 403, "GET", one, thing=me["id"])
    for verb, path in (("PUT", photo), ("GET", photo), ("DELETE", photo), ("GET", one), ("GET", profile + "/views")):
        call(people.nobody, 401, verb, path, thing=me["id"])
    looks = call(officer, 200, "GET", profile + "/views", query="?limit=1").json()
    while not looks["items"]:  # it is journaled after the answer; who asks too often is told so
        again = officer.request("GET", profile + "/views")
        looks = again.json() if again.status == 200 else looks
    call(officer, 400, "GET", profile + "/views", query="?before=-1")
    call(officer, 204, "DELETE", photo)
    for path, wrong in ((confirm, {"password": "x"}), (password, {"password": "x", "new_password": "x" * 10}),
                        (codes, {"password": "x", "code": "0"})):
        answer = officer.request("POST", path, wrong)
        while answer.status != 429:
            officer.request("POST", confirm, {"password": "x"})  # each pause is longer than the one before
            answer = officer.request("POST", path, wrong)
        people.walk.check("POST", path, answer, 429)
