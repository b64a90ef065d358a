#!/usr/bin/python3
"""Our SCIM target against a server by others (scimmy_server.py): runs connect_tests' suite `scimmy`, which is off
otherwise.

    scimmy_test.py CONNECT_TESTS FOLDER      FOLDER keeps what npm installed

Leaves with 77, which CTest shows as skipped, where there is no npm or no registry to install from."""
import os
import pathlib
import subprocess
import sys

import scimmy_server

SKIPPED = 77


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    if why := scimmy_server.why_not(folder):
        print("skipped: " + why)
        return SKIPPED
    with scimmy_server.ScimmyServer(folder) as server:
        environment = {**os.environ, "SIAGA_SCIMMY": server.url}
        return subprocess.run([program, "--run_test=scimmy/*"], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
