"""All profiles at once: start, join, progress, cancel, limits; two workers agree on the state."""

import io
import json
import os
import signal
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.commands.export import open_atlas
from dashboard.factory import create_app
from dashboard.jobs import profiles, worker
from dashboard.jobs.profiles import (
    ALIVE,
    CANCELLED,
    KEPT,
    ORDER,
    RESULT,
    STATE,
    CrowdedError,
    Jobs,
    Order,
    Phase,
    Progress,
    is_alive,
    read_progress,
    write_progress,
)
from dashboard.jobs.worker import OTHER_DATA
from dashboard.settings import Settings
from geodata.package import load_package
from tests.applications import client_of
from tests.regionbuilder import write_region

PATIENCE = 240  # seconds; the job yields to everything else on this machine


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_region(tmp_path_factory.mktemp("auftrag") / "region")


@pytest.fixture
def order(region: Path, tmp_path: Path) -> Order:
    version = open_atlas(tmp_path, region).version
    return Order(str(region), str(tmp_path), version, "2018", "pdf", "https://atlas.example", "2024-05-31")


IDLE = ("-c", "import time; time.sleep(600)")  # a process that does nothing but live


def wait_for_end(jobs: Jobs, ticket: str) -> Progress:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = jobs.progress(ticket)
        assert found is not None
        if not found.phase.active:
            return found
        time.sleep(0.1)
    raise AssertionError("the job does not end")


def kill_all(*workers: Jobs) -> None:
    """End the idle processes that a test started."""
    for jobs in workers:
        for process in list(jobs.processes):
            process.kill()
            process.wait()


def test_archive_holds_every_profile(order: Order, tmp_path: Path) -> None:
    jobs = Jobs(tmp_path)
    ticket = jobs.start(order)
    found = wait_for_end(jobs, ticket)
    assert (found.phase, found.done, found.total, found.name) == (Phase.FERTIG, 2, 2, "Bdorf")
    archive = jobs.result(ticket)
    assert archive is not None
    with zipfile.ZipFile(archive) as packed:
        assert packed.namelist() == ["Profil_Astadt_05001_2018.pdf", "Profil_Bdorf_05002_2018.pdf"]
        assert all(packed.read(name).startswith(b"%PDF-") for name in packed.namelist())
    assert Jobs(tmp_path).start(order).partition("-")[0] == order.key  # whoever asks next gets the same archive
    assert Jobs(tmp_path).progress(ticket) == found


def test_same_order_is_joined_and_ends_with_the_last_ticket(order: Order, tmp_path: Path) -> None:
    one, other = Jobs(tmp_path, IDLE), Jobs(tmp_path, IDLE)  # two workers of one host
    try:
        first, second = one.start(order), other.start(order)
        assert first != second
        assert first.partition("-")[0] == second.partition("-")[0]
        assert (len(one.processes), len(other.processes)) == (1, 0)
        one.cancel(first)
        assert one.progress(first) is None  # the ticket is given back
        assert not (tmp_path / "profile" / order.key / CANCELLED).exists()
        one.cancel(first)  # a second time counts for nobody
        assert not (tmp_path / "profile" / order.key / CANCELLED).exists()
        other.cancel(second)
        assert (tmp_path / "profile" / order.key / CANCELLED).exists()
        one.start(order)  # somebody wants it again before it has ended
        assert not (tmp_path / "profile" / order.key / CANCELLED).exists()
    finally:
        kill_all(one, other)


def test_numbers_that_were_replaced_are_not_delivered(order: Order, tmp_path: Path) -> None:
    jobs = Jobs(tmp_path)
    found = wait_for_end(jobs, jobs.start(replace(order, version="0" * 16)))
    assert (found.phase, found.words) == (Phase.FEHLER, OTHER_DATA)


