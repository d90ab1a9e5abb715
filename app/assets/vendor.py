"""Copies of front-end files made elsewhere: fetch them again, or prove that nobody touched them.

python -m app.assets.vendor check     the committed files are the ones in the lock
python -m app.assets.vendor update    fetch what the manifest names, write files and lock
"""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "app" / "static" / "vendor"
MANIFEST = FOLDER / "manifest.toml"
LOCK = FOLDER / "lock.json"

Package = dict[str, Any]


def packages() -> list[Package]:
    listed: list[Package] = tomllib.loads(MANIFEST.read_text("utf-8"))["package"]
    return listed


def lock() -> dict[str, Any]:
    held: dict[str, Any] = json.loads(LOCK.read_text("utf-8"))
    return held


def targets(package: Package) -> list[str]:
    """The paths, from the root of the repository, that a package is copied to."""
    sprite = [package["sprite"]] if "sprite" in package else []
    return [*package["files"].values(), *sprite]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def problems() -> list[str]:
    """One sentence for each way in which manifest, lock and files disagree."""
    found, locked = [], lock()
    for package in packages():
        name = package["name"]
        held = locked.get(name, {"version": None, "files": {}})
        if held["version"] != package["version"]:
            found.append(f"{name}: manifest says {package['version']}, lock says {held['version']}")
        if set(held["files"]) != set(targets(package)):
            found.append(f"{name}: the lock lists other files than the manifest")
        found += [f"{path}: {trouble}" for path in targets(package) if (trouble := _trouble(path, held))]
    return found + [f"{path}: on no list" for path in _strangers()]


def _trouble(path: str, held: dict[str, Any]) -> str | None:
    if not (ROOT / path).is_file():
        return "missing"
    if digest(ROOT / path) != held["files"].get(path):
        return "changed since it was locked"
    return None


def _strangers() -> list[str]:
    known = {path for package in packages() for path in targets(package)}
    ours = {MANIFEST, LOCK}
    here = (path for path in sorted(FOLDER.rglob("*")) if path.is_file() and path not in ours)
    names = [path.relative_to(ROOT).as_posix() for path in here]
    return [name for name in names if name not in known]


def sprite(sources: dict[str, str]) -> str:
    """One SVG of many `<symbol id=name>`, so that a page fetches all its icons at once."""
    symbols = []
    for name, source in sorted(sources.items()):
        drawing = re.sub(r">\s+<", "><", source[source.index(">") + 1 : source.rindex("</svg>")].strip())
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{drawing}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def fetch(package: Package, folder: Path) -> tuple[Path, str]:
    """Unpack a package from the npm registry into `folder`; answers its root and the registry's integrity."""
    wanted = f"{package['name']}@{package['version']}"
    command = ["npm", "pack", "--json", "--silent", "--pack-destination", str(folder), wanted]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    answer = json.loads(said)
    packed = next(iter(answer.values())) if isinstance(answer, dict) else answer[0]
    with tarfile.open(folder / Path(packed["filename"]).name) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package", packed["integrity"]


def copy(package: Package, source: Path) -> None:
    for inside, target in package["files"].items():
        (ROOT / target).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / target).write_bytes((source / inside).read_bytes())
    if "sprite" in package:
        drawings = {name: (source / "icons" / f"{name}.svg").read_text("utf-8") for name in package["icons"]}
        (ROOT / package["sprite"]).write_text(sprite(drawings), "utf-8")


def update() -> None:
    locked = {}
    for package in packages():
        with tempfile.TemporaryDirectory() as folder:
            source, integrity = fetch(package, Path(folder))
            copy(package, source)
        files = {path: digest(ROOT / path) for path in targets(package)}
        locked[package["name"]] = {"version": package["version"], "integrity": integrity, "files": files}
    LOCK.write_text(json.dumps(locked, indent=2) + "\n", "utf-8")


def main(arguments: list[str]) -> int:
    if arguments not in (["check"], ["update"]):
        print(__doc__)
        return 2
    if arguments == ["update"]:
        update()
    found = problems()
    print("\n".join(found) or "Every vendored file is as locked.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
