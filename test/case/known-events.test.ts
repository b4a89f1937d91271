import { expect, test } from 'vitest';
import { evolve, unopened } from '../../src/case/evolve.ts';
import type { Entry } from '../../src/case/events.ts';

test('a record that a newer program went on with is not acted on by an older one', () => {
  const newer = JSON.parse('{"type":"SettledByOracle"}') as Entry['event'];
  const entry: Entry = { entry: 1, at: '2026-12-22T10:00:00.000Z', event: newer };
  expect(() => evolve(unopened, entry)).toThrow(
    'The record has an entry of a kind that this program does not know, "SettledByOracle": a newer version wrote it. Stop this one and start the newer one.',
  );
});
