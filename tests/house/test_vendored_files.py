"""Files made elsewhere are the ones in the lock, and pages use no icon that is not in the sprite."""

import re
import xml.etree.ElementTree

import pytest
from flask import Flask

from app.assets import vendor
from app.assets.hashes import STATIC, fingerprint, may_be_kept
from views.parts import assets

TEMPLATES = vendor.ROOT / "app" / "templates"
ICON_CALL = re.compile(r"""icon(?:_name=|\()\s*['"]([a-z0-9-]+)['"]""")


def test_every_vendored_file_is_as_locked() -> None:
    assert vendor.problems() == []


def test_a_changed_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vendor, "digest", lambda path: "0" * 64)
    assert any(line.endswith("htmx.min.js: changed since it was locked") for line in vendor.problems())


def test_every_package_names_its_licence() -> None:
    assert [package["name"] for package in vendor.packages() if not package.get("licence")] == []
    assert [package["name"] for package in vendor.packages() if "LICENSE" not in package["files"]] == []


def test_the_sprite_holds_exactly_the_icons_of_the_manifest() -> None:
    listed = next(package for package in vendor.packages() if "sprite" in package)
    assert assets.icon_names() == frozenset(listed["icons"])
    xml.etree.ElementTree.parse(vendor.ROOT / listed["sprite"])


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    pages = [page.read_text("utf-8") for page in TEMPLATES.rglob("*.html")]
    named = {name for page in pages for name in ICON_CALL.findall(page)}
    assert named - assets.icon_names() == set()


def test_no_registry_is_named_in_manifest_or_lock() -> None:
    assert "://" not in vendor.MANIFEST.read_text("utf-8") + vendor.LOCK.read_text("utf-8")


def test_an_address_changes_with_the_content() -> None:
    app = Flask("app", root_path=str(STATIC.parent))
    with app.test_request_context():
        assert assets.asset("loket.css") == f"/static/loket.css?h={fingerprint('loket.css')}"


def test_only_the_very_content_may_be_kept_for_ever() -> None:
    assert may_be_kept("loket.css", fingerprint("loket.css"))
    assert not may_be_kept("loket.css", "0" * 12)
    assert not may_be_kept("loket.css", None)


def test_no_path_leads_out_of_the_static_folder() -> None:
    assert fingerprint("../factory.py") == ""
