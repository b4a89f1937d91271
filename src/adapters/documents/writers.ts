import type { Writers } from '../../flows/documents/case-document.ts';
import { writeDocx } from './write-docx.ts';
import { writePdf } from './write-pdf.ts';

/** Every format that a document can be had in. */
export const writers: Writers = { docx: writeDocx, pdf: writePdf };
