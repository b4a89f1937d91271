import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Exchanged, Installations, Installed } from '../../src/flows/installations.ts';
import { monday, thursday, tuesday } from './case-fixture.ts';

export type OpenedInstallations = {
  readonly installations: Installations;
  readonly close: () => Promise<void>;
};

const hour = 3_600_000;
const later = (moment: Date, hours: number): Date => new Date(moment.getTime() + hours * hour);
const council: Installed = {
  place: 'T01COUNCIL',
  wide: false,
  name: 'Northbrook Council',
  botId: 'B01',
  botUserId: 'U01BOT',
  tokens: { access: 'xoxe.xoxb-first', refresh: 'xoxe-first', runsOutAt: later(monday, 12) },
};
const second = { access: 'xoxe.xoxb-second', refresh: 'xoxe-second', runsOutAt: later(monday, 24) };
const renewed: Exchanged = { kind: 'renewed', tokens: second };

/** What every store of installations keeps, the real one and its twin. */
export function installationsContract(name: string, open: () => Promise<OpenedInstallations>): void {
  describe(`the installations (${name})`, () => {
    let opened: OpenedInstallations;
    let installations: Installations;
    beforeEach(async () => {
      opened = await open();
      ({ installations } = opened);
    });
    afterEach(() => opened.close());

    test('nothing is installed at first', () => {
      expect(installations.all()).toEqual([]);
      expect(installations.tokensOf('T01COUNCIL')).toBeUndefined();
    });

    test('an install is kept with its tokens, which the list does not show', async () => {
      await installations.keep(council, monday);
      const { tokens, ...shown } = council;
      expect(installations.all()).toEqual([
        { ...shown, workspaces: [], installedAt: monday, runsOutAt: tokens.runsOutAt },
      ]);
      expect(installations.tokensOf('T01COUNCIL')).toEqual(tokens);
    });

    test('tokens that never run out have no date and no refresh token', async () => {
      await installations.keep({ ...council, tokens: { access: 'xoxb-for-ever' } }, monday);
      expect(installations.tokensOf('T01COUNCIL')).toEqual({ access: 'xoxb-for-ever' });
      expect(installations.all()[0]?.runsOutAt).toBeUndefined();
    });

    test('each place has its own tokens', async () => {
      await installations.keep(council, monday);
      await installations.keep({ ...council, place: 'T02HOSPITAL', tokens: second }, tuesday);
      expect(installations.tokensOf('T01COUNCIL')).toEqual(council.tokens);
      expect(installations.tokensOf('T02HOSPITAL')).toEqual(second);
      expect(installations.all().map(({ place }) => place)).toEqual(['T01COUNCIL', 'T02HOSPITAL']);
    });

    test('given an install, when it is installed again, then the new tokens count', async () => {
      await installations.keep(council, monday);
      await installations.keep({ ...council, name: 'Northbrook', tokens: second }, tuesday);
      expect(installations.all()).toMatchObject([{ name: 'Northbrook', installedAt: tuesday }]);
      expect(installations.tokensOf('T01COUNCIL')).toEqual(second);
    });

    test('given an install, when it is removed, then when is kept and the tokens are not', async () => {
      await installations.keep(council, monday);
      expect(await installations.remove('T01COUNCIL', tuesday)).toMatchObject({ removedAt: tuesday });
      expect(installations.all()).toMatchObject([{ installedAt: monday, removedAt: tuesday }]);
      expect(installations.tokensOf('T01COUNCIL')).toBeUndefined();
    });

    test('when it is said twice that it was removed, then the first time counts, and it is answered again', async () => {
      await installations.keep(council, monday);
      await installations.remove('T01COUNCIL', tuesday);
      expect(await installations.remove('T01COUNCIL', thursday)).toMatchObject({
        installedAt: monday,
        removedAt: tuesday,
      });
    });

    test('given a removed one, when it is installed again, then it works, and late word of the removal changes nothing', async () => {
      await installations.keep(council, monday);
      await installations.remove('T01COUNCIL', tuesday);
      await installations.keep({ ...council, tokens: second }, thursday);
      expect(installations.all()[0]?.removedAt).toBeUndefined();
      expect(await installations.remove('T01COUNCIL', tuesday)).toBeUndefined();
      expect(await installations.remove('T01COUNCIL', thursday)).toBeUndefined();
      expect(installations.tokensOf('T01COUNCIL')).toEqual(second);
    });

    test('what was never installed cannot be removed or renewed', async () => {
      expect(await installations.remove('T09NOWHERE', monday)).toBeUndefined();
      expect(await installations.renew('T09NOWHERE', thursday, never)).toBe('not-needed');
    });

    test('the workspaces of an organisation are kept, also when it is installed again', async () => {
      const wide = { ...council, place: 'E01COUNTY', wide: true };
      await installations.keep(wide, monday);
      await installations.noteWorkspaces('E01COUNTY', ['T01COUNCIL', 'T02HOSPITAL']);
      await installations.keep(wide, tuesday);
      expect(installations.all()).toMatchObject([{ wide: true, workspaces: ['T01COUNCIL', 'T02HOSPITAL'] }]);
    });

    test('tokens that run out in time are exchanged for new ones, which are kept', async () => {
      await installations.keep(council, monday);
      const asked: string[] = [];
      const outcome = await installations.renew('T01COUNCIL', later(monday, 12), (refresh) => {
        asked.push(refresh);
        return Promise.resolve(renewed);
      });
      expect([outcome, asked]).toEqual(['renewed', ['xoxe-first']]);
      expect(installations.tokensOf('T01COUNCIL')).toEqual(second);
      expect(installations.all()[0]?.runsOutAt).toEqual(second.runsOutAt);
    });

    test('tokens that last longer, and those that never run out, are left alone', async () => {
      await installations.keep(council, monday);
      expect(await installations.renew('T01COUNCIL', later(monday, 11), never)).toBe('not-needed');
      await installations.keep({ ...council, tokens: { access: 'xoxb-for-ever' } }, monday);
      expect(await installations.renew('T01COUNCIL', thursday, never)).toBe('not-needed');
    });

    test('when many want new tokens at once, then one exchange is made, and all find the new ones', async () => {
      await installations.keep(council, monday);
      let exchanges = 0;
      const exchange = async (): Promise<Exchanged> => {
        exchanges += 1;
        await new Promise((resolve) => setImmediate(resolve));
        return renewed;
      };
      const wanted = Array.from({ length: 6 }, () =>
        installations.renew('T01COUNCIL', later(monday, 12), exchange),
      );
      expect((await Promise.all(wanted)).sort()).toEqual([...Array<string>(5).fill('not-needed'), 'renewed']);
      expect(exchanges).toBe(1);
    });

    test('when the exchange is refused, then it must be installed again, and is not asked once more', async () => {
      await installations.keep(council, monday);
      const refused: Exchanged = { kind: 'refused', at: tuesday };
      expect(await installations.renew('T01COUNCIL', thursday, () => Promise.resolve(refused))).toBe(
        'refused',
      );
      expect(installations.all()).toMatchObject([{ spentAt: tuesday }]);
      expect(await installations.renew('T01COUNCIL', thursday, never)).toBe('not-needed');
      await installations.keep(council, thursday);
      expect(installations.all()[0]?.spentAt).toBeUndefined();
    });

    test('when the exchange fails, then everything is as it was, and the next one is free to try', async () => {
      await installations.keep(council, monday);
      const failing = () => Promise.reject(new Error('the line was cut'));
      await expect(installations.renew('T01COUNCIL', thursday, failing)).rejects.toThrow('the line was cut');
      expect(installations.tokensOf('T01COUNCIL')).toEqual(council.tokens);
      const again = installations.renew('T01COUNCIL', later(monday, 12), () => Promise.resolve(renewed));
      expect(await again).toBe('renewed');
    });

    test('given one that was removed, then nothing is exchanged', async () => {
      await installations.keep(council, monday);
      await installations.remove('T01COUNCIL', tuesday);
      expect(await installations.renew('T01COUNCIL', thursday, never)).toBe('not-needed');
    });
  });
}

function never(): Promise<Exchanged> {
  throw new Error('nothing was to be exchanged');
}
