import { normalEmail } from '../../../src/directory/lookup.ts';
import type { Account } from '../../../src/flows/chat-input.ts';
import type { Addresses, KnownAddress } from '../../../src/flows/ports.ts';

/** The twin of the addresses at which people can be written to. */
export function memoryAddresses(): Addresses {
  const kept = new Map<string, KnownAddress>();
  const change = (account: Account, how: (address: KnownAddress) => KnownAddress): Promise<void> => {
    const known = kept.get(keyOf(account));
    if (known !== undefined) kept.set(keyOf(account), how(known));
    return Promise.resolve();
  };
  return {
    of: (account) => Promise.resolve(kept.get(keyOf(account))),
    withEmail: (space, email) => {
      const found = [...kept.values()].findLast(
        ({ account, removed, email: theirs }) =>
          account.platform === space.platform &&
          account.space === space.id &&
          !removed &&
          theirs === normalEmail(email),
      );
      return Promise.resolve(found?.account);
    },
    keep: (address) => {
      const key = keyOf(address.account);
      const known = kept.get(key);
      kept.delete(key);
      const email = known?.email;
      kept.set(key, { ...address, removed: false, ...(email === undefined ? {} : { email }) });
      return Promise.resolve(known?.removed === false ? 'known' : 'new');
    },
    noteEmail: (account, email) =>
      change(account, ({ email: _before, ...rest }) =>
        email === undefined ? rest : { ...rest, email: normalEmail(email) },
      ),
    remove: (account) => change(account, (address) => ({ ...address, removed: true })),
  };
}

function keyOf({ platform, space, user }: Account): string {
  return JSON.stringify([platform, space, user]);
}
