import { describe, expect, test } from 'vitest';
import { documentKit } from '../../src/compose/document-kit.ts';
import { takeDocument } from '../../src/flows/documents/take-document.ts';
import { readPdf } from '../support/read-document.ts';
import { platforms } from '../support/platforms/all.ts';
import { raise } from '../support/platforms/play.ts';
import type { BenchClient } from '../support/platforms/seen.ts';
import { openWorld } from '../support/platforms/world.ts';

/*
 * On Tuesday 22 December 2026 Tom Pennywort, a nurse at the hospital, asks for the record of a case as PDF. On the pages that e-mails
 * lead to there is no message beside the page (test/adapters/download/app.test.ts).
 */

const chats = platforms.filter(({ platform }) => platform !== 'Email');

describe.each(chats)('the record as a document in $platform', ({ on }) => {
  test('a nurse has the link in his own messages and the code on the page, and nobody else has either', async () => {
    const world = await openWorld({ on });
    const reference = await raise(world);
    const others = ['amara.quill', 'marguerite.sloane', 'rajan.whitlow'].map((name) => world.client(name));
    const before = others.map(allOf);
    const nurse = world.client('tom.pennywort');
    await nurse.type(`/escalate ${reference}`);
    const page = nurse.messages().at(-1);
    const button = page?.buttons.find(({ label }) => label === 'Get the record as a document');
    if (page === undefined || button === undefined) throw new Error(`No such button: ${allOf(nurse)}`);
    await nurse.press(page, button);

    const [, code = ''] = /\b(\d{3} \d{3})\b/u.exec(nurse.front()?.words ?? '') ?? [];
    const said = allOf(nurse);
    const token = /\/d\/([\w-]{43})/u.exec(said)?.[1] ?? '';
    expect(nurse.front()?.words).toContain('asks for this code');
    expect(nurse.front()?.words).not.toContain('/d/');
    expect([code.length, token.length]).toEqual([7, 43]);
    expect(said).not.toContain(code);
    expect(others.map(allOf)).toEqual(before);
    expect(world.logged.join(' ')).not.toContain(token);

    const asked = { token, code: code.replace(' ', ''), format: 'pdf' } as const;
    const taken = await takeDocument(world.services, documentKit, asked);
    if (taken.kind !== 'file') throw new Error(taken.kind);
    expect(taken.name).toBe(`${reference}-record.pdf`);
    expect((await readPdf(taken.bytes)).pages.join(' ')).toContain('The record, entry by entry');
    await world.end();
  });
});

/** Everything that lies in somebody's own conversation. */
function allOf(client: BenchClient): string {
  return JSON.stringify(client.messages());
}
