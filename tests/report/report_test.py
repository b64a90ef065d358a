#!/usr/bin/python3
"""Reads our PDF, XLSX and CSV with programs that others wrote: pdftotext, pdfinfo and qpdf; openpyxl; Python's csv.
report_test.py WRITE_SAMPLE          Debian: poppler-utils, qpdf, python3-openpyxl"""
import csv
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

import openpyxl

ROWS = 120
CHECKPOINT = "Cap jurnal #10482 · akar CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I= · kunci siaga.contoh.id+3f8a1c77"


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def flat(text):
    return re.sub(r"\s+", " ", text)


def check_pdf(path):
    run("qpdf", "--check", path)
    info = run("pdfinfo", "-isodates", path)
    pages = int(re.search(r"Pages:\s+(\d+)", info)[1])
    assert pages >= 5, info
    assert re.search(r"Title:\s+Logbook User ID Omni Channel", info), info
    assert re.search(r"CreationDate:\s+2026-11-30T16:47:00Z", info) and re.search(r"JavaScript:\s+no", info), info
    for number in range(1, pages + 1):
        text = flat(run("pdftotext", "-layout", "-f", str(number), "-l", str(number), path, "-"))
        for wanted in ("Logbook User ID Omni Channel", "DOK-UID-004/LB", "Tanggal Berlaku", "22 Nov 2026", "SALINAN TERKENDALI",
                       f"Halaman {number} dari {pages}", CHECKPOINT, "Hari terakhir", "30 Nov 2026 23:47 WIB, Rina Wulandari"):
            assert wanted in text, f"page {number}: {wanted!r} is missing in {text}"
    raw = run("pdftotext", "-raw", path, "-")
    for number in range(1, ROWS + 1):
        assert f"agen{number}@contoh.id" in raw, number
    assert '<b>Bagus</b>' in flat(raw) and '"Rekan"' in raw  # as it is, not as markup
    assert "Ñandé Putri" in flat(raw)
    assert re.search("[\u0600-\u06ff\ufb50-\ufeff]", raw), "the Arabic name is missing"
    assert "sebelum tengah malam." in flat(raw), "a long note isn't whole"
    last = run("pdftotext", "-f", str(pages), "-l", str(pages), path, "-")
    for wanted in ("Disusun oleh", "Diperiksa oleh", "Disetujui oleh", "Bagus Pratama"):
        assert wanted in last, wanted


def check_long_row(path):
    """A row that is longer than a page goes on on the next one; nothing of it is left out."""
    run("qpdf", "--check", path)
    raw = run("pdftotext", "-raw", path, "-")
    told = [int(number) for number in re.findall(r"percobaan-(\d+)\b", raw)]
    assert told == list(range(1, 301)), told
    assert all(f"agen{number}@contoh.id" in raw for number in (1, 2, 3)), raw


def check_xlsx(path):
    book = openpyxl.load_workbook(path)
    sheet = book["Data"]
    assert sheet.max_row == ROWS + 1, sheet.max_row
    assert [cell.value for cell in sheet[1]][:3] == ["No.", "Agen", "User ID"]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == f"A1:I{ROWS + 1}"
    for row in sheet.iter_rows(min_row=2):
        number = row[0].value
        assert isinstance(number, int) and row[2].value == f"agen{number}@contoh.id", number
        assert all(cell.data_type != "f" for cell in row), row
    assert sheet["B3"].value == "محمد الأمين" and sheet["B2"].value == '<b>Bagus</b> & "Rekan"', sheet["B3"].value
    assert sheet["I2"].value.startswith("=HYPERLINK") and sheet["I2"].data_type in ("s", "inlineStr")
    assert len(sheet["I3"].value) > 300 and sheet["I4"].value == "baris satu\nbaris dua"
    about = {row[0].value: row[1].value for row in book["Dokumen"].iter_rows()}
    assert about["No. Dokumen"] == "DOK-UID-004/LB" and about["Cap jurnal"] == "#10482", about
    assert about["Disusun oleh"] == "Rina Wulandari, 30 Nov 2026" and "SALINAN TERKENDALI" in about
    assert book.properties.created.isoformat() == "2026-11-30T16:47:00", book.properties.created
    assert "DOK-UID-004/LB" in sheet.oddHeader.right.text and "Halaman" in sheet.oddFooter.right.text
    with zipfile.ZipFile(path) as parts:
        assert not [name for name in parts.namelist() if "vba" in name or "external" in name.lower()]
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def check_csv(path):
    data = path.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    assert len(rows) == ROWS + 1 and {len(row) for row in rows} == {9}
    assert rows[1][1] == '<b>Bagus</b> & "Rekan"' and rows[3][8] == "baris satu\nbaris dua"
    assert rows[1][8].startswith("'=HYPERLINK"), rows[1]
    assert not [cell for row in rows for cell in row if cell[:1] in "=+@" and cell]


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        run(program, folder, str(ROWS))
        check_pdf(folder / "logbook.pdf")
        check_xlsx(folder / "logbook.xlsx")
        check_csv(folder / "logbook.csv")
        check_long_row(folder / "long.pdf")
        run(program, folder, "0", "en")  # none at all is a document, too
        run("qpdf", "--check", folder / "logbook.pdf")
        text = flat(run("pdftotext", folder / "logbook.pdf", "-"))
        assert "There are no records within this scope." in text and "Page 1 of 1" in text, text
        assert openpyxl.load_workbook(folder / "logbook.xlsx")["Data"].max_row == 1


if __name__ == "__main__":
    main()
