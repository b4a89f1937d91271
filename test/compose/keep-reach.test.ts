import { expect, it, onTestFinished } from 'vitest';
import { keepReach } from '../../src/compose/keep-reach.ts';
import { runCommand } from '../../src/flows/run-command.ts';
import { everybody, raising, rulesWith } from '../support/case-world.ts';
import { openConversation } from '../support/conversation.ts';

/** Rosa has raised a disagreement with Nadia on Monday at nine, and by ten nobody has been told. */
async function overdue() {
  const { services } = await openConversation({ at: '2026-12-21T10:00:00Z', directory: everybody });
  const caseId = services.newId();
  const sealed = { texts: [], key: { caseId, keyId: 'k1', wrapped: new Uint8Array([1]) } };
  await runCommand(services, rulesWith(everybody), { ...raising('2026-12-21T09:00'), caseId }, sealed);
  const asked: string[] = [];
  const lists = {
    ...services.lists,
    withOpenCase: (people: readonly string[]) => {
      asked.push(...people);
      return Promise.resolve([]);
    },
  };
  const now = services.clock.now();
  const seeToAll = async () => {
    for (const { id } of await services.outbox.claim(now, now, 100))
      await services.outbox.mark([{ id, outcome: { kind: 'done' }, at: now }]);
  };
  return { services: { ...services, lists }, asked, seeToAll };
}

it('asks about nobody while something is overdue, and once a day when all of it went out', async () => {
  const { services, asked, seeToAll } = await overdue();
  const kept = keepReach(services);
  onTestFinished(kept.stop);
  await kept.lookNow();
  expect(asked).toEqual([]);

  await seeToAll();
  await kept.lookNow();
  await kept.lookNow();
  expect(asked).toHaveLength(everybody.people.size);
});

it('asks all the same after half an hour, where a platform that is down keeps something overdue', async () => {
  const { services, asked } = await overdue();
  const kept = keepReach(services);
  onTestFinished(kept.stop);
  for (let minutes = 0; minutes < 30; minutes += 1) await kept.lookNow();
  expect(asked).toEqual([]);
  await kept.lookNow();
  expect(asked).toHaveLength(everybody.people.size);
});
