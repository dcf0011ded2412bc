"""What kind of file is this, by its bytes?

The name decides nothing but between two readings of a text (`.csv` or `.txt`); a name that promises another format is
reported. Formats that cannot be read are told apart, so that the message can say what to do.
"""

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from yuantu.errors import Problem
from yuantu.evidence.readers.archives import BROKEN_ZIP
from yuantu.evidence.readers.sheet import find_delimiter

TEXT, CSV, HTML, JSON, PDF = "text/plain", "text/csv", "text/html", "application/geo+json", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
UNREADABLE = {
    "application/msword": "document_word97",
    "application/zip": "document_archive",
    "application/x-rar": "document_archive",
    "application/x-7z-compressed": "document_archive",
    "application/gzip": "document_archive",
    "application/x-encrypted-office": "document_encrypted",
    "application/x-ole": "document_unknown",
    "application/xml": "document_unknown",
    "application/octet-stream": "document_not_text",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "document_slides",
    "application/vnd.oasis.opendocument.text": "document_opentext",
    "image/png": "document_picture",
    "image/jpeg": "document_picture",
    "image/tiff": "document_picture",
    "image/gif": "document_picture",
}
_MAGIC = (
    (b"Rar!\x1a\x07", "application/x-rar"), (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"), (b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"), (b"MM\x00*", "image/tiff"), (b"GIF8", "image/gif"),
)  # fmt: skip
_HTML = re.compile(r"<!doctype\s+html|<(?:html|head|body|table|meta|article|div|h1|p)[\s>]", re.IGNORECASE)
_PROMISED = {
    ".txt": {TEXT, CSV}, ".md": {TEXT, CSV}, ".csv": {CSV, TEXT}, ".htm": {HTML}, ".html": {HTML}, ".pdf": {PDF},
    ".docx": {DOCX}, ".xlsx": {XLSX}, ".xlsm": {XLSX}, ".xls": {XLS}, ".xlsb": {XLSB}, ".ods": {ODS},
    ".geojson": {JSON}, ".json": {JSON},
}  # fmt: skip


def find_media_type(data: bytes) -> str:
    """The media type of a whole file that is no text, or "" for one that may be text."""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _office_type(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound_type(data)
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")


def find_text_type(text: str, name: str) -> str:
    """Which sort of text this is; only between CSV and running text does the name's ending help."""
    head = text[:20_000].lstrip()
    if head.startswith("{") and '"type"' in text[:200_000]:
        return JSON
    if head.startswith("<") and _HTML.search(head[:4_000]):
        return HTML
    if head.startswith("<?xml"):
        return "application/xml"
    ending = PurePath(name).suffix.lower()
    if ending in (".txt", ".md"):
        return TEXT
    return CSV if ending in (".csv", ".tsv") or find_delimiter(text) else TEXT


def misnamed(name: str, media_type: str) -> Problem | None:
    """The warning for a file whose ending promises another format."""
    promised = _PROMISED.get(PurePath(name).suffix.lower())
    if promised is None or media_type in promised:
        return None
    params = {"value": PurePath(name).suffix, "found": media_type}
    return Problem("document_other_type", params, severity="warning")


def _office_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {name.lower() for name in archive.namelist()}
            if "mimetype" in archive.namelist():
                with archive.open("mimetype") as file:
                    kind = file.read(100).decode("ascii", "replace").strip()
                return kind if kind in (ODS, *UNREADABLE) else "application/zip"
    except BROKEN_ZIP:
        return _broken_office_type(data)
    for part, kind in (("xl/workbook.bin", XLSB), ("xl/workbook.xml", XLSX), ("word/document.xml", DOCX)):
        if part in names:
            return kind
    if any(name.startswith("ppt/") for name in names):
        return "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    for folder, kind in (("xl/", XLSX), ("word/", DOCX)):
        if "[content_types].xml" in names and any(name.startswith(folder) for name in names):
            return kind
    return "application/zip"


def _broken_office_type(data: bytes) -> str:
    """A cut-off archive still shows the names of its first parts."""
    for mark, kind in ((b"xl/", XLSX), (b"word/", DOCX), (ODS.encode(), ODS)):
        if mark in data:
            return kind
    return "application/zip"


def _compound_type(data: bytes) -> str:
    """Which program wrote an OLE compound file, by the names of its streams."""
    for stream, kind in (
        ("EncryptedPackage", "application/x-encrypted-office"),
        ("WordDocument", "application/msword"),
        ("Workbook", XLS),
        ("Book", XLS),
    ):
        if stream.encode("utf-16-le") in data:
            return kind
    return "application/x-ole"
