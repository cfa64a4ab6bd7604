"""What can be said of the application for macOS without macOS: its plist, its icon, the order and absence of signatures."""

from __future__ import annotations

import ast
import base64
import plistlib
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

import signing
from icon import icns

ROOT = Path(__file__).resolve().parents[2]
MACOS = ROOT / "packaging" / "macos"
EXTENSIONS = {"mhtml", "mht", "warc", "wacz", "maff"}
SYSTEMS_OWN = {"com.apple.webarchive", "public.html", "public.xhtml", "public.plain-text", "public.xml", "public.json", "com.apple.mail.email",
               "public.email-message", "org.idpf.epub-container", "public.zip-archive", "public.folder"}
"""Types that macOS declares; every other one has to be declared by us."""


@pytest.fixture(scope="module")
def about() -> dict:
    return plistlib.loads((MACOS / "Info.plist").read_bytes())


def test_application_is_the_one_that_linux_knows(about: dict) -> None:
    assert about["CFBundleIdentifier"] == "io.github.threadfolio.Threadfolio"
    assert (ROOT / "packaging" / "linux" / f"{about['CFBundleIdentifier']}.desktop").is_file()
    assert about["CFBundlePackageType"] == "APPL"
    assert about["NSPrincipalClass"] == "NSApplication"


def test_dark_mode_and_sharp_text(about: dict) -> None:
    assert about["NSRequiresAquaSystemAppearance"] is False
    assert about["NSHighResolutionCapable"] is True


def test_every_type_of_document_is_declared_by_the_system_or_by_us(about: dict) -> None:
    declared = {row["UTTypeIdentifier"] for row in about["UTImportedTypeDeclarations"]}
    used = {name for row in about["CFBundleDocumentTypes"] for name in row["LSItemContentTypes"]}
    assert used == declared | SYSTEMS_OWN
    assert all(name.startswith("io.github.threadfolio.") for name in declared)


def test_saved_pages_open_by_double_click_and_everyday_types_only_by_choice(about: dict) -> None:
    ranks = {name: row["LSHandlerRank"] for row in about["CFBundleDocumentTypes"] for name in row["LSItemContentTypes"]}
    ours = {row["UTTypeIdentifier"]: row["UTTypeTagSpecification"]["public.filename-extension"] for row in about["UTImportedTypeDeclarations"]}
    assert {extension for extensions in ours.values() for extension in extensions} == EXTENSIONS
    assert {ranks[name] for name in ours} == {"Default"}
    assert {ranks[name] for name in SYSTEMS_OWN} == {"Alternate"}
    assert {row["CFBundleTypeRole"] for row in about["CFBundleDocumentTypes"]} == {"Viewer"}


def test_version_comes_from_the_program() -> None:
    spec = (MACOS / "threadfolio.spec").read_text(encoding="utf-8")
    ast.parse(spec)
    assert '"CFBundleShortVersionString": __version__, "CFBundleVersion": __version__' in spec


def test_package_can_never_reach_a_network_through_qt() -> None:
    assert '"QtNetwork*"' in (MACOS / "threadfolio.spec").read_text(encoding="utf-8")
    entitlements = plistlib.loads((MACOS / "entitlements.plist").read_bytes())
    assert entitlements == {"com.apple.security.cs.disable-library-validation": True}


def entries(data: bytes) -> dict[bytes, bytes]:
    assert data[:4] == b"icns" and struct.unpack(">I", data[4:8])[0] == len(data)
    found, at = {}, 8
    while at < len(data):
        size = struct.unpack(">I", data[at + 4:at + 8])[0]
        found[data[at:at + 4]] = data[at + 8:at + size]
        at += size
    return found


def test_icon_holds_every_size(tmp_path: Path) -> None:
    pictures = {size: (ROOT / "packaging" / "linux" / "icons" / f"{size}.png").read_bytes() for size in (16, 32, 64, 128, 256, 512)}
    data = icns(pictures)
    found = entries(data)
    assert found[b"icp4"] == pictures[16] and found[b"ic09"] == pictures[512]
    assert found[b"ic11"] == pictures[32], "32 pixels are also 16 points of a sharp screen"
    assert all(png.startswith(b"\x89PNG") for png in found.values())
    if shutil.which("icns2png"):
        (tmp_path / "x.icns").write_bytes(data)
        told = subprocess.run(["icns2png", "-l", str(tmp_path / "x.icns")], capture_output=True, text=True, check=True).stdout
        assert "512x512" in told


