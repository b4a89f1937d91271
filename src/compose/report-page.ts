import { drawBars } from '../adapters/charts/draw-bars.ts';
import { documentPage } from '../adapters/pages/document-page.ts';
import { reportDocument } from '../flows/documents/report.ts';
import type { Report } from '../flows/reports/report.ts';

/** A report as a page with charts, to read and to print. */
export function reportPage(report: Report): string {
  return documentPage(reportDocument(report, drawBars));
}
