"""Files are fetched whole or not at all, and gone on with where they were cut."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import pytest

from tests.served import File, cut, hang, raw, redirect, status
from tests.unit.gazetteer.download.conftest import (
    ARCHIVE,
    NAME,
    NEWER,
    SQLITE,
    WOF,
    facts,
    names,
    noise,
    zipped,
)
from toponyms.errors import DownloadError, GazetteerError
from toponyms.gazetteer.download import PUBLISHERS, fetch, read_record
from toponyms.gazetteer.download.part import Part, kept

if TYPE_CHECKING:
    from pathlib import Path

    from tests.served import Server
    from tests.unit.gazetteer.download.conftest import Fetch

BOTH = {NAME, f"{NAME}.json"}
KEPT = {f"{NAME}.part", f"{NAME}.part.json"}


def ranges(server: Server) -> list[str | None]:
    """The `Range` of each question for AZ.zip."""
    return [one.get("range") for one in server.asked if one["name"] == NAME]


def test_a_whole_file(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else there is nothing to build from, or nobody knows which version it was."""
    before = datetime.now(timezone.utc).replace(microsecond=0)
    outcome = fetched()
    assert outcome.path == folder / NAME
    assert outcome.path.read_bytes() == ARCHIVE
    assert names(folder) == BOTH
    record = read_record(folder / NAME)
    assert record == outcome.record
    assert record is not None
    assert record.sha256 == hashlib.sha256(ARCHIVE).hexdigest()
    assert facts(record) == (len(ARCHIVE), server.files[NAME].tag, "Wed, 01 Jul 2026 02:03:04 GMT")
    assert record.url == record.location == f"{server.url}{NAME}"
    assert before <= datetime.fromisoformat(record.fetched) <= datetime.now(timezone.utc)
    assert (record.publisher, record.licence) == ("GeoNames", "CC BY 4.0")
    assert record.checked_by == "archive"
    assert (outcome.is_new, outcome.came) == (True, len(ARCHIVE))
    # A build dates withdrawn ids by it.
    dated = datetime.fromtimestamp(outcome.path.stat().st_mtime, timezone.utc)
    assert dated == datetime(2026, 7, 1, 2, 3, 4, tzinfo=timezone.utc)


def test_the_server_learns_who_asks(server: Server, fetched: Fetch) -> None:
    """Else its keepers cannot tell us from a robot, and shut us out."""
    fetched()
    assert server.asked[0]["user-agent"].startswith("toponyms/")
    assert "gazetteer download" in server.asked[0]["user-agent"]


