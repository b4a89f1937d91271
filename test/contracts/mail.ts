import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linkLimits, type MailLink, type MailStore } from '../../src/flows/mail-ports.ts';
import { monday, thursday, tuesday } from './case-fixture.ts';

const jo = { platform: 'email', space: 'lantern.example.org', user: 'jo@lantern.example.org' } as const;
const sam = { ...jo, user: 'sam@lantern.example.org' } as const;
const link: MailLink = { id: 'link-1', account: jo, message: 'message-1', until: thursday };

const hoursLater = (hours: number): Date => new Date(monday.getTime() + hours * 3_600_000);

/** What every store of e-mails keeps, the real one and its twin. */
export function mailContract(
  name: string,
  open: () => Promise<{ readonly mail: MailStore; readonly close: () => Promise<void> }>,
): void {
  describe(`what is kept of e-mails (${name})`, () => {
    let mail: MailStore;
    let close: () => Promise<void>;
    beforeEach(async () => {
      ({ mail, close } = await open());
      await mail.links.keep(link, 'hash-1');
    });
    afterEach(() => close());

    test('a link is found by the hash of its token and by nothing else', async () => {
      expect(await mail.links.find('hash-1')).toEqual({ ...link, isSpent: false });
      expect(await mail.links.find('link-1')).toBeUndefined();
    });

    test('the right code spends the link, once, also for two who try it at the same moment', async () => {
      await mail.links.newCode('link-1', 'code', thursday);
      const tried = await Promise.all([1, 2, 3].map(() => mail.links.tryCode('link-1', 'code', monday)));
      expect(tried.sort()).toEqual(['right', 'spent', 'spent']);
      expect((await mail.links.find('hash-1'))?.isSpent).toBe(true);
      expect(await mail.links.newCode('link-1', 'another', thursday)).toBe(false);
    });

    test('wrong codes are counted over all codes of a link, and the last one spends it', async () => {
      await mail.links.newCode('link-1', 'first', thursday);
      expect(await mail.links.tryCode('link-1', 'wrong', monday)).toBe('wrong');
      await mail.links.newCode('link-1', 'second', thursday);
      expect(await mail.links.tryCode('link-1', 'first', monday)).toBe('wrong');
      const rest = [];
      for (let tries = 2; tries < linkLimits.tries; tries += 1)
        rest.push(await mail.links.tryCode('link-1', 'wrong', monday));
      expect(rest.at(-1)).toBe('spent');
      expect(await mail.links.tryCode('link-1', 'second', monday)).toBe('spent');
    });

    test('a code that is over, and a link without a code, are told apart from a wrong one', async () => {
      expect(await mail.links.tryCode('link-1', 'code', monday)).toBe('old');
      await mail.links.newCode('link-1', 'code', tuesday);
      expect(await mail.links.tryCode('link-1', 'code', tuesday)).toBe('old');
      expect(await mail.links.tryCode('link-1', 'code', monday)).toBe('right');
      expect(await mail.links.tryCode('nothing', 'code', monday)).toBe('spent');
    });

    test('of codes and of new links there are only so many', async () => {
      const codes = [];
      const renewals = [];
      for (let count = 0; count <= linkLimits.codes; count += 1) {
        codes.push(await mail.links.newCode('link-1', `code ${count}`, thursday));
        renewals.push(await mail.links.renew('link-1'));
      }
      expect(codes).toEqual([true, true, true, true, true, false]);
      expect(renewals).toEqual([true, true, true, true, true, false]);
    });

    test('a session lasts as long as it goes on, and not after it ended', async () => {
      const session = { account: jo, link: 'link-1' };
      await mail.sessions.open(session, 'secret', monday, hoursLater(1));
      expect(await mail.sessions.goOn('secret', monday, hoursLater(2))).toEqual(session);
      expect(await mail.sessions.goOn('secret', hoursLater(1), hoursLater(3))).toEqual(session);
      expect(await mail.sessions.goOn('secret', hoursLater(3), hoursLater(4))).toBeUndefined();
      await mail.sessions.open(session, 'other', monday, hoursLater(1));
      await mail.sessions.end('other');
      expect(await mail.sessions.goOn('other', monday, hoursLater(1))).toBeUndefined();
    });

    test('a session ends twelve hours after it was opened, however often it goes on', async () => {
      const session = { account: jo, link: 'link-1' };
      await mail.sessions.open(session, 'secret', monday, hoursLater(1));
      for (let hour = 0; hour < 12; hour += 1)
        expect(await mail.sessions.goOn('secret', hoursLater(hour), hoursLater(hour + 1.5))).toEqual(session);
      expect(await mail.sessions.goOn('secret', hoursLater(11.9), hoursLater(20))).toEqual(session);
      expect(await mail.sessions.goOn('secret', hoursLater(12), hoursLater(20))).toBeUndefined();
    });

    test('what came back is known by the e-mail’s own id, and is of one address alone', async () => {
      await mail.returns.noteSent('mail-1', jo, monday);
      expect(await mail.returns.sentTo('mail-1')).toEqual(jo);
      expect(await mail.returns.sentTo('mail-2')).toBeUndefined();
      expect(await mail.returns.note(jo, '5.1.1', monday)).toBe('new');
      expect(await mail.returns.note(jo, '5.1.1', tuesday)).toBe('known');
      expect(await mail.returns.isReturned(jo)).toBe(true);
      expect(await mail.returns.isReturned(sam)).toBe(false);
      expect(await mail.returns.lift(jo)).toBe(true);
      expect(await mail.returns.lift(jo)).toBe(false);
      expect(await mail.returns.isReturned(jo)).toBe(false);
    });
  });
}
