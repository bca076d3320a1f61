"""The setup is done once, wherever it can be, and says exactly what to do where it cannot."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from tools import bootstrap

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pyproject.toml").write_text('requires-python = ">=3.10"\n', "utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def venv(project: Path) -> Path:
    """An environment that looks as if it had been made ready with the extra `dev`."""
    folder = project / ".venv"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").touch()
    stamp = {"fingerprint": bootstrap.fingerprint(), "extras": ["dev"]}
    (folder / bootstrap.STAMP).write_text(json.dumps(stamp), "utf-8")
    return folder


def _refuse(*args: Any, **options: Any) -> NoReturn:
    raise AssertionError(f"a process was started: {args}")


@pytest.mark.parametrize("extras", [set(), {"dev"}])
def test_a_ready_environment_starts_no_process(
    venv: Path, extras: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every `make lookup` would wait for pip."""
    monkeypatch.setattr(subprocess, "run", _refuse)
    bootstrap.prepare(venv, extras)
    assert bootstrap.is_ready(venv, bootstrap.fingerprint(), extras)


def test_another_extra_is_not_there_yet(venv: Path) -> None:
    """`make data` after `make test` would fail on a missing package."""
    assert not bootstrap.is_ready(venv, bootstrap.fingerprint(), {"tools"})


def test_a_changed_project_file_asks_for_a_new_setup(project: Path, venv: Path) -> None:
    """A new dependency would be missing until someone deletes .venv."""
    with (project / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    assert not bootstrap.is_ready(venv, bootstrap.fingerprint(), {"dev"})


def test_constraints_are_part_of_what_an_environment_is(project: Path, venv: Path) -> None:
    """`make test-lowest` would test yesterday's bounds."""
    constraints = project / "lowest.txt"
    constraints.write_text("a==1\n")
    assert not bootstrap.is_ready(venv, bootstrap.fingerprint(constraints), {"dev"})


def test_a_vanished_interpreter_asks_for_a_new_setup(venv: Path) -> None:
    """After an upgrade of the system's Python, make would only say `not found`."""
    (venv / "bin" / "python").unlink()
    assert not bootstrap.is_ready(venv, bootstrap.fingerprint(), {"dev"})


@pytest.mark.parametrize("stamp", ["", "{", "[]", '{"fingerprint": "x"}'])
def test_a_broken_stamp_asks_for_a_new_setup(venv: Path, stamp: str) -> None:
    """A setup that was cut off would end in a traceback ever after."""
    (venv / bootstrap.STAMP).write_text(stamp)
    assert not bootstrap.is_ready(venv, bootstrap.fingerprint(), set())


def test_a_setup_that_failed_leaves_nothing_that_looks_ready(
    venv: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run would start with half an environment."""

    def fail(command: list[str], failure: str) -> NoReturn:
        raise bootstrap.SetupError(failure)

    monkeypatch.setattr(bootstrap, "missing_packages", list)
    monkeypatch.setattr(bootstrap, "_run", fail)
    with pytest.raises(bootstrap.SetupError):
        bootstrap.prepare(venv, {"tools"})
    assert not bootstrap.is_ready(venv, bootstrap.fingerprint(), {"dev"})


@pytest.mark.parametrize(("programs", "sudo"), [({"apt-get", "sudo"}, "sudo "), ({"apt-get"}, "")])
def test_who_may_not_install_is_told_the_exact_command(
    programs: set[str],
    sudo: str,
    venv: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A stranger would get 200 lines of a failed compilation of PyICU."""
    packages = ["python3-dev", "g++", "pkg-config", "libicu-dev"]
    monkeypatch.setattr(bootstrap, "missing_packages", lambda: packages)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: name if name in programs else None)
    monkeypatch.setattr(bootstrap, "_succeeds", lambda *_: False)
    assert bootstrap.main(["--venv", str(venv), "tools"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("error: these system packages are missing")
    install = "apt-get install -y --no-install-recommends python3-dev g++ pkg-config libicu-dev"
    assert f"\n    {sudo}apt-get update -qq && {sudo}{install}\n" in said


def test_a_machine_without_apt_is_told_what_is_missing(
    venv: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On Fedora or macOS it would say nothing that helps."""
    monkeypatch.setattr(bootstrap, "missing_packages", lambda: ["libicu-dev"])
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert bootstrap.main(["--venv", str(venv), "tools"]) == 1
    assert "libicu-dev" in capsys.readouterr().err


def test_an_old_python_is_told_so(
    venv: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """pip would say that no version of the project exists."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert bootstrap.main(["--venv", str(venv)]) == 1
    assert "Python 3.10 or newer is needed" in capsys.readouterr().err


def test_an_old_python_can_read_the_program(root: Path) -> None:
    """It would say SyntaxError instead of which Python is needed."""
    tree = ast.parse((root / "tools" / "bootstrap.py").read_text("utf-8"), feature_version=(3, 8))
    imported: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            imported.add(str(node.module))
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


@pytest.mark.parametrize(("there", "missing"), [(False, 5), (True, 0)])
def test_what_is_missing_is_looked_for_on_the_machine(
    there: bool, missing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would ask for what is there, or start a compilation that cannot succeed."""
    (tmp_path / "Python.h").touch()
    include = tmp_path if there else tmp_path / "nowhere"
    monkeypatch.setattr("sysconfig.get_paths", lambda: {"include": str(include)})
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name if there else None)
    monkeypatch.setattr(shutil, "which", lambda name: name if there else None)
    monkeypatch.setattr(bootstrap, "_succeeds", lambda *_: there)
    packages = bootstrap.missing_packages()
    assert len(packages) == missing
    assert there or {"g++", "pkg-config", "libicu-dev"} < set(packages)
