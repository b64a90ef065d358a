"""What the security tests share: the hub as a process from tests/hub, and certificates as an organisation has them."""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "hub"))
from client import Client, make_id  # noqa: E402,F401
from hub_process import HubProcess  # noqa: E402,F401


class Authority:
    """Made and used by the openssl program."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._openssl("req", "-x509", *self.new_key("ca"), "-subj", "/CN=Authority", "-days", "30", "-addext",
                      "basicConstraints=critical,CA:TRUE", "-out", "ca.pem")
        self.certificate = self.folder / "ca.pem"

    @staticmethod
    def new_key(name):
        return ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key")

    def _openssl(self, *words):
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, stderr=subprocess.DEVNULL)

    def issue(self, name, days=30, names="IP:127.0.0.1,DNS:localhost"):
        """(certificate, key), as files."""
        (self.folder / "names").write_text(f"subjectAltName={names}\n")
        self._openssl("req", *self.new_key(name), "-subj", "/CN=hub", "-out", f"{name}.csr")
        self._openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                      "-extfile", "names", "-days", str(days), "-out", f"{name}.pem")
        return self.folder / f"{name}.pem", self.folder / f"{name}.key"
