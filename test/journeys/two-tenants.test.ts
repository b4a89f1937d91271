import { expect, test } from 'vitest';
import { identify } from '../../src/flows/identify.ts';
import { startJourney } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';

/* One bot for several Microsoft 365 tenants: the council in one, the police in another, the hospital in Slack. */

const council = '0c0ffee0-1111-4000-8000-000000000001';
const police = '6f1c9a52-3d0e-4b7a-9c41-0e5a7d2b8f63';

const startInTenants = () =>
  startJourney({
    at: '2026-12-22T10:00',
    directory: (text) => text.replace('slack: [T01COUNCIL]', `teams: [${council}]`),
  });

test('a case crosses two tenants and a workspace, and everybody hears in their own', async () => {
  const journey = await startInTenants();

  await raise(journey.person('amara.quill'), {
    'professional-1': { professional: 'Tom Pennywort', another: 'yes' },
    'agency-2': { agency: 'eastmere-police' },
    'professional-2': { professional: 'Rowan Ashdown' },
  });

  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:00 | Disagreement raised | amara.quill, rowan.ashdown, tom.pennywort',
  ]);
  const accounts = await Promise.all(
    ['amara.quill', 'rowan.ashdown'].map((name) => journey.stores.people.accountsOf(journey.idOf(name))),
  );
  expect(accounts.map((each) => each.map(({ platform, space }) => [platform, space]))).toEqual([
    [['teams', council]],
    [['teams', police]],
  ]);
});

test('somebody of one tenant is a stranger in the other, whatever the address of their profile', async () => {
  const journey = await startInTenants();
  const amara = journey.chat.accountOf('amara.quill');
  expect(amara.space).toBe(council);

  const here = await identify(journey.services, amara);
  const elsewhere = await identify(journey.services, { ...amara, space: police });

  expect(here.kind).toBe('known');
  expect(elsewhere).toEqual({ kind: 'stranger' });
});
