"""Signing and notarising, for who has the keys; without them every function here does nothing and says so.

Keys come from the environment (the workflow's secrets):
  MACOS_CERT_P12       the "Developer ID Application" certificate with its key, base64 of the .p12;  MACOS_CERT_PASSWORD its password
  NOTARY_KEY           base64 of App Store Connect's .p8;  NOTARY_KEY_ID, NOTARY_ISSUER  as App Store Connect shows them
"""

from __future__ import annotations

import base64
import os
import re
import secrets
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ENTITLEMENTS = Path(__file__).with_name("entitlements.plist")
KEYCHAIN = "threadfolio-release.keychain-db"


@dataclass(frozen=True, slots=True)
class Keys:
    """What the environment holds; an empty string where it holds nothing."""

    certificate: str = ""
    password: str = ""
    notary_key: str = ""
    notary_id: str = ""
    notary_issuer: str = ""

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> Keys:
        """The keys of this run."""
        names = ("MACOS_CERT_P12", "MACOS_CERT_PASSWORD", "NOTARY_KEY", "NOTARY_KEY_ID", "NOTARY_ISSUER")
        return cls(*(environment.get(name, "") for name in names))

    @property
    def can_sign(self) -> bool:
        """Whether there is a certificate."""
        return bool(self.certificate)

    @property
    def can_notarise(self) -> bool:
        """Whether Apple can be asked. Apple takes signed programs only."""
        return self.can_sign and all((self.notary_key, self.notary_id, self.notary_issuer))


def sign(app: Path, keys: Keys) -> bool:
    """Sign every binary of ``app`` and then the application; False without a certificate (PyInstaller's ad-hoc signature stays).
    Raises CalledProcessError."""
    if not keys.can_sign:
        print("not signed: no certificate")
        return False
    identity = identity_of(keys)
    for path in inside_out(app):
        sign_one(path, identity)
    sign_one(app, identity)
    return True


def sign_one(path: Path, identity: str) -> None:
    """One signature with a time stamp, under the hardened runtime."""
    command = ["codesign", "--force", "--timestamp", "--options", "runtime", "--sign", identity]
    if path.suffix == ".app" or path.parent.name == "MacOS":
        command += ["--entitlements", str(ENTITLEMENTS)]
    subprocess.run([*command, str(path)], check=True)


def inside_out(app: Path) -> list[Path]:
    """Everything that needs a signature of its own, the deepest first: an outer signature covers the inner ones."""
    binaries = {path for path in app.rglob("*") if not path.is_symlink() and path.is_file() and is_mach_o(path)}
    frameworks = {path for path in app.rglob("*.framework") if not path.is_symlink()}
    return sorted(binaries | frameworks, key=lambda path: (-len(path.parts), str(path)))


def is_mach_o(path: Path) -> bool:
    """Whether a file begins like a binary of macOS (thin, or fat for several processors)."""
    with path.open("rb") as file:
        return file.read(4) in (b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe")


def identity_of(keys: Keys) -> str:
    """Put the certificate into a key chain of this run and name it."""
    password = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "certificate.p12"
        file.write_bytes(base64.b64decode(keys.certificate))
        security("create-keychain", "-p", password, KEYCHAIN)
        security("set-keychain-settings", "-lut", "3600", KEYCHAIN)
        security("unlock-keychain", "-p", password, KEYCHAIN)
        security("import", str(file), "-k", KEYCHAIN, "-P", keys.password, "-T", "/usr/bin/codesign")
    security("set-key-partition-list", "-S", "apple-tool:,apple:", "-k", password, KEYCHAIN)
    others = re.findall(r'"([^"]+)"', security("list-keychains", "-d", "user"))
    security("list-keychains", "-d", "user", "-s", KEYCHAIN, *others)
    return chosen_identity(security("find-identity", "-v", "-p", "codesigning", KEYCHAIN).splitlines())


def chosen_identity(lines: Iterable[str]) -> str:
    """The fingerprint of the first identity that ``security find-identity`` lists. Raises LookupError where it lists none."""
    for line in lines:
        found = re.match(r"\s*\d+\) ([0-9A-F]{40}) ", line)
        if found:
            return found.group(1)
    raise LookupError("the certificate holds no identity for signing code")


def security(*words: str) -> str:
    """Apple's key chain tool. The error names the step only: its arguments hold passwords."""
    done = subprocess.run(["security", *words], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"security {words[0]}: {done.stderr.strip()}")
    return done.stdout


def notarise(image: Path, keys: Keys) -> bool:
    """Send the signed image to Apple, wait for the answer, and staple it to the image; False without keys."""
    if not keys.can_notarise:
        print("not notarised: no key")
        return False
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "key.p8"
        key.write_bytes(base64.b64decode(keys.notary_key))
        subprocess.run(["xcrun", "notarytool", "submit", str(image), "--wait", "--timeout", "30m", "--key", str(key),
                        "--key-id", keys.notary_id, "--issuer", keys.notary_issuer], check=True)
    subprocess.run(["xcrun", "stapler", "staple", str(image)], check=True)
    return True
