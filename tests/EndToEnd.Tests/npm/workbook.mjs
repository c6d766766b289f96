// Opens workbooks with ExcelJS and with SheetJS, as a web page or a script of an office does, and prints what each of them sees.
// Usage: node workbook.mjs FILE…
import ExcelJS from 'exceljs';
import { readFileSync } from 'node:fs';
import * as XLSX from 'xlsx';

const plain = value => value === undefined ? null : value instanceof Date ? value.toISOString() : value;

const open = async file => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(file);
    const exceljs = workbook.worksheets.map(sheet => ({
        name: sheet.name,
        state: sheet.state,
        orientation: sheet.pageSetup.orientation,
        fitToWidth: sheet.pageSetup.fitToWidth,
        fitToHeight: sheet.pageSetup.fitToHeight,
        printTitlesRow: sheet.pageSetup.printTitlesRow ?? null,
        frozen: sheet.views[0]?.ySplit ?? 0,
        rightToLeft: sheet.views[0]?.rightToLeft ?? false,
        rows: Array.from({ length: sheet.rowCount }, (_, row) =>
            Array.from({ length: sheet.columnCount }, (_, column) => plain(sheet.getRow(row + 1).getCell(column + 1).value))),
    }));

    const other = XLSX.read(readFileSync(file), { cellDates: true, UTC: true });
    const sheetjs = other.SheetNames.map(name => ({
        name,
        rows: XLSX.utils.sheet_to_json(other.Sheets[name], { header: 1, raw: true, defval: null, UTC: true, blankrows: true }).map(row => row.map(plain)),
    }));

    return { exceljs, sheetjs };
};

const seen = [];
for (const file of process.argv.slice(2)) {
    seen.push(await open(file));
}

console.log(JSON.stringify(seen));