def test_icon_refuses_a_size_that_has_no_letters() -> None:
    with pytest.raises(KeyError):
        icns({48: b"png"})


def test_without_keys_nothing_is_signed_and_no_tool_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    def never(*_words, **_named):
        raise AssertionError("a tool was called")

    monkeypatch.setattr(subprocess, "run", never)
    keys = signing.Keys.of({})
    assert signing.sign(tmp_path, keys) is False
    assert signing.notarise(tmp_path / "x.dmg", keys) is False
    assert capsys.readouterr().out == "not signed: no certificate\nnot notarised: no key\n"


def test_apple_is_never_asked_about_an_unsigned_program() -> None:
    assert not signing.Keys.of({"NOTARY_KEY": "k", "NOTARY_KEY_ID": "i", "NOTARY_ISSUER": "u"}).can_notarise
    assert signing.Keys.of({"MACOS_CERT_P12": "c", "NOTARY_KEY": "k", "NOTARY_KEY_ID": "i", "NOTARY_ISSUER": "u"}).can_notarise


def make_application(folder: Path) -> Path:
    app = folder / "Threadfolio.app"
    for name, start in (
        ("Contents/MacOS/threadfolio", b"\xcf\xfa\xed\xfe"),
        ("Contents/Frameworks/lxml/etree.so", b"\xca\xfe\xba\xbe"),
        ("Contents/Frameworks/Qt/QtCore.framework/Versions/A/QtCore", b"\xcf\xfa\xed\xfe"),
        ("Contents/Resources/page.html", b"<htm"),
        ("Contents/Resources/empty", b""),
    ):
        file = app / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(start)
    (app / "Contents/Frameworks/etree-link.so").symlink_to("lxml/etree.so")
    return app


def test_signing_goes_from_the_inside_out(tmp_path: Path) -> None:
    app = make_application(tmp_path)
    names = [str(path.relative_to(app)) for path in signing.inside_out(app)]
    assert set(names) == {"Contents/MacOS/threadfolio", "Contents/Frameworks/lxml/etree.so", "Contents/Frameworks/Qt/QtCore.framework",
                          "Contents/Frameworks/Qt/QtCore.framework/Versions/A/QtCore"}
    assert names.index("Contents/Frameworks/Qt/QtCore.framework/Versions/A/QtCore") < names.index("Contents/Frameworks/Qt/QtCore.framework")


def test_with_a_key_every_binary_and_then_the_application_is_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def note(command: list[str], **_named) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        listed = f"  1) {'AB' * 20} \"Developer ID Application: A Person\"\n" if command[1:2] == ["find-identity"] else ""
        return subprocess.CompletedProcess(command, 0, listed, "")

    monkeypatch.setattr(subprocess, "run", note)
    app = make_application(tmp_path)
    keys = signing.Keys.of({"MACOS_CERT_P12": base64.b64encode(b"p12").decode(), "MACOS_CERT_PASSWORD": "secret"})
    assert signing.sign(app, keys) is True
    signed = [command for command in commands if command[0] == "codesign"]
    assert len(signed) == 5 and signed[-1][-1] == str(app)
    assert all(command[command.index("--sign") + 1] == "AB" * 20 and "runtime" in command for command in signed)
    with_rights = {Path(command[-1]).name for command in signed if "--entitlements" in command}
    assert with_rights == {"threadfolio", "Threadfolio.app"}


def test_a_failing_key_chain_never_tells_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = subprocess.CompletedProcess([], 1, "", "wrong")
    monkeypatch.setattr(subprocess, "run", lambda *_words, **_named: failed)
    with pytest.raises(RuntimeError) as told:
        signing.security("import", "x.p12", "-P", "secret")
    assert "secret" not in str(told.value) and "import" in str(told.value)


def test_certificate_without_identity_is_said() -> None:
    with pytest.raises(LookupError):
        signing.chosen_identity(["     0 valid identities found"])


@pytest.mark.skipif(sys.platform == "darwin", reason="says that it needs macOS")
def test_build_says_that_it_needs_macos(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, str(MACOS / "build.py"), str(tmp_path)], check=False, capture_output=True, text=True)
    assert done.returncode == 2 and "On macOS only" in done.stderr
