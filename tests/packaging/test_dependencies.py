"""What the product imports it declares; what it declares is pinned and explained."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


OF_OCR = {"cv2": ["opencv-python-headless"], "pi_heif": ["pi-heif"], "rapidocr": ["rapidocr"]}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(folder: Path) -> set[str]:
    names: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"pipeline"}


def pins(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return {
        canonical(package): version
        for package, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)
    }


def declared(*extras: str) -> set[str]:
    names = list(PROJECT["dependencies"])
    for extra in extras:
        names += PROJECT["optional-dependencies"][extra]
    return {canonical(name) for name in names}


def test_what_the_product_imports_is_declared() -> None:
    # Click, pydantic and others also come along with common-expression-language: without
    # this test their absence from the declaration would show only when that package drops them.
    of_module = packages_distributions()
    # The extra `ocr` may not be installed where these tests run.
    of_module = OF_OCR | of_module
    needed = {canonical(of_module[name][0]) for name in imported(ROOT / "pipeline")}
    # pydantic names its errors and their details in a package of its own, pinned by itself.
    assert needed - {"pydantic-core"} <= declared("demo", "ocr")
    assert {"lxml", "sqlalchemy", "pydantic", "python-docx"} <= needed


@pytest.mark.parametrize(
    ("file", "extras"),
    [
        ("constraints.txt", ("demo", "dev")),
        ("constraints-production.txt", ()),
        ("constraints-ocr.txt", ("ocr",)),
    ],
)
def test_what_is_declared_is_pinned(file: str, extras: tuple[str, ...]) -> None:
    assert declared(*extras) <= pins(file).keys()


def test_an_office_gets_the_versions_that_were_tested_and_no_more() -> None:
    everything, production = pins("constraints.txt"), pins("constraints-production.txt")
    assert production.items() <= everything.items()
    seeing = pins("constraints-ocr.txt")
    assert production.items() <= seeing.items()
    assert not {"onnxruntime", "rapidocr", "opencv-python-headless"} & everything.keys()
    assert not {"pytest", "ocfl-py", "botocore", "pymap", "mypy"} & production.keys()


@pytest.mark.parametrize(
    "file", ["constraints.txt", "constraints-production.txt", "constraints-ocr.txt"]
)
def test_the_constraints_hold_hashes_and_no_addresses(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert "://" not in text
    entries = re.split(r"\n(?=\w)", text)
    assert len(entries) == len(pins(file))
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"^--", text, re.MULTILINE)


def test_every_declared_package_is_explained_with_its_licence() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w.-]+) \| (.+) \| (.+) \| (.+) \|$", text, re.MULTILINE)
    explained = {canonical(name) for name, why, _, licence in rows if why and licence}
    assert explained - {"package"} == declared("demo", "dev", "ocr")
