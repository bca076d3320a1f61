"""Makes a virtual environment ready to run the project, or tells what stands in the way.

    python3 tools/bootstrap.py [--venv FOLDER] [--constraints FILE] [EXTRA ...]

`make` calls this before whatever needs the environment. Nothing but Python's standard
library is needed. When the environment is as it should be, the call ends at once; else
what PyICU is compiled with is installed through apt-get where that needs no password
(and where it does, the command is printed and the call fails), then the project with pip,
editable, with the extras that were asked for now or before.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

__all__ = ["SetupError", "fingerprint", "is_ready", "main", "missing_packages", "prepare"]

ROOT = Path(__file__).resolve().parents[1]
#: In the environment; says with what it was made, and that it was made to the end.
STAMP = "toponyms-ready.json"
#: Fails unless PyICU was compiled for the ICU library that is installed.
_TRY_ICU = "import icu; assert icu.Script.getScript('\u0543').getShortName() == 'Armn'"


class SetupError(Exception):
    """What stands in the way, and the way out."""


def main(arguments: list[str] | None = None) -> int:
    """Runs the program; see the module.

    Returns:
        0 if the environment is ready, 1 if not; the reason is on standard error.
    """
    parser = argparse.ArgumentParser(prog="bootstrap.py", description="Sets the project up.")
    parser.add_argument("extras", nargs="*", metavar="EXTRA", help="of pyproject.toml")
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv", help="default: .venv")
    parser.add_argument("--constraints", type=Path, help="for pip: the versions to install")
    options = parser.parse_args(arguments)
    try:
        prepare(options.venv.absolute(), set(options.extras), options.constraints)
    except SetupError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def prepare(venv: Path, extras: set[str], constraints: Path | None = None) -> None:
    """Makes an environment ready if it is not.

    Args:
        venv: the environment's folder.
        extras: extras of the project that are to be installed.
        constraints: a constraints file for pip.

    Raises:
        SetupError: if that is impossible.
    """
    wanted = fingerprint(constraints)
    if is_ready(venv, wanted, extras):
        return
    start = time.monotonic()
    _check_python()
    usable = _is_usable(venv)
    if not (usable and _runs(venv, _TRY_ICU)):
        if packages := missing_packages():
            _install_packages(packages)
        _say("PyICU has to be compiled, which takes a minute or more")
    extras = extras.union(_recorded(venv)[1])
    (venv / STAMP).unlink(missing_ok=True)
    if not usable:
        _make_venv(venv)
    _install_project(venv, extras, constraints)
    stamp = json.dumps({"fingerprint": wanted, "extras": sorted(extras)})
    (venv / STAMP).write_text(stamp, encoding="utf-8")
    _say(f"{venv.name} is ready after {time.monotonic() - start:.0f} s")


def fingerprint(constraints: Path | None = None) -> str:
    """Stands for everything that decides what an environment of this project is like.

    Args:
        constraints: a constraints file for pip.
    """
    files = [ROOT / "pyproject.toml", Path(__file__), *([constraints] if constraints else [])]
    parts = [str(ROOT), str(sys.version_info[:2]), *(_hash(file) for file in files)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_ready(venv: Path, wanted: str, extras: set[str]) -> bool:
    """Whether an environment was made with a fingerprint and has all of some extras."""
    made_with, has = _recorded(venv)
    return made_with == wanted and extras <= has and _python(venv).exists()


def missing_packages() -> list[str]:
    """The Debian packages that would give what the setup lacks on this machine."""
    # Of a Python that is not Debian's own default there are packages by version only.
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    default = Path("/usr/bin/python3").resolve().name == version
    debian = "python3" if default else version
    header = Path(sysconfig.get_paths()["include"]) / "Python.h"
    has = {
        f"{debian}-venv": importlib.util.find_spec("ensurepip") is not None,
        f"{debian}-dev": header.is_file(),
        "g++": shutil.which("g++") is not None,
        "pkg-config": shutil.which("pkg-config") is not None,
        "libicu-dev": _succeeds("pkg-config", "--exists", "icu-i18n"),
    }
    return [package for package, there in has.items() if not there]


def _check_python() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = re.search(r'^requires-python = ">=(\d+)\.(\d+)"', text, re.MULTILINE)
    if needed and sys.version_info[:2] < tuple(map(int, needed.groups())):
        raise SetupError(
            f"Python {'.'.join(needed.groups())} or newer is needed and this is "
            f"{sys.version.split()[0]}: name another one, as in `make PYTHON=python3.12 ...`"
        )


def _install_packages(packages: list[str]) -> None:
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise SetupError(
            "this machine lacks what Debian has in the packages\n"
            f"    {names}\nand has no apt-get: install their like and run this again"
        )
    update = ["apt-get", "update", "-qq"]
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() == 0:
        sudo = []
    elif _succeeds("sudo", "-n", "true"):
        sudo = ["sudo", "-n"]
    else:
        how = "sudo " if shutil.which("sudo") else ""
        raise SetupError(
            f"these system packages are missing: {names}\n"
            f"Install them{'' if how else ' as root'}, then run this again:\n\n"
            f"    {how}{' '.join(update)} && {how}{' '.join(install)}\n"
        )
    _say(f"installing system packages: {names}")
    quiet = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive"]
    # A machine just started may be at its own upgrades: wait for them.
    patient = ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]
    for command in (update, install):
        _run([*quiet, *command, *patient], "apt-get could not install what is missing")


def _is_usable(venv: Path) -> bool:
    """Whether an environment is of this Python's version, and its pip runs."""
    return _runs(venv, f"import pip, sys; assert sys.version_info[:2] == {sys.version_info[:2]}")


def _make_venv(venv: Path) -> None:
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    _say(f"making {venv.name} with Python {version}")
    _run([sys.executable, "-m", "venv", "--clear", str(venv)], "no virtual environment")


def _install_project(venv: Path, extras: set[str], constraints: Path | None) -> None:
    project = f"{ROOT}[{','.join(sorted(extras))}]" if extras else str(ROOT)
    pip = [str(_python(venv)), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    pip += ["--no-input", *(["-c", str(constraints)] if constraints else [])]
    _say("installing the project and what it needs")
    _run([*pip, "--editable", project], "pip could not install the project")
    if _runs(venv, _TRY_ICU):
        return
    # pip may have kept one that was compiled for an ICU library since replaced.
    _say("compiling PyICU anew: the one at hand does not fit the ICU library")
    anew = ["--force-reinstall", "--no-deps", "--no-cache-dir", "--no-binary", "PyICU", "PyICU"]
    _run([*pip, *anew], "pip could not compile PyICU")
    _run([str(_python(venv)), "-c", _TRY_ICU], "PyICU was compiled but does not work")


def _recorded(venv: Path) -> tuple[str, set[str]]:
    """The fingerprint and the extras that an environment was made with, if it was."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
        return stamp["fingerprint"], set(stamp["extras"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", set()


def _python(venv: Path) -> Path:
    return venv / "bin" / "python"


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _runs(venv: Path, program: str) -> bool:
    return _succeeds(str(_python(venv)), "-c", program)


def _succeeds(*command: str) -> bool:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _run(command: list[str], failure: str) -> None:
    """Runs a command in silence; if it fails, everything it said is part of the error."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise SetupError(f"{failure}\n$ {' '.join(command)}\n{done.stdout.strip()}")


def _say(text: str) -> None:
    print(f"setup: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
