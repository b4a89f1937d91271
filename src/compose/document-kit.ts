import type { Kit } from '../flows/documents/kit.ts';

/** What documents are made with. Its libraries are large, so each is loaded with the first document that needs it. */
export const documentKit: Kit = {
  writers: {
    docx: async (document) => (await import('../adapters/documents/write-docx.ts')).writeDocx(document),
    pdf: async (document) => (await import('../adapters/documents/write-pdf.ts')).writePdf(document),
  },
  loadBars: async () => (await import('../adapters/charts/draw-bars.ts')).drawBars,
};
