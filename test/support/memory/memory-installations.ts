import type { Installation, Installations, Tokens } from '../../../src/flows/installations.ts';

type Kept = Installation & { readonly tokens?: Tokens };

/** The twin of the installations: one process, so that the lock of a place is a queue. */
export function memoryInstallations(): Installations {
  const kept = new Map<string, Kept>();
  const queues = new Map<string, Promise<unknown>>();
  const change = <K extends Kept>(place: string, how: (known: Kept) => K): K | undefined => {
    const known = kept.get(place);
    if (known === undefined) return undefined;
    const changed = how(known);
    kept.set(place, changed);
    return changed;
  };
  const inTurn = <T>(place: string, work: () => Promise<T>): Promise<T> => {
    const turn = (queues.get(place) ?? Promise.resolve()).then(work);
    queues.set(
      place,
      turn.catch(() => undefined),
    );
    return turn;
  };
  const withTokens = ({ runsOutAt: _before, ...rest }: Kept, tokens: Tokens): Kept => {
    const { runsOutAt } = tokens;
    return { ...rest, tokens, ...(runsOutAt === undefined ? {} : { runsOutAt }) };
  };

  return {
    all: () => [...kept.values()].map(without).sort((one, other) => (one.place < other.place ? -1 : 1)),
    readAgain: () => Promise.resolve(),
    tokensOf: (place) => kept.get(place)?.tokens,
    keep: ({ tokens, ...installed }, at) =>
      inTurn(installed.place, () => {
        const workspaces = kept.get(installed.place)?.workspaces ?? [];
        kept.set(installed.place, withTokens({ ...installed, workspaces, installedAt: at }, tokens));
        return Promise.resolve();
      }),
    remove: (place, at) =>
      inTurn(place, () => {
        const known = kept.get(place);
        if (known === undefined || known.installedAt >= at) return Promise.resolve(undefined);
        const { tokens: _tokens, runsOutAt: _runsOutAt, ...rest } = known;
        const removed = { ...rest, removedAt: known.removedAt ?? at };
        kept.set(place, removed);
        return Promise.resolve(removed);
      }),
    noteWorkspaces: (place, workspaces) =>
      inTurn(place, () => {
        change(place, (known) => ({ ...known, workspaces }));
        return Promise.resolve();
      }),
    renew: (place, by, exchange) =>
      inTurn(place, async () => {
        const known = kept.get(place);
        const tokens = known?.tokens;
        if (tokens?.refresh === undefined || tokens.runsOutAt === undefined || tokens.runsOutAt > by)
          return 'not-needed';
        if (known?.spentAt !== undefined) return 'not-needed';
        const exchanged = await exchange(tokens.refresh);
        if (exchanged.kind === 'refused') {
          change(place, (one) => ({ ...one, spentAt: exchanged.at }));
          return 'refused';
        }
        change(place, (one) => withTokens(one, exchanged.tokens));
        return 'renewed';
      }),
  };
}

function without({ tokens: _tokens, ...installation }: Kept): Installation {
  return installation;
}
