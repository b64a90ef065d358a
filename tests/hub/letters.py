"""A real SMTP server (support/mail_server.py) for tests written in Python, and the codes in the mails that it took."""
import pathlib
import re
import subprocess
import tempfile

SERVER = pathlib.Path(__file__).resolve().parent.parent / "support" / "mail_server.py"


class Letters:
    """Owns the server. `options` are those that make `siaga-hub serve` send there."""

    def __enter__(self):
        self.scratch = tempfile.TemporaryDirectory(prefix="siaga-letters-")
        self.server = subprocess.Popen(["/usr/bin/python3", SERVER, self.scratch.name], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, text=True)
        port = self._next("port ")
        self.options = ["--smtp", f"smtp://127.0.0.1:{port}", "--smtp-from", "siaga@contoh.id"]
        return self

    def __exit__(self, *_):
        self.server.stdin.close()
        self.server.wait(timeout=30)
        self.server.stdout.close()
        self.scratch.cleanup()

    def _next(self, word):
        line = self.server.stdout.readline().rstrip("\n")
        assert line.startswith(word), line
        return line[len(word):]

    def next_code(self):
        """Waits for the next mail that has a code; the demonstration's cases warn by mail, too."""
        while True:
            text = pathlib.Path(self._next("mail ")).read_text(encoding="ascii")
            if code := re.search(r"Kode Anda: (\d{6})", text):
                return code[1]
