import { expect, test } from 'vitest';
import { availableActs } from '../../src/case/acts.ts';
import { at } from '../policy/policies.ts';
import { machine, on, raising, risk, words } from '../support/case-world.ts';
import { given, moment } from '../support/given.ts';

/* A case that was withdrawn on Wednesday 23 December 2026, and what whoever administers the bot may do to it years later. */

const raised = raising('2026-12-22T10:00');
const closed = on('2026-12-23T11:00', 'rosa', 'withdraw', { reason: words('settled') });
const later = at('2033-01-05T09:00');
const erase = machine(later, 'erase-words', {
  because: 'retention',
  closed: at('2026-12-23T11:00'),
  due: at('2032-12-23T00:00'),
});
const hold = machine(at('2030-01-07T09:00'), 'place-hold', { reason: words('inquest') });
const release = machine(at('2031-01-07T09:00'), 'release-hold', { reason: words('over') });

test('what was written in a closed case is erased, nobody is told, and nobody can do anything in it any more', () => {
  const then = given([raised, closed]).when(erase);
  then.then({ type: 'WordsErased', because: 'retention', due: moment('2032-12-23T00:00') });
  expect(then.told()).toEqual([]);
  expect(then.raised().erased).toEqual({ at: moment('2033-01-05T09:00'), because: 'retention' });
  for (const person of ['rosa', 'nadia'])
    expect(availableActs(person, then.state(), then.story.rules, later)).toEqual([]);
  given([raised, closed, erase])
    .when(on('2033-01-06T09:00', 'nadia', 'reopen', { reason: words('again') }))
    .refused('not-now');
  given([raised, closed, erase])
    .when(on('2033-01-06T09:00', 'nadia', 'report-immediate-risk', risk()))
    .refused('not-now');
  given([raised, closed, erase])
    .when(machine(later, 'place-hold', { reason: words('late') }))
    .refused('not-now');
  given([raised, closed, erase]).when(erase).refused('already-done');
});

test('nothing is erased in a case that is open, that was opened again and closed since, or that has an open risk', () => {
  const soon = machine(at('2026-12-24T09:05'), 'erase-words', {
    because: 'request',
    closed: at('2026-12-23T11:00'),
  });
  given([raised]).when(soon).refused('not-now');
  given([]).when(soon).refused('not-now');
  const reopened = on('2026-12-28T10:00', 'nadia', 'reopen', { reason: words('again') });
  const again = on('2026-12-29T10:00', 'rosa', 'withdraw', { reason: words('settled') });
  given([raised, closed, reopened, again]).when(erase).refused('not-now');
  given([raised, closed, on('2026-12-24T09:00', 'nadia', 'report-immediate-risk', risk())])
    .when(soon)
    .refused('not-now');
});

test('nothing of a case is erased while it is held; once it is released it can be', () => {
  given([raised, closed]).when(hold).then({ type: 'HoldPlaced' });
  given([raised, closed, hold]).when(erase).refused('not-now');
  given([raised, closed, hold]).when(hold).refused('already-done');
  given([raised, closed]).when(release).refused('not-now');
  given([raised, closed, hold, release]).when(erase).then({ type: 'WordsErased' });
  given([]).when(hold).refused('unknown');
});
