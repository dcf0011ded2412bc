"""Small valid documents of every format, made by code."""

import io
import zipfile
import zlib
from types import SimpleNamespace

import xlsxwriter  # type: ignore[import-untyped]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts):
    """A zip file of the given parts (name → text or bytes)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body, **parts):
    """A Word file with this body XML; further parts by relationship kind."""
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            **{f"word/{kind}.xml": content for kind, content in parts.items()},
        }
    )


def paragraph(words, style=""):
    """A Word paragraph."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def workbook(fill):
    """An xlsx file that `fill(book)` writes through xlsxwriter."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        fill(book)
    return buffer.getvalue()


def raw_xlsx(sheet, *, strings="", styles="", name="表", extra=()):
    """An xlsx file from the XML of its one sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = {"worksheet": "s.xml", "sharedStrings": "t.xml", "styles": "y.xml"}
    relations = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{part}"/>' for kind, part in kinds.items()
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{OFFICE}"><sheets>'
            f'<sheet name="{name}" sheetId="1" r:id="worksheet"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
            "xl/s.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
            "xl/t.xml": f'<sst xmlns="{main}">{strings}</sst>',
            "xl/y.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
            **dict(extra),
        }
    )


def ods(rows, *, styles="", table='table:name="载体"'):
    """An ods file from the XML of the rows of its one sheet."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text", "style")
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet><table:table {table}>{rows}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def pdf(*pages, info=""):
    """A PDF with a CJK text layer: each page is a list of (x, y, size, words), or None for a scanned page."""
    font, count = 3, len(pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{' '.join(f'{6 + 2 * i} 0 R' for i in range(count))}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        (
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)"
            b"/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R/DW 1000>>"
        ),
        (
            b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
            b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>"
        ),
    ]
    for index, page in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 {font} 0 R>>>>"
            f"/Contents {7 + 2 * index} 0 R>>".encode()
        )
        if page is None:
            content = b"q 400 0 0 600 90 100 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
        else:
            content = b"".join(
                f"BT /F1 {size} Tf {x} {y} Td <{words.encode('utf-16-be').hex()}> Tj ET\n".encode()
                for x, y, size, words in page
            )
        stream = zlib.compress(content)
        objects.append(
            f"<</Length {len(stream)}/Filter/FlateDecode>>stream\n".encode() + stream + b"\nendstream"
        )
    objects.append(f"<<{info}>>".encode())
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info {len(objects)} 0 R>>"
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}\nstartxref\n{len(out)}\n%%EOF"
        ).encode()
    )


def park_workbook(book):
    """A sheet as a park sends it: title, unit line, two rows of headings, merged region, total, footnotes."""
    sheet = book.add_worksheet("招商载体")
    day = book.add_format({"num_format": 'yyyy"年"m"月"'})
    share = book.add_format({"num_format": "0%"})
    sheet.merge_range("A1:J1", "某某产业园可招商载体一览表")
    sheet.write("A2", "截至2024年6月30日")
    sheet.write("I2", "单位：万元")
    for column, words in zip(
        "ABCDGHIJ", ["序号", "所在区域", "厂房名称", "建筑参数", "", "", "", ""], strict=True
    ):
        if words and words != "建筑参数":
            sheet.merge_range(f"{column}3:{column}4", words)
    sheet.merge_range("D3:F3", "建筑参数")
    for cell, words in {"D4": "建筑面积（亩）", "E4": "层高(米)", "F4": "承重（吨/㎡）"}.items():
        sheet.write(cell, words)
    for column, words in zip("GHIJ", ["租金（元/㎡·月）", "总投资", "出租率", "可交付时间"], strict=True):
        sheet.merge_range(f"{column}3:{column}4", words)
    sheet.merge_range("B5:B6", "新会区")
    rows = [
        (1, None, "一号厂房", 15, 8, 1.5, 18, 1200, 0.57, 45444),
        (2, None, "二号厂房", "约30", "首层7.9", "2", "面议", 800, 1, 45474),
        (3, "蓬江区", "三号厂房", "7.5", 6, 1, 16.5, None, None, None),
    ]
    for number, row in enumerate(rows, start=4):
        for index, value in enumerate(row):
            if value is not None:
                sheet.write(number, index, value, {8: share, 9: day}.get(index))
    sheet.write("A8", "合计")
    sheet.write_formula("D8", "=SUM(D5:D7)", None, 52.5)
    sheet.merge_range("A10:J10", "注：1. 以上面积以测绘报告为准。")
    sheet.write("A11", "联系人：招商部")


MAKERS = SimpleNamespace(
    zipped=zipped, docx=docx, paragraph=paragraph, workbook=workbook, raw_xlsx=raw_xlsx, ods=ods, pdf=pdf,
    park_workbook=park_workbook,
)  # fmt: skip
