"""A real siaga-hub, with the demonstration organisation unless told otherwise, in a folder of its own, for tests written in Python."""
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import tempfile


class HubProcess:
    """Owns the data folder and the process. `start` may be called again after `kill` or `stop`."""

    def __init__(self, program, folder=None, keep_free=1, environment=None, options=(), demo=True):
        """`folder`: where the data go, if not among the machine's temporary files. `keep_free`: MiB. `options`: further
        ones of `serve`."""
        self.program, self.keep_free, self.environment, self.options = program, keep_free, environment, options
        self.demo = demo
        self.scratch = tempfile.TemporaryDirectory(prefix="siaga-hub-", dir=folder,
                                                   ignore_cleanup_errors=True)  # a killed hub's child may still write
        self.data = pathlib.Path(self.scratch.name) / "data"
        self.process = None
        self.port = 0

    def __enter__(self):
        if self.demo:
            subprocess.run([self.program, "demo", "--data", self.data], check=True, stdout=subprocess.DEVNULL)
        self.start()
        return self

    def __exit__(self, *_):
        if self.process:
            self.kill()
        self.scratch.cleanup()

    def start(self):
        self.log = open(pathlib.Path(self.scratch.name) / "hub.log", "ab")
        self.process = subprocess.Popen(
            [self.program, "serve", "--data", self.data, "--listen", f"127.0.0.1:{self.port}", "--keep-free",
             str(self.keep_free), *self.options],
            stdout=subprocess.PIPE, stderr=self.log, text=True,
            env={**os.environ, **self.environment} if self.environment else None)
        line = self.process.stdout.readline()
        found = re.match(r"siaga-hub: siap di https://127\.0\.0\.1:(\d+) sidik jari ([0-9A-F:]{95})$", line.strip())
        if not found:
            raise RuntimeError(f"the hub didn't start: {line!r}\n{self.read_log()}")
        self.port = int(found[1])
        self.fingerprint = found[2]

    def read_log(self):
        return (pathlib.Path(self.scratch.name) / "hub.log").read_text(errors="replace")

    def told_to_supervisors(self, first, last):
        """Numbers of the journal's events that a supervisor sees: the demonstration's user IDs may be warned of meanwhile."""
        database = sqlite3.connect(f"file:{self.data}/hub.db?mode=ro", uri=True)
        rows = database.execute("select seq, kind from journal where seq between ? and ? order by seq", (first, last)).fetchall()
        database.close()
        assert len(rows) == last - first + 1, "the journal has no gap"
        return [seq for seq, kind in rows if not kind.startswith(("case.", "user_id.", "session."))]

    def kill(self):
        """SIGKILL: what a power cut leaves, but for the page cache."""
        self.process.kill()
        self._end()

    def stop(self):
        """SIGTERM; gives the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self._end()

    def _end(self):
        code = self.process.wait(timeout=30)
        self.process.stdout.close()
        self.log.close()
        self.process = None
        return code
