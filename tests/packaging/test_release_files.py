"""The release: its steps do what they say, and its workflow names only what is there. ``packaging/workflow.py`` lints it besides."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shlex
from pathlib import Path

import pytest
import yaml

import release

ROOT = Path(__file__).resolve().parents[2]
WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"
SECRET_STEPS = {"Build, mount, try", "Checksums", "Build, install, try"}
CHANGELOG = "# Changelog\n\n## 1.1.0 (2026-12-01)\n\n- New.\n\n## 1.0.0 (not released)\n\n- First.\n\n## 0.9.0 (2026-01-01)\n"


def load(name: str):
    """A script of ``packaging/`` by its path: ``sign`` and ``build`` are names that several systems have."""
    spec = importlib.util.spec_from_file_location(Path(name).stem, ROOT / "packaging" / name)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def jobs() -> dict:
    return yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]


def steps(jobs: dict) -> list[dict]:
    return [step for job in jobs.values() for step in job["steps"]]


def test_every_action_is_pinned_by_hash_and_says_its_version() -> None:
    lines = [line for line in WORKFLOW.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert len(lines) > 10
    assert [line for line in lines if not re.search(r"uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)] == []


def test_one_action_has_one_pin() -> None:
    pins: dict[str, set[str]] = {}
    for action, pin in re.findall(r"uses: (\S+)@(\S+)", WORKFLOW.read_text(encoding="utf-8")):
        pins.setdefault(action, set()).add(pin)
    assert [action for action, found in pins.items() if len(found) > 1] == []


def test_every_job_ends_by_itself_and_may_do_only_what_it_needs(jobs: dict) -> None:
    assert all("timeout-minutes" in job and "permissions" in job for job in jobs.values())
    writing = {name for name, job in jobs.items() if "write" in dict(job["permissions"] or {}).values()}
    assert writing == {"publish"}


def test_nothing_is_published_that_was_not_tried(jobs: dict) -> None:
    assert set(jobs["publish"]["needs"]) == set(jobs) - {"publish", "version"}
    assert jobs["publish"]["if"] == "startsWith(github.ref, 'refs/tags/')"
    assert "--draft" in jobs["publish"]["steps"][-1]["run"]


def test_every_script_that_is_run_exists(jobs: dict) -> None:
    named = {word for step in steps(jobs) for word in re.findall(r"packaging/[\w./-]+\.(?:py|sh|ps1|txt|spec)", step.get("run", ""))}
    assert {"packaging/package.py", "packaging/macos/build.py", "packaging/release.py"} <= named
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_every_step_of_the_release_script_exists(jobs: dict) -> None:
    used = {match for step in steps(jobs) for match in re.findall(r"release\.py (\w+)", step.get("run", ""))}
    assert used == {"tag", "sbom", "notes", "sums"}


def test_secrets_go_only_where_something_is_signed(jobs: dict) -> None:
    with_secrets = {step.get("name") for step in steps(jobs) if "secrets." in str(step)}
    assert with_secrets <= SECRET_STEPS
    assert "secrets." not in "".join(str(step.get("run", "")) for step in steps(jobs)), "a secret in a script ends in its log"


def test_every_product_tries_itself_on_its_own_system(jobs: dict) -> None:
    runs = {name: "\n".join(step.get("run", "") for step in job["steps"]) for name, job in jobs.items()}
    assert "threadfolio --self-test" in runs["linux-try"] and "xvfb-run" in runs["linux-try"]
    assert "AppImage" in runs["linux-try"]
    for script in ("macos/build.py", "windows/native_trial.py"):
        assert f"packaging/{script}" in "".join(runs.values())
        assert '"--self-test"' in (ROOT / "packaging" / script).read_text(encoding="utf-8")


def test_scripts_of_the_workflow_can_be_parsed(jobs: dict) -> None:
    for step in steps(jobs):
        if step.get("shell") != "pwsh":
            shlex.split(step.get("run", ""), comments=True)


def test_downloads_are_checked_by_their_sum() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    for script in ("linux/appimage.sh", "windows/payload.py"):
        assert re.search(r"\b[0-9a-f]{64}\b", (ROOT / "packaging" / script).read_text(encoding="utf-8")), script
    assert text.count("curl --fail") == 2, "what else is fetched has to be checked too"
    assert "pip install" in text and text.count("pip install") == text.count("--require-hashes")


@pytest.mark.parametrize("name", ["requirements-bill.txt", "requirements-build.txt", "windows/requirements.txt"])
def test_pinned_requirements_have_hashes_and_name_no_host(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    names = re.findall(r"^[\w.-]+==", text, re.M)
    assert len(names) > 5
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.M)[1:]
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text and "--index" not in text


def test_a_version_has_its_part_of_the_changelog() -> None:
    assert release.section(CHANGELOG, "1.1.0") == ("1.1.0 (2026-12-01)", "- New.")
    assert release.section(CHANGELOG, "1.0.0") == ("1.0.0 (not released)", "- First.")


@pytest.mark.parametrize("version", ["1.1", "2.0.0", "0.9.0"])
def test_a_version_without_one_is_refused(version: str) -> None:
    with pytest.raises(release.NotReady):
        release.section(CHANGELOG, version)


def test_tag_program_and_changelog_must_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text(CHANGELOG, encoding="utf-8")
    monkeypatch.setattr(release, "CHANGELOG", changelog)
    monkeypatch.setattr(release, "version_of_program", lambda: "1.1.0")
    release.check_tag("v1.1.0")
    with pytest.raises(release.NotReady, match=r"v1\.1\.0"):
        release.check_tag("v1.2.0")
    monkeypatch.setattr(release, "version_of_program", lambda: "1.0.0")
    with pytest.raises(release.NotReady, match="no date"):
        release.check_tag("v1.0.0")


def test_the_changelog_has_a_part_for_this_version() -> None:
    assert release.section(release.CHANGELOG.read_text(encoding="utf-8"), release.version_of_program())


def test_notes_say_which_file_is_for_whom(capsys) -> None:
    release.print_notes(release.version_of_program())
    told = capsys.readouterr().out
    assert all(ending in told for ending in (".deb", ".exe", "apple-silicon.dmg", ".AppImage"))


def test_sums_are_what_sha256sum_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GPG_KEY", raising=False)
    (tmp_path / "b.deb").write_bytes(b"two")
    (tmp_path / "a.exe").write_bytes(b"one")
    release.write_sums(str(tmp_path))
    lines = (tmp_path / "SHA256SUMS").read_text().splitlines()
    assert lines == [f"{hashlib.sha256(b'one').hexdigest()}  a.exe", f"{hashlib.sha256(b'two').hexdigest()}  b.deb"]
    release.write_sums(str(tmp_path))
    assert (tmp_path / "SHA256SUMS").read_text().splitlines() == lines, "the sums are not summed"


def test_no_files_no_sums(tmp_path: Path) -> None:
    with pytest.raises(release.NotReady):
        release.write_sums(str(tmp_path))


def test_wrong_words_show_the_help(capsys) -> None:
    assert release.main([]) == 2 and release.main(["tag"]) == 2 and release.main(["fly", "x"]) == 2
    assert release.main(["tag", "v0.0.0-no"]) == 1


def test_windows_files_are_left_as_they_are_without_a_key(tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    sign = load("windows/sign.py")
    monkeypatch.delenv("WINDOWS_CERT_P12", raising=False)
    assert sign.main([str(tmp_path / "setup.exe")]) == 0
    assert capsys.readouterr().out == "not signed: setup.exe (no certificate)\n"
    assert sign.main([]) == 2


def test_windows_signing_takes_the_newest_kit() -> None:
    sign = load("windows/sign.py")
    assert sign.newest([]) is None
    kits = [Path("bin") / version / "x64" / "signtool.exe" for version in ("10.0.9.0", "10.0.22621.0", "arm")]
    assert sign.newest(kits) == kits[1]


def test_a_key_without_the_tool_is_a_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys) -> None:
    sign = load("windows/sign.py")
    monkeypatch.setattr(sign, "KITS", tmp_path)
    monkeypatch.setenv("WINDOWS_CERT_P12", "eA==")
    assert sign.main(["setup.exe"]) == 1
    assert "signtool.exe" in capsys.readouterr().err
