import { describe, expect, it } from 'vitest';
import { chatOf } from '../../src/compose/chat-of.ts';
import type { Chat } from '../../src/flows/ports.ts';
import type { Platform } from '../../src/directory/directory.ts';

const message = { summary: 'Something is yours to do.', blocks: [] };

/** A platform that notes what it was asked. */
function noting(platform: Platform): { readonly chat: Chat; readonly asked: string[] } {
  const asked: string[] = [];
  const sent = (what: string) => {
    asked.push(what);
    return Promise.resolve({ kind: 'sent' as const });
  };
  const chat: Chat = {
    send: () => sent('send'),
    update: () => sent('update'),
    profile: () => Promise.resolve({ email: `${platform}@example.org`, active: true }),
    reach: () => Promise.resolve({ kind: 'reachable' }),
    nameOf: ({ id }) => `${platform}: ${id}`,
    find: ({ id }) => Promise.resolve({ platform, space: id, user: 'found' }),
  };
  return { chat, asked };
}

const on = (platform: Platform) => ({ platform, space: 'a space', user: 'somebody' });
const sentOn = (platform: Platform) => ({ account: on(platform), channel: 'theirs', id: '1' });

describe('chat on several platforms', () => {
  it.each(['slack', 'teams'] as const)('goes by the platform of the account: %s', async (platform) => {
    const [slack, teams] = [noting('slack'), noting('teams')];
    const chat = chatOf({ slack: slack.chat, teams: teams.chat });
    await chat.send(on(platform), message);
    await chat.update(sentOn(platform), message);
    const [here, elsewhere] = platform === 'slack' ? [slack, teams] : [teams, slack];
    expect(here.asked).toEqual(['send', 'update']);
    expect(elsewhere.asked).toEqual([]);
    expect(await chat.profile(on(platform))).toMatchObject({ email: `${platform}@example.org` });
    expect(await chat.find({ platform, id: 'theirs' }, 'a@example.org')).toMatchObject({ platform });
    expect(await chat.reach(on(platform))).toEqual({ kind: 'reachable' });
    expect(chat.nameOf({ platform, id: 'theirs' })).toBe(`${platform}: theirs`);
  });

  it('cannot reach an account on a platform that is not set up, says which, and finds nobody there', async () => {
    const slackAlone = chatOf({ slack: noting('slack').chat });
    const never = { kind: 'never', why: 'Concordat is not set up for Microsoft Teams here' };
    expect(await slackAlone.send(on('teams'), message)).toEqual(never);
    expect(await slackAlone.update(sentOn('teams'), message)).toEqual(never);
    expect(await slackAlone.profile(on('teams'))).toBeUndefined();
    expect(await slackAlone.reach(on('teams'))).toEqual({ kind: 'unreachable', why: never.why });
    expect(slackAlone.nameOf({ platform: 'teams', id: 'theirs' })).toBe('Microsoft Teams (theirs)');
    expect(await slackAlone.find({ platform: 'teams', id: 'theirs' }, 'a@example.org')).toBeUndefined();

    const teamsAlone = chatOf({ teams: noting('teams').chat });
    expect(await teamsAlone.send(on('slack'), message)).toEqual({
      kind: 'never',
      why: 'Concordat is not set up for Slack here',
    });
  });
});
