"""The wheel installs the library, the command line and the gazetteer, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from email.parser import Parser
from typing import TYPE_CHECKING

import pytest

import toponyms

if TYPE_CHECKING:
    from email.message import Message
    from pathlib import Path

PACKAGES = {"toponyms": "toponyms", "toponyms_cli": "cli/toponyms_cli"}


INFO = f"toponyms-{toponyms.__version__}.dist-info"


@pytest.fixture(scope="module")
def content(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def metadata(content: dict[str, bytes]) -> Message:
    return Parser().parsestr(content[f"{INFO}/METADATA"].decode())


def test_two_packages_are_installed_and_nothing_else(content: dict[str, bytes]) -> None:
    """Another top-level name (`tools`, `tests`, `cli`) would fall into every user's imports."""
    assert {name.split("/")[0] for name in content} == {*PACKAGES, INFO}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_file_of_a_package_is_installed(
    package: str, content: dict[str, bytes], root: Path
) -> None:
    """A table or a py.typed that stays behind breaks installations and no test of the tree."""
    folder = root / PACKAGES[package]
    here = {
        f"{package}/{file.relative_to(folder).as_posix()}"
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    installed = {name for name in content if name.startswith(f"{package}/")}
    assert {name for name in installed if not name.startswith("toponyms/_data/")} == here
    assert f"{package}/py.typed" in installed


def test_the_gazetteer_is_installed_as_it_is_committed(
    content: dict[str, bytes], root: Path
) -> None:
    """An installation with another gazetteer, or none, answers otherwise than the tests."""
    prefix = "toponyms/_data/"
    installed = {name for name in content if name.startswith(prefix)}
    tables = {f"{prefix}{file.name}" for file in (root / "data").glob("*.csv")}
    assert {f"{prefix}names.csv", f"{prefix}places.csv"} <= tables
    assert installed == {*tables, f"{prefix}README.md", f"{prefix}datapackage.json"}
    for name in installed:
        assert content[name] == (root / "data" / name.removeprefix(prefix)).read_bytes(), name


def test_an_editable_wheel_leaves_the_gazetteer_out(editable_wheel: Path) -> None:
    """A copy of its day would hide every later change of data/ from the developer."""
    with zipfile.ZipFile(editable_wheel) as archive:
        names = archive.namelist()
    assert [name for name in names if name.endswith(".pth")]
    assert not [name for name in names if "_data" in name or name.endswith(".csv")]


def test_the_version_is_the_library_s(metadata: Message) -> None:
    """`pip list` and `toponyms --version` would name different versions."""
    assert metadata["Name"] == "toponyms"
    assert metadata["Version"] == toponyms.__version__


def test_the_metadata_say_what_a_user_is_promised(metadata: Message) -> None:
    """Installers read these: which Pythons, which extras, whose terms."""
    assert metadata["Requires-Python"] == ">=3.10"
    assert {"all", "dev", "tools"} <= set(metadata.get_all("Provides-Extra", []))
    words = "toponyms/mentions/words/NOTICE.txt"
    terms = {"LICENSE", "NOTICE", "LICENSES/Apache-2.0.txt", words}
    assert set(metadata.get_all("License-File", [])) == terms
    assert "CC-BY-4.0" in metadata["License-Expression"]


def test_the_terms_of_the_data_travel_with_it(content: dict[str, bytes]) -> None:
    """CC BY 4.0 and the licences of Unicode ask that whoever gets the data is told."""
    text = content[f"{INFO}/licenses/NOTICE"].decode()
    for words in ("GeoNames", "was modified", "UNICODE LICENSE V3", "libphonenumber", "Apache"):
        assert words in text, words


def test_the_installed_library_answers_from_its_own_gazetteer(wheel: Path, tmp_path: Path) -> None:
    """`pip install .` could give a library that imports and then finds no data."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    program = (
        "import toponyms\n"
        "from toponyms.gazetteer.gazetteer import default_folder\n"
        "print(default_folder())\n"
        "print(toponyms.resolve('Janyatag').place.id)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(tmp_path / "site"),
            "TOPONYMS_CACHE": str(tmp_path / "cache"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [str(tmp_path / "site" / "toponyms" / "_data"), "gn:586666"]


def test_the_command_that_is_installed_exists(content: dict[str, bytes]) -> None:
    """The entry point is text; nothing else notices when the function moves."""
    entry_points = content[f"{INFO}/entry_points.txt"].decode()
    assert "toponyms = toponyms_cli.main:main" in entry_points
    from toponyms_cli.main import main

    assert callable(main)
