#!/usr/bin/python3
"""Our SCIM target against a server by others: SCIMMY (npm), installed here in the versions that scimmy/package-lock.json
names. Starts it on loopback and runs connect_tests' suite `scimmy`, which is off otherwise.

    scimmy_test.py CONNECT_TESTS FOLDER      FOLDER keeps what npm installed

Leaves with 77, which CTest shows as skipped, where there is no npm or no registry to install from."""
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent / "scimmy"
SKIPPED = 77


def install(folder):
    """True when the packages are there."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "package-lock.json").read_bytes()
    kept = folder / "installed.json"
    if kept.exists() and kept.read_bytes() == lock:
        return True
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder / name)
    done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=240)
    if done.returncode:
        print(done.stdout[-3000:])
        return False
    kept.write_bytes(lock)
    return True


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    if not shutil.which("node") or not shutil.which("npm"):
        print("skipped: node and npm aren't installed")
        return SKIPPED
    if not install(folder):
        print("skipped: npm could not install the server")
        return SKIPPED
    shutil.copy(HERE / "server.mjs", folder / "server.mjs")
    node = subprocess.Popen(["node", folder / "server.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        port = node.stdout.readline().split()[1]
        environment = {**os.environ, "SIAGA_SCIMMY": f"http://127.0.0.1:{port}/scim/v2"}
        return subprocess.run([program, "--run_test=scimmy/*"], env=environment, check=False).returncode
    finally:
        node.stdin.close()
        node.wait(timeout=30)


if __name__ == "__main__":
    sys.exit(main())
