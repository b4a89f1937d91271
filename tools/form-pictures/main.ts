import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePdf } from '../../src/adapters/documents/write-pdf.ts';
import { filledForm } from './filled-form.ts';
import { stories } from './stories.ts';

/*
 * Pictures of the boards' forms as Concordat fills them in, for docs/documents.md: plays a case under each board that has a
 * form, writes the form as PDF, and draws its pages with pdftoppm (poppler-utils), which has to be there.
 */

const folder = new URL('../../docs/pictures/', import.meta.url).pathname;
const work = mkdtempSync(join(tmpdir(), 'concordat-pictures-'));
mkdirSync(folder, { recursive: true });
for (const story of stories) {
  const file = join(work, `${story.board}.pdf`);
  writeFileSync(file, await writePdf(await filledForm(story)));
  execFileSync('pdftoppm', ['-r', '72', '-png', file, join(folder, `form-${story.board}`)]);
}
rmSync(work, { recursive: true });