def test_only_the_newest_results_are_kept(order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "MOST_KEPT", 2)
    jobs = Jobs(tmp_path, ("-c", "pass"))
    for number in range(4):
        ticket = jobs.start(replace(order, stand=str(number)))
        wait_for_end(jobs, ticket)
        os.utime(tmp_path / "profile" / ticket.partition("-")[0] / STATE, (number, time.time() - 100 + number))
    try:
        jobs.start(replace(order, stand="4"))
        assert len([folder for folder in (tmp_path / "profile").iterdir() if folder.is_dir()]) == 3
    finally:
        kill_all(jobs)


def test_ticket_ends_with_its_result(order: Order, tmp_path: Path) -> None:
    jobs = Jobs(tmp_path, ("-c", "pass"))
    ticket = jobs.start(order)
    wait_for_end(jobs, ticket)
    state = tmp_path / "profile" / order.key / STATE
    os.utime(state, (0, time.time() - profiles.KEPT - 1))
    assert jobs.progress(ticket) is None


def test_no_more_jobs_than_may_be(order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "MOST_AT_ONCE", 2)
    jobs = Jobs(tmp_path, IDLE)
    try:
        for number in range(2):
            jobs.start(replace(order, stand=str(number)))
        with pytest.raises(CrowdedError):
            jobs.start(replace(order, stand="3"))
    finally:
        kill_all(jobs)


def test_job_whose_process_died_has_failed(order: Order, tmp_path: Path) -> None:
    jobs = Jobs(tmp_path, IDLE)
    ticket = jobs.start(order)
    assert is_alive(tmp_path / "profile" / order.key)
    kill_all(jobs)
    found = jobs.progress(ticket)
    assert found is not None
    assert (found.phase, found.words) == (Phase.FEHLER, "Der Auftrag ist unerwartet zu Ende gegangen.")
    try:
        again = jobs.start(order)  # what failed is begun anew
        assert jobs.progress(again) is not None
        assert is_alive(tmp_path / "profile" / order.key)
    finally:
        kill_all(jobs)


def prepared(folder: Path, order: Order, begun: float) -> Path:
    """A job that a worker process is about to begin."""
    job = folder / "profile" / order.key
    (job / "teil").mkdir(parents=True)
    (job / ORDER).write_text(json.dumps(order.__dict__), "utf-8")
    (job / ALIVE).touch()
    write_progress(job, Progress(Phase.WARTET, begun=begun))
    return job


def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "nice", lambda _: 0)
    monkeypatch.setattr(signal, "alarm", lambda _: 0)


