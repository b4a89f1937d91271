import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Address, Addresses } from '../../src/flows/ports.ts';
import { monday, thursday, tuesday } from './case-fixture.ts';

export type OpenedAddresses = { readonly addresses: Addresses; readonly close: () => Promise<void> };

const account = { platform: 'teams', space: 'tenant-a', user: 'object-1' } as const;
const first: Address = {
  account,
  channel: 'a:conversation-1',
  serviceUrl: 'https://smba.example.org/uk/',
  member: '29:member-1',
  bot: '28:bot',
};

/** What every store of addresses keeps, the real one and its twin. */
export function addressesContract(name: string, open: () => Promise<OpenedAddresses>): void {
  describe(`the addresses (${name})`, () => {
    let opened: OpenedAddresses;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    test('nobody can be written to before they met the bot', async () => {
      expect(await opened.addresses.of(account)).toBeUndefined();
    });

    test('an address is new once, and then known; the last one counts', async () => {
      const { addresses } = opened;
      expect(await addresses.keep(first, monday)).toBe('new');
      const moved = { ...first, serviceUrl: 'https://smba.example.org/emea/', channel: 'a:conversation-2' };
      expect(await addresses.keep(moved, tuesday)).toBe('known');
      expect(await addresses.of(account)).toEqual({ ...moved, removed: false });
    });

    test('the same person in another tenant is somebody else', async () => {
      const { addresses } = opened;
      await addresses.keep(first, monday);
      expect(await addresses.of({ ...account, space: 'tenant-b' })).toBeUndefined();
    });

    test('who removed the bot is removed until they add it again, and is new then', async () => {
      const { addresses } = opened;
      await addresses.keep(first, monday);
      await addresses.remove(account, tuesday);
      expect(await addresses.of(account)).toEqual({ ...first, removed: true });
      expect(await addresses.keep(first, thursday)).toBe('new');
      expect(await addresses.of(account)).toEqual({ ...first, removed: false });
    });

    test('removing somebody who never came changes nothing', async () => {
      await opened.addresses.remove(account, monday);
      await opened.addresses.noteEmail(account, 'ann@example.org');
      expect(await opened.addresses.of(account)).toBeUndefined();
    });

    test('somebody is found by their e-mail address, however it is written, in their own tenant only', async () => {
      const { addresses } = opened;
      await addresses.keep(first, monday);
      await addresses.noteEmail(account, 'Ann.Example@Example.org');
      const tenant = { platform: 'teams', id: 'tenant-a' } as const;
      expect(await addresses.withEmail(tenant, 'ann.example@example.org ')).toEqual(account);
      expect(
        await addresses.withEmail({ ...tenant, id: 'tenant-b' }, 'ann.example@example.org'),
      ).toBeUndefined();
      expect(await addresses.withEmail(tenant, 'ben.example@example.org')).toBeUndefined();
    });

    test('an e-mail address outlives a new conversation, and can be taken away', async () => {
      const { addresses } = opened;
      await addresses.keep(first, monday);
      await addresses.noteEmail(account, 'ann@example.org');
      await addresses.keep({ ...first, channel: 'a:conversation-2' }, tuesday);
      expect((await addresses.of(account))?.email).toBe('ann@example.org');
      await addresses.noteEmail(account, undefined);
      expect((await addresses.of(account))?.email).toBeUndefined();
    });

    test('nobody is found who removed the bot; of two with one address, the one who was here last', async () => {
      const { addresses } = opened;
      const other = { ...first, account: { ...account, user: 'object-2' }, member: '29:member-2' };
      await addresses.keep(first, monday);
      await addresses.noteEmail(account, 'ann@example.org');
      await addresses.keep(other, tuesday);
      await addresses.noteEmail(other.account, 'ann@example.org');
      const tenant = { platform: 'teams', id: 'tenant-a' } as const;
      expect(await addresses.withEmail(tenant, 'ann@example.org')).toEqual(other.account);
      await addresses.remove(other.account, thursday);
      expect(await addresses.withEmail(tenant, 'ann@example.org')).toEqual(account);
    });
  });
}
