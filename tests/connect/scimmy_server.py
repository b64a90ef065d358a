"""A SCIM server by others: SCIMMY (npm), installed in the versions that scimmy/package-lock.json names and started on
loopback behind scimmy/server.mjs. For scimmy_test.py and the journeys. Debian: nodejs, npm."""
import json
import pathlib
import shutil
import subprocess
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent / "scimmy"
TOKEN = "kunci"
USERS = "/Users"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
USER = "urn:ietf:params:scim:schemas:core:2.0:User"


def why_not(folder):
    """Installs into `folder`, which keeps it; a sentence where there is no npm or no registry to install from."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "node and npm aren't installed"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "server.mjs", folder / "server.mjs")
    lock = (HERE / "package-lock.json").read_bytes()
    kept = folder / "installed.json"
    if kept.exists() and kept.read_bytes() == lock:
        return None
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder / name)
    done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=240)
    if done.returncode:
        print(done.stdout[-3000:])
        return "npm could not install the server"
    kept.write_bytes(lock)
    return None


class ScimmyServer:
    """Owns the process. Its requests go straight to the server, as its own administrators' do."""

    def __init__(self, folder):
        self.node = subprocess.Popen(["node", folder / "server.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     text=True)
        self.token = TOKEN
        self.url = f"http://127.0.0.1:{self.node.stdout.readline().split()[1]}/scim/v2"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.node.stdin.close()
        self.node.wait(timeout=30)

    def be(self, mood):
        """good; unchanged: says 200 and changes nothing; refuse [ID]: 403 to changes, of this user alone when said;
        hold: answers changes only in the next mood."""
        print(mood, file=self.node.stdin, flush=True)
        assert self.node.stdout.readline().strip() == "mood " + mood

    def let_in(self, token):
        """Only this one from here on, as after its administrators have exchanged it."""
        print("token " + token, file=self.node.stdin, flush=True)
        assert self.node.stdout.readline().strip() == "token " + token
        self.token = token

    def ask(self, verb, path, content=None):
        request = urllib.request.Request(self.url + path, method=verb,
                                         data=None if content is None else json.dumps(content).encode())
        request.add_header("Authorization", "Bearer " + self.token)
        request.add_header("Content-Type", "application/scim+json")
        with urllib.request.urlopen(request, timeout=30) as answer:
            body = answer.read()
            return json.loads(body) if body else None

    def user(self, user_name):
        """As the server tells it now; None: nobody is called so."""
        users = self.ask("GET", USERS + "?count=1000")["Resources"]
        return next((user for user in users if user["userName"] == user_name), None)

    def add(self, user_name, name):
        self.ask("POST", USERS, {"schemas": [USER], "userName": user_name, "displayName": name, "active": True})

    def set_active(self, user_name, active):
        self.ask("PATCH", f"{USERS}/{self.user(user_name)['id']}", {
            "schemas": [PATCH], "Operations": [{"op": "replace", "path": "active", "value": active}]})
