"""A journey beside a SCIM server by others (SCIMMY, npm). Leaves with 77 where npm can't install it."""

import argparse
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "connect")]
import desk  # noqa: E402
import scimmy_server  # noqa: E402

SKIPPED = 77
TOKEN = scimmy_server.TOKEN


def journey(run):
    """`run(room, scimmy)` through a room and a server of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--scimmy", required=True, type=Path, help="folder that keeps what npm installed")
    parser.add_argument("--pictures")
    options = parser.parse_args()
    if why := scimmy_server.why_not(options.scimmy):
        print("skipped: " + why)
        sys.exit(SKIPPED)
    desk.inside(os.environ.get("SIAGA_TEST_SCREEN", "1366x768"))
    with scimmy_server.ScimmyServer(options.scimmy) as scimmy:
        with desk.Room(options.bin, pictures=options.pictures) as room:
            run(room, scimmy)
