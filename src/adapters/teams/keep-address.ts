import type { Account } from '../../flows/chat-input.ts';
import type { Address, Addresses, Clock } from '../../flows/ports.ts';

/** Keeps where people can be written to, as they are met. */
export type AddressKeeper = {
  /** Somebody was here; asks the database only where this is news. */
  readonly met: (address: Address) => Promise<void>;
  /** They added the bot. `new`: they could not be written to before. */
  readonly added: (address: Address) => Promise<'new' | 'known'>;
  readonly removed: (account: Account) => Promise<void>;
};

/** Another process may have seen them go in the meantime, so nothing is believed for longer. */
const believedMs = 5 * 60_000;
const max = 20_000;

export function addressKeeper(addresses: Addresses, clock: Clock): AddressKeeper {
  const kept = new Map<string, { readonly address: string; readonly until: number }>();
  const keep = async (address: Address): Promise<'new' | 'known'> => {
    const now = clock.now();
    const answer = await addresses.keep(address, now);
    const [oldest] = kept.keys();
    if (kept.size >= max && oldest !== undefined) kept.delete(oldest);
    kept.set(keyOf(address.account), { address: JSON.stringify(address), until: now.getTime() + believedMs });
    return answer;
  };
  return {
    met: async (address) => {
      const known = kept.get(keyOf(address.account));
      const isNews = known?.address !== JSON.stringify(address) || known.until <= clock.now().getTime();
      if (isNews) await keep(address);
    },
    added: keep,
    removed: async (account) => {
      kept.delete(keyOf(account));
      await addresses.remove(account, clock.now());
    },
  };
}

function keyOf({ space, user }: Account): string {
  return JSON.stringify([space, user]);
}
