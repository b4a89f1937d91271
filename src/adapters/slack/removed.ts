import type { ChatInput } from '../../flows/chat-input.ts';
import type { Installations } from '../../flows/installations.ts';
import { thatCounts } from './installed-places.ts';
import type { Removal } from './read-removal.ts';

type SpaceLeft = Extract<ChatInput, { kind: 'space-left' }>;

/**
 * Marks an installation as removed, and says which workspaces are without the bot now. Slack says it in two events, in any
 * order and more than once; the id is that of the one installation that ended, so that all of them come to the same.
 *
 * @returns `undefined` where it is old news of an installation that was followed by another, or of none of ours
 */
export async function noteRemoval(
  installations: Installations,
  { place, at }: Removal,
): Promise<SpaceLeft | undefined> {
  const removed = await installations.remove(place, at);
  if (removed === undefined) return undefined;
  const { wide, workspaces, installedAt } = removed;
  // Where an organisation's installation ends, a workspace may still have its own; and the other way round.
  const spaces = (wide ? workspaces : [place]).filter(
    (workspace) => thatCounts(installations.all(), workspace) === undefined,
  );
  const id = `slack:removed:${place}:${installedAt.getTime()}`;
  return { kind: 'space-left', id, at, platform: 'slack', spaces };
}
