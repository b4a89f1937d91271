import { describe, expect, test, vi } from 'vitest';
import { openAudit } from '../../src/adapters/postgres/audit.ts';
import type { RaisedCase } from '../../src/case/state.ts';
import { selfAudit } from '../../src/flows/self-audit.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { shippedPolicy } from '../policy/policies.ts';
import { startJourney } from '../support/journey.ts';
import { play, raiseUnder } from '../support/journey-play.ts';

/* Weeks pass in these stories: some seconds each, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 120_000 });

/*
 * Every board from /escalate to the end, each act done by the person to whom it is offered, with nothing in the test
 * that knows a board: what happens follows from its policy file alone. The first story of each board is told on a real
 * database; the others ask what the procedure comes to, and are told in memory.
 */
describe.each(['redbridge', 'cheshire-east', 'rotherham', 'solihull', 'hertfordshire'])('%s', (board) => {
  test('is answered by everybody and settled by nobody: it goes up stage by stage, and the last forum has the word', async () => {
    const journey = await startJourney({ at: '2026-12-22T10:00', board });
    const audit = openAudit(journey.database().pool);
    const notInQueue = () => Promise.resolve([]);
    const look = () => selfAudit({ ...journey.services, audit, notInQueue, realNow: Date.now }, undefined);
    const { state } = await play(journey, await raiseUnder(journey), {}, async ({ act }) => {
      // At every step each alarm that the case needs is set: the bot, looking after itself, finds nothing to mend.
      expect(await look(), act.do).toEqual({ findings: [], failures: [] });
    });
    expect(stagesOf(state)).toEqual(formalStages(journey.policy));
    expect(state.head).toBeDefined();
    const last = journey.policy.stages.at(-1);
    // A mediator has no last word: without an agreement the case stays open, and is looked at again and again.
    if (last?.forum?.kind === 'mediator') {
      expect(state.status).toBe('open');
      expect(openDuties(state)).toContain('review');
    } else {
      expect(state).toMatchObject({ status: 'closed', how: 'forum' });
      expect(openDuties(state)).toEqual([]);
    }
    // Agencies are reminded of what they have not filed, each in its turn, and none of that is late.
    const twoWeeks = new Date(journey.clock.now().getTime() + 14 * 24 * 3_600_000);
    await journey.goTo(twoWeeks.toISOString().slice(0, 16));
    expect(await look()).toEqual({ findings: [], failures: [] });
    await journey.end();
  });

  test('a repeated delivery, a second click and a stranger’s click are answered and change nothing, at any step', async () => {
    const journey = await startJourney({ at: '2026-12-22T10:00', board, inMemory: board !== 'redbridge' });
    const reference = await raiseUnder(journey);
    const stranger = journey.person('idris.penhallow');
    await play(journey, reference, {}, async ({ person, act }) => {
      const before = await journey.record(reference);
      const replies = [await person.again(), await person.act(act), await stranger.act(act)];
      expect(replies.map(({ kind }) => kind)).not.toContain('nothing');
      expect(stranger.sees()).toContain('You are not part of this case');
      expect(await journey.record(reference), `${person.name} ${act.do}`).toEqual(before);
    });
    await journey.end();
  });

  test('is left unanswered: the limits pass, those who raised it take it on, and the last forum hears of it', async () => {
    const journey = await startJourney({ at: '2026-12-22T10:00', board, inMemory: true });
    const { moves, state } = await play(journey, await raiseUnder(journey), { silent: true });
    expect(stagesOf(state)).toEqual(formalStages(journey.policy));
    expect(moves.some((move) => move.includes('tom.pennywort'))).toBe(false);
    expect(state.head).toBeDefined();
    await journey.end();
  });

  test.each(stagesToAgreeAt(board))('is settled at %s, and whoever raised it hears', async (stage) => {
    const journey = await startJourney({ at: '2026-12-22T10:00', board, inMemory: true });
    const reference = await raiseUnder(journey);
    const { state } = await play(journey, reference, { agreeAt: stage });
    expect(state).toMatchObject({ status: 'closed', how: 'resolved', stage });
    expect(journey.heard('amara.quill').join('\n')).toMatch(/Every side agrees|Closed/);
    await journey.end();
  });
});

/** Where the sides can agree: before the last forum has the word, and with the help of a mediator. */
function stagesToAgreeAt(board: string): readonly string[] {
  const policy = shippedPolicy(board);
  const mediated = policy.stages.at(-1)?.forum?.kind === 'mediator';
  return mediated ? formalStages(policy) : formalStages(policy).slice(0, -1);
}

/** The stages that every case goes through: those that owe something. */
function formalStages({ stages }: Policy): readonly string[] {
  return stages
    .filter(({ informal, obligations }) => !informal || obligations.length > 0)
    .map(({ id }) => id);
}

function openDuties({ obligations }: RaisedCase): readonly string[] {
  return obligations.filter(({ status }) => status === 'open').map(({ duty }) => duty);
}

function stagesOf({ stagesEntered }: RaisedCase): readonly string[] {
  return Object.keys(stagesEntered);
}