def test_what_is_newest_is_not_fetched_again(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else every build costs the publisher hundreds of megabytes."""
    first = fetched()
    second = fetched()
    assert not second.is_new
    assert second.record == first.record
    assert server.asked[1]["if-none-match"] == server.files[NAME].tag
    assert names(folder) == BOTH


def test_a_newer_version_takes_the_place(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else a user stays with what was fetched first."""
    fetched()
    server.files[NAME] = File(NEWER)
    outcome = fetched()
    assert outcome.is_new
    assert outcome.path.read_bytes() == NEWER
    assert names(folder) == BOTH


def test_a_cut_connection_is_gone_on_with(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else a download of hours begins anew at each hiccup."""
    server.faults[NAME] = [cut(50_000), cut(20_000)]
    outcome = fetched()
    assert outcome.path.read_bytes() == ARCHIVE
    assert ranges(server) == [None, "bytes=50000-", "bytes=70000-"]
    assert all(one["if-range"] == server.files[NAME].tag for one in server.asked[1:])
    assert outcome.came == len(ARCHIVE)
    assert fetched.waits == [1.0, 2.0]
    assert "cut at 50,000 of 200," in fetched.troubles[0]
    assert names(folder) == BOTH


@pytest.mark.parametrize("has_length", [True, False])
def test_what_came_is_kept_for_the_next_time(
    server: Server, fetched: Fetch, folder: Path, has_length: bool
) -> None:
    """Else who gives up for today starts from nothing tomorrow."""
    server.files[NAME].has_length = has_length
    server.faults[NAME] = [cut(50_000)]
    with pytest.raises(DownloadError, match=r"given up after 1 tries\. 50,000 bytes are kept"):
        fetched(tries=1)
    assert names(folder) == KEPT
    size = len(ARCHIVE) if has_length else None
    assert kept(folder / NAME) == (folder / f"{NAME}.part", 50_000, size)
    outcome = fetched()
    assert outcome.path.read_bytes() == ARCHIVE
    assert outcome.came == len(ARCHIVE) - 50_000
    assert ranges(server) == [None, "bytes=50000-"]
    assert names(folder) == BOTH


@pytest.mark.parametrize("heeds_if_range", [True, False])
@pytest.mark.parametrize("newer", [NEWER, zipped(noise(200_000, seed=3))])
def test_parts_of_two_versions_are_not_joined(
    server: Server, fetched: Fetch, newer: bytes, heeds_if_range: bool
) -> None:
    """Else a file is half of yesterday and half of today."""
    server.faults[NAME] = [cut(50_000)]
    with pytest.raises(DownloadError):
        fetched(tries=1)
    server.files[NAME] = File(newer, heeds_if_range=heeds_if_range)
    outcome = fetched()
    assert outcome.path.read_bytes() == newer
    assert outcome.record.etag == server.files[NAME].tag
    assert outcome.came == len(newer)


@pytest.mark.parametrize(("etag", "goes_on"), [('"1"', True), ('W/"1"', False)])
def test_the_date_counts_where_the_etag_is_weak(
    server: Server, fetched: Fetch, etag: str, goes_on: bool
) -> None:
    """Else servers that share a file begin anew each time, or two versions are joined."""
    server.files[NAME].etag = etag
    server.faults[NAME] = [cut(50_000)]
    with pytest.raises(DownloadError):
        fetched(tries=1)
    server.files[NAME].last_modified = "Thu, 02 Jul 2026 02:03:04 GMT"
    server.files[NAME].heeds_if_range = False
    outcome = fetched()
    assert outcome.path.read_bytes() == ARCHIVE
    assert (outcome.came < len(ARCHIVE)) == goes_on


def test_a_smaller_version_is_told_from_the_rest(server: Server, fetched: Fetch) -> None:
    """Else a part that is longer than the new file is never got rid of."""
    server.faults[NAME] = [cut(150_000)]
    with pytest.raises(DownloadError):
        fetched(tries=1)
    server.files[NAME] = File(zipped(b"few"), heeds_if_range=False)
    assert fetched().path.read_bytes() == zipped(b"few")


def test_a_change_within_one_call_is_met_too(server: Server, fetched: Fetch) -> None:
    """Else a file that is published anew at night is joined with its forerunner."""

    def publish(_: float) -> None:
        server.files[NAME] = File(NEWER)

    server.faults[NAME] = [cut(50_000)]
    assert fetched(sleep=publish).path.read_bytes() == NEWER


def test_a_part_from_another_address_is_dropped(server: Server, fetched: Fetch) -> None:
    """Else what a mirror sent is joined with what the publisher has: their ETags say nothing."""
    server.faults[NAME] = [cut(50_000)]
    with pytest.raises(DownloadError):
        fetched(tries=1)
    server.files[f"other/{NAME}"] = File(ARCHIVE)
    fetched(base=f"{server.url}other/")
    assert "range" not in server.asked[-1]


@pytest.mark.parametrize(
    ("etag", "last_modified", "expected"),
    [
        ('W/"1"', "Wed, 01 Jul 2026 02:03:04 GMT", "Wed, 01 Jul 2026 02:03:04 GMT"),
        ("", "Wed, 01 Jul 2026 02:03:04 GMT", "Wed, 01 Jul 2026 02:03:04 GMT"),
        ('W/"1"', None, None),
        ("", None, None),
    ],
)
def test_what_tells_versions_apart(
    server: Server, fetched: Fetch, folder: Path, etag: str, last_modified: str | None,
    expected: str | None,
) -> None:  # fmt: skip
    """Else a part is joined on the word of a weak ETag (RFC 9110, 13.1.5), or of nothing."""
    server.files[NAME] = File(ARCHIVE, etag=etag, last_modified=last_modified)
    server.faults[NAME] = [cut(50_000), cut(10_000)]
    with pytest.raises(DownloadError) as caught:
        fetched(tries=1)
    assert ("are kept" in str(caught.value)) == (expected is not None)
    assert names(folder) == (KEPT if expected else set())
    assert fetched().path.read_bytes() == ARCHIVE
    assert [one.get("if-range") for one in server.asked] == [None, expected, expected]


def test_a_server_without_ranges_starts_over(server: Server, fetched: Fetch) -> None:
    """Else the beginning stands twice in the file."""
    server.files[NAME].has_ranges = False
    server.faults[NAME] = [cut(50_000)]
    outcome = fetched()
    assert outcome.path.read_bytes() == ARCHIVE
    assert ranges(server) == [None, "bytes=50000-"]


def test_a_server_that_gives_slices(server: Server, fetched: Fetch) -> None:
    """Else a server that gives less than was asked for makes a short file."""
    server.files[NAME].slice_ = 60_000
    server.faults[NAME] = [cut(30_000)]
    assert fetched().path.read_bytes() == ARCHIVE


def test_a_wrong_range_is_not_taken(server: Server, fetched: Fetch) -> None:
    """Else bytes land where they do not belong."""
    wrong = status(206, {"Content-Range": f"bytes 0-9/{len(ARCHIVE)}"})
    server.faults[NAME] = [cut(50_000), wrong]
    assert fetched().path.read_bytes() == ARCHIVE
    assert ranges(server) == [None, "bytes=50000-", None]


def test_a_part_that_nobody_asked_for(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else the end of a file is taken for the whole."""
    server.faults[NAME] = [status(206, {"Content-Range": f"bytes 5-9/{len(ARCHIVE)}"})] * 2
    with pytest.raises(DownloadError, match="another version"):
        fetched(tries=2)
    assert names(folder) == set()


def test_a_complete_part_is_asked_about(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else a process that ended just before the end leaves a file that is never finished."""
    server.faults[NAME] = [cut(50_000)]
    with pytest.raises(DownloadError):
        fetched(tries=1)
    (folder / f"{NAME}.part").write_bytes(ARCHIVE)
    outcome = fetched()
    assert ranges(server)[-1] == f"bytes={len(ARCHIVE) - 1}-"
    assert outcome.path.read_bytes() == ARCHIVE


def test_a_part_that_was_damaged_is_fetched_anew(
    server: Server, fetched: Fetch, folder: Path
) -> None:
    """Else the damage of a crash lives on in the whole file."""
    server.faults[NAME] = [cut(50_000)]
    with pytest.raises(DownloadError):
        fetched(tries=1)
    part = folder / f"{NAME}.part"
    part.write_bytes(ARCHIVE[:40_000] + bytes(10_000))
    outcome = fetched()
    assert outcome.path.read_bytes() == ARCHIVE
    assert "damaged" in fetched.troubles[-1]
    assert ranges(server) == [None, "bytes=50000-", None]


def test_a_note_that_cannot_be_read(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else what nobody knows the origin of is joined."""
    server.faults[NAME] = [cut(50_000)]
    with pytest.raises(DownloadError):
        fetched(tries=1)
    (folder / f"{NAME}.part.json").write_text("{")
    assert fetched().path.read_bytes() == ARCHIVE
    assert ranges(server) == [None, None]


def test_fewer_bytes_than_announced(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else half a file passes for a whole one."""
    server.faults[NAME] = [raw({"Content-Length": str(len(ARCHIVE) + 5)}, ARCHIVE)]
    with pytest.raises(DownloadError, match=r"cut at 200,\d+ of 200,"):
        fetched(tries=1)
    assert NAME not in names(folder)


def test_more_bytes_than_announced(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else the wrong length of a broken proxy makes a broken archive."""
    server.faults[NAME] = [raw({"Content-Length": str(len(ARCHIVE) - 5)}, ARCHIVE)]
    with pytest.raises(DownloadError, match="damaged or cut off"):
        fetched()
    assert names(folder) == set()


def test_a_length_that_nobody_tells(server: Server, fetched: Fetch) -> None:
    """Else servers that send chunks cannot be used."""
    server.files[NAME].has_length = False
    assert fetched().path.read_bytes() == ARCHIVE
    server.files[NAME] = File(NEWER, has_length=False)
    server.faults[NAME] = [cut(50_000)]
    assert fetched().path.read_bytes() == NEWER
    assert "the connection was cut" in fetched.troubles[0]


def test_nothing_there(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else a slip in a country's code ends in a riddle, or is asked for five times."""
    del server.files[NAME]
    with pytest.raises(DownloadError, match="404 Not Found: nothing is published") as caught:
        fetched()
    assert str(caught.value).startswith(f"{server.url}{NAME}: ")
    assert "check the country's code" in str(caught.value)
    assert caught.value.url == f"{server.url}{NAME}"
    assert len(server.asked) == 1
    assert names(folder) == set()


@pytest.mark.parametrize("code", [500, 502, 503, 504, 429])
def test_a_server_in_trouble_is_asked_again(server: Server, fetched: Fetch, code: int) -> None:
    """Else a moment's overload at the publisher's ends a build."""
    server.faults[NAME] = [status(code)]
    assert fetched().path.read_bytes() == ARCHIVE
    assert fetched.waits == [1.0]
    assert str(code) in fetched.troubles[0]


def test_trouble_without_end(server: Server, fetched: Fetch) -> None:
    """Else we knock for ever at a server that is down."""
    server.faults[NAME] = [status(500)] * 9
    with pytest.raises(DownloadError, match="500 Internal Server Error; given up after 5 tries"):
        fetched()
    assert fetched.waits == [1.0, 2.0, 4.0, 8.0]


def test_headway_gives_new_patience(server: Server, fetched: Fetch) -> None:
    """Else a long download over a bad line ends although it goes on."""
    server.files[NAME] = File(zipped(noise(8 << 20)))
    server.faults[NAME] = [cut((1 << 20) + 1)] * 6
    assert fetched(tries=2).path.stat().st_size == len(server.files[NAME].body)


def test_no_headway_ends_it(server: Server, fetched: Fetch) -> None:
    """Else a server that starts over each time is asked for its beginning for ever."""
    server.files[NAME] = File(zipped(noise(8 << 20)), has_ranges=False)
    server.faults[NAME] = [cut(2 << 20)] * 40
    with pytest.raises(DownloadError, match="given up"):
        fetched(tries=3)
    assert len(server.asked) <= 5


@pytest.mark.parametrize(("said", "wait"), [("7", 7.0), ("Wed, 01 Jul 2020 02:03:04 GMT", 0.0)])
def test_a_server_says_when_to_come_back(
    server: Server, fetched: Fetch, said: str, wait: float
) -> None:
    """Else we come back too soon, and are shut out."""
    server.faults[NAME] = [status(503, {"Retry-After": said})]
    fetched()
    assert fetched.waits == [wait]


def test_a_server_says_to_come_back_much_later(server: Server, fetched: Fetch) -> None:
    """Else a command seems to hang for a day."""
    server.faults[NAME] = [status(503, {"Retry-After": "86400"})]
    with pytest.raises(DownloadError, match="asks to wait 86,400 s; come back then"):
        fetched()
    assert fetched.waits == []


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_redirect_is_followed(server: Server, fetched: Fetch, code: int) -> None:
    """Else a publisher that moves files is lost; and a part is gone on with there too."""
    server.files["there/AZ.zip"] = File(ARCHIVE)
    to = redirect(f"{server.url}there/AZ.zip?signature=secret", code)
    server.files["there/AZ.zip?signature=secret"] = server.files["there/AZ.zip"]
    server.faults[NAME] = [to, to]
    server.faults["there/AZ.zip?signature=secret"] = [cut(50_000)]
    outcome = fetched()
    assert outcome.path.read_bytes() == ARCHIVE
    assert server.asked[-1]["range"] == "bytes=50000-"
    assert outcome.record.url == f"{server.url}{NAME}"
    assert outcome.record.location == f"{server.url}there/AZ.zip"


def test_a_redirect_in_a_circle(server: Server, fetched: Fetch) -> None:
    """Else we go round for ever."""
    server.faults[NAME] = [redirect(f"{server.url}{NAME}")] * 99
    with pytest.raises(DownloadError, match=r"302 Found: it sends us on and on"):
        fetched()
    assert len(server.asked) < 10


@pytest.mark.parametrize("to", ["file:///etc/hostname", "ftp://127.0.0.1/AZ.zip"])
def test_a_redirect_to_elsewhere_is_not_followed(server: Server, fetched: Fetch, to: str) -> None:
    """Else a server reads this machine's files."""
    server.faults[NAME] = [redirect(to)]
    with pytest.raises(DownloadError, match=r"sends us on to|302 Found: .* where we do not go"):
        fetched()


def test_a_server_that_says_nothing(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else a dead line holds a command for ever."""
    server.faults[NAME] = [hang(50_000), hang(0)]
    outcome = fetched(timeout=0.3)
    assert outcome.path.read_bytes() == ARCHIVE
    assert fetched.troubles == ["nothing came for 0.3 s"] * 2
    assert ranges(server)[1:] == ["bytes=50000-", "bytes=50000-"]
    assert names(folder) == BOTH


def test_a_page_to_log_in_on(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else the page of a hotel's network is taken for the gazetteer, or drops what had come."""
    server.faults[NAME] = [cut(50_000)]
    with pytest.raises(DownloadError):
        fetched(tries=1)
    server.faults[NAME] = [raw({"Content-Type": "text/html"}, b"<html>Please log in</html>")]
    with pytest.raises(DownloadError, match=r"no zip archive but text/html.*wants a login"):
        fetched()
    assert names(folder) == KEPT
    assert fetched().came == len(ARCHIVE) - 50_000


def test_an_archive_that_is_damaged_there(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else a build fails later, and nobody knows whose fault it was."""
    body = bytearray(ARCHIVE)
    body[100_000] ^= 1
    server.files[NAME] = File(bytes(body))
    with pytest.raises(DownloadError, match=r"damaged.*Nothing of it is kept"):
        fetched()
    assert names(folder) == set()
    assert len(server.asked) == 1


def inventory(sha256: str) -> File:
    return File(json.dumps([{"name_compressed": WOF, "sha256_compressed": sha256}]).encode())


def test_the_publishers_checksum_decides(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else what was changed on the way is built from."""
    server.files["inventory.json"] = inventory("0" * 64)
    with pytest.raises(DownloadError, match=r"inventory\.json says 0000"):
        fetched("whosonfirst")
    assert names(folder) == set()
    server.files["inventory.json"] = inventory(hashlib.sha256(SQLITE).hexdigest())
    assert fetched("whosonfirst").record.checked_by == "publisher's sha256"
    assert (folder / WOF).read_bytes() == SQLITE


@pytest.mark.parametrize("listed", [None, File(b"[]")])
def test_a_mirror_without_checksums(
    server: Server, fetched: Fetch, folder: Path, listed: File | None
) -> None:
    """Else a mirror that has the files alone cannot be used; damage is seen there too."""
    if listed:
        server.files["inventory.json"] = listed
    assert fetched("whosonfirst").record.checked_by == "archive"
    server.files[WOF] = File(SQLITE[:-20])
    with pytest.raises(DownloadError, match="bzip2 file is damaged or cut off"):
        fetched("whosonfirst")
    assert (folder / WOF).read_bytes() == SQLITE


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'["a"]', b'[{"name_compressed": 1}]'])
def test_a_list_of_checksums_that_is_none(server: Server, fetched: Fetch, body: bytes) -> None:
    """Else a file passes as checked because the list could not be read."""
    server.files["inventory.json"] = File(body)
    if body == b"{}":
        assert fetched("whosonfirst").record.checked_by == "archive"
        return
    with pytest.raises(DownloadError, match="no list of checksums"):
        fetched("whosonfirst")


def test_trouble_with_the_checksums_keeps_the_file(
    server: Server, fetched: Fetch, folder: Path
) -> None:
    """Else a whole file is thrown away for want of a small one."""
    server.faults["inventory.json"] = [status(500)] * 5
    with pytest.raises(DownloadError, match="given up after 5 tries"):
        fetched("whosonfirst")
    assert names(folder) == {f"{WOF}.part", f"{WOF}.part.json"}
    server.files["inventory.json"] = inventory(hashlib.sha256(SQLITE).hexdigest())
    assert fetched("whosonfirst").came <= 1


def test_the_checksums_are_asked_for_once(server: Server, folder: Path) -> None:
    """Else forty countries cost forty lists."""
    other = WOF.replace("az", "am")
    server.files[other] = File(SQLITE)
    server.files["inventory.json"] = inventory(hashlib.sha256(SQLITE).hexdigest())
    wanted = PUBLISHERS["whosonfirst"].wanted(["AZ", "AM"], base=server.url)
    assert [outcome.record.file for outcome in fetch(wanted, folder)] == [WOF, other]
    assert [one["name"] for one in server.asked].count("inventory.json") == 1


def test_a_file_of_the_users_own_stays(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else what somebody put there by hand is lost."""
    folder.mkdir()
    (folder / NAME).write_bytes(b"mine")
    with pytest.raises(DownloadError, match="not as it was fetched"):
        fetched()
    assert (folder / NAME).read_bytes() == b"mine"
    assert names(folder) == {NAME}
    assert server.asked == []
    (folder / NAME).unlink()
    fetched()
    (folder / NAME).write_bytes(ARCHIVE[:-1] + b"x")
    with pytest.raises(DownloadError, match="not as it was fetched"):
        fetched()


def test_a_folder_in_the_way(fetched: Fetch, folder: Path) -> None:
    """Else it ends in a traceback."""
    (folder / NAME).mkdir(parents=True)
    with pytest.raises(DownloadError, match="not as it was fetched"):
        fetched()


def test_two_at_once(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else two processes write into one part."""
    folder.mkdir()
    with (
        Part(folder / NAME, f"{server.url}{NAME}"),
        pytest.raises(DownloadError, match="another download is at"),
    ):
        fetched()
    assert fetched().is_new
    assert names(folder) == BOTH


def test_no_connection(fetched: Fetch, folder: Path) -> None:
    """Else who is offline gets a traceback."""
    with pytest.raises(DownloadError, match=r"no connection: .*; given up after 2 tries"):
        fetched(base="http://127.0.0.1:1/", tries=2)
    assert names(folder) == set()


def test_too_little_room_is_told_before(
    fetched: Fetch, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else an hour is spent on what cannot fit."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(2, 1, 1))
    with pytest.raises(DownloadError, match=r"200,\d+ bytes are to come and 1 are free"):
        fetched()
    assert names(folder) == set()


_LIMITED = """
import resource, sys
from pathlib import Path
from toponyms.errors import DownloadError, GazetteerError
from toponyms.gazetteer.download import PUBLISHERS, fetch
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
try:
    list(fetch(PUBLISHERS["geonames"].wanted(["AZ"], base=sys.argv[1]), Path(sys.argv[2])))
except DownloadError as error:
    sys.exit(str(error))
"""


def test_a_limit_of_the_system(server: Server, fetched: Fetch, folder: Path) -> None:
    """Else a full disk ends in a traceback, or in a file that is too short."""
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, server.url, str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "the disk is full, or a quota or limit is reached (File too large)" in done.stderr
    assert done.stderr.count("\n") == 1
    assert names(folder) == KEPT
    assert (folder / f"{NAME}.part").stat().st_size == 100_000
    assert fetched().came == len(ARCHIVE) - 100_000


_SMALL_DISK = """
mount -t tmpfs -o size=128k none "$1" && cd "$1" && shift && "$@"; code=$?; ls -A; exit $code
"""


@pytest.mark.parametrize("has_length", [True, False])
def test_a_disk_that_is_full(server: Server, tmp_path: Path, has_length: bool) -> None:
    """Else a user learns of a full disk from a broken gazetteer."""
    unshare = shutil.which("unshare")
    new_room = [str(unshare), "--user", "--map-root-user", "--mount"]
    (tmp_path / "disk").mkdir()
    mounted = [*new_room, "sh", "-c", _SMALL_DISK, "sh", str(tmp_path / "disk")]
    if (
        not unshare
        or subprocess.run([*mounted, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("no small disk can be made here")
    server.files[NAME].has_length = has_length
    program = _LIMITED.replace("100_000", "resource.RLIM_INFINITY")
    done = subprocess.run(
        [*mounted, sys.executable, "-c", program, server.url, "."],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert ("the disk is too full" if has_length else "the disk is full") in done.stderr
    assert NAME not in done.stdout.split()
    assert (f"{NAME}.part" in done.stdout.split()) == (not has_length)


def test_progress_is_told(server: Server, fetched: Fetch) -> None:
    """Else nobody knows whether an hour is left."""
    told: list[tuple[str, str, int, int | None]] = []
    server.faults[NAME] = [cut(50_000)]
    fetched(on_progress=lambda *what: told.append(what))
    size = len(ARCHIVE)
    assert told[0] == ("fetching", NAME, 0, size)
    assert ("fetching", NAME, 50_000, size) in told
    assert told[-1] == ("checking", NAME, size, size)
    steps = [done for stage, _, done, _ in told if stage == "fetching"]
    assert steps == sorted(steps)


@pytest.mark.parametrize("text", ["{", "[]", '{"file": "AZ.zip"}'])
def test_a_record_that_cannot_be_read(fetched: Fetch, folder: Path, text: str) -> None:
    """Else a build names sources that are not its own."""
    fetched()
    (folder / f"{NAME}.json").write_text(text)
    with pytest.raises(GazetteerError, match=r"AZ\.zip\.json: is not the record"):
        fetched()