def test_cancelled_job_leaves_no_archive(order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet(monkeypatch)
    job = prepared(tmp_path, order, time.time())
    told = []

    def write_and_cancel(folder: Path, progress: Progress) -> None:
        told.append(progress.done)
        write_progress(folder, progress)
        if progress.done == 1:
            (folder / CANCELLED).touch()

    monkeypatch.setattr(worker, "write_progress", write_and_cancel)
    assert worker.main(job) == 0
    found = read_progress(job)
    assert found is not None
    assert (found.phase, found.done) == (Phase.ABGEBROCHEN, 1)
    assert told == [0, 1, 1]
    assert not (job / RESULT).exists()
    assert not list(job.glob(f".{RESULT}*"))


def test_job_ends_at_its_limit(order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet(monkeypatch)
    job = prepared(tmp_path, order, time.time() - profiles.LIMIT - 1)
    assert worker.main(job) == 0
    found = read_progress(job)
    assert found is not None
    assert (found.phase, found.words) == (Phase.FEHLER, "Der Auftrag hat zu lange gedauert.")


def test_old_results_are_deleted(order: Order, tmp_path: Path) -> None:
    job = prepared(tmp_path, replace(order, stand="alt"), time.time())
    write_progress(job, Progress(Phase.FERTIG))
    long_ago = time.time() - KEPT - 60
    os.utime(job / STATE, (long_ago, long_ago))
    jobs = Jobs(tmp_path, IDLE)
    try:
        jobs.start(order)
        assert not job.exists()
    finally:
        kill_all(jobs)


@pytest.fixture
def client(region: Path, tmp_path: Path) -> FlaskClient:
    return client_of(create_app(Settings(region=region, cache=tmp_path / "cache")))


def test_job_is_started_watched_and_fetched_through_pages(client: FlaskClient) -> None:
    answer = client.post("/profile/auftrag", data={"stand": "2018", "format": "pptx"})
    assert answer.status_code == 303
    way = answer.headers["Location"]
    ticket = way.rpartition("=")[2]
    end = time.monotonic() + PATIENCE
    while (state := client.get(f"/profile/auftrag/{ticket}.json").get_json())["aktiv"] and time.monotonic() < end:
        time.sleep(0.2)
    assert (state["fertig"], state["erledigt"], state["worte"]) == (True, 2, "Alle 2 Profile sind fertig.")
    page = client.get(way).text  # after a reload the same
    assert f'href="/profile/auftrag/{ticket}.zip"' in page
    fetched = client.get(f"/profile/auftrag/{ticket}.zip")
    assert fetched.headers["Content-Disposition"] == "attachment; filename=musterkreis_profile_2018_pptx.zip"
    assert len(zipfile.ZipFile(io.BytesIO(fetched.data)).namelist()) == 2
    fetched.close()


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://boese.example"}])
def test_foreign_pages_start_nothing(client: FlaskClient, tmp_path: Path, headers: dict[str, str]) -> None:
    answer = client.post("/profile/auftrag", data={"stand": "2018"}, headers=headers)
    assert answer.status_code == 403
    assert "fremden Seite" in answer.text
    assert not (tmp_path / "cache" / "profile").exists()


@pytest.mark.parametrize("data", [{"stand": "1999"}, {"stand": "2018", "format": "exe"}])
def test_unknown_orders_are_refused(client: FlaskClient, data: dict[str, str]) -> None:
    assert client.post("/profile/auftrag", data=data).status_code == 400


@pytest.mark.parametrize("ticket", ["../../etc", "0" * 33, "0" * 16 + "-" + "1" * 16, "%2e%2e"])
def test_invented_tickets_find_nothing(client: FlaskClient, ticket: str) -> None:
    assert client.get(f"/profile/auftrag/{ticket}.json").status_code == 404
    assert client.get(f"/profile/auftrag/{ticket}.zip").status_code == 404
    assert client.post(f"/profile/auftrag/{ticket}/abbruch").status_code in (303, 404, 405)


def test_crowd_is_told_to_come_back(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "MOST_AT_ONCE", 0)
    answer = client.post("/profile/auftrag", data={"stand": "2018"})
    assert answer.status_code == 503
    assert "Gerade laufen mehrere solche Aufträge" in answer.text


def test_internal_mode_writes_no_archive(tmp_path: Path, region: Path) -> None:
    app = create_app(Settings(internal=True, cache=tmp_path / "cache"), load_package(region))
    client = client_of(app)
    page = client.get("/profile/", base_url="http://127.0.0.1").text
    assert "Zusammenstellen" not in page
    answer = client.post("/profile/auftrag", data={"stand": "2018"}, base_url="http://127.0.0.1")
    assert answer.status_code == 403
    assert not (tmp_path / "cache").exists()


def test_page_lists_every_place_with_its_files(client: FlaskClient) -> None:
    page = client.get("/profile/").text
    for address in ("/export/kommunalprofil.pdf?kommune=05001&amp;stand=2018",
                    "/export/sozialraumprofil.pptx?raum=0500203&amp;stand=2018"):  # fmt: skip
        assert address in page
    assert 'aria-label="Profil Astadt, PDF"' in page
    old = client.get("/profile/?stand=2011").text
    assert "raum=0500203" not in old
    assert client.get("/profile/?stand=1999").status_code == 400


def test_names_are_text_on_the_page(tmp_path: Path) -> None:
    name = '<script>alert("x")</script>'
    toml = name.replace('"', '\\"')
    folder = write_region(tmp_path / "region", region=lambda text: text.replace('"Astadt"', f'"{toml}"'))
    page = client_of(create_app(Settings(region=folder, cache=tmp_path / "cache"))).get("/profile/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
