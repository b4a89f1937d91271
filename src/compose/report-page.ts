import { documentPage } from '../adapters/pages/document-page.ts';
import type { Format } from '../flows/documents/case-document.ts';
import { reportDocument } from '../flows/documents/report.ts';
import type { Report } from '../flows/reports/report.ts';
import { documentKit } from './document-kit.ts';

/** A report as a page with charts, to read and to print. */
export async function reportPage(report: Report): Promise<string> {
  return documentPage(reportDocument(report, await documentKit.loadBars()));
}

/** The same as a file: as PDF to print and to file, or for Word to work on. */
export async function reportFile(report: Report, format: Format): Promise<Uint8Array> {
  return documentKit.writers[format](reportDocument(report, await documentKit.loadBars()));
}
