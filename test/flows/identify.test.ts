import { describe, expect, test } from 'vitest';
import { identify } from '../../src/flows/identify.ts';
import { accountOf, openConversation } from '../support/conversation.ts';
import { practiceDirectory, rosa, withoutPerson } from '../support/practice-directory.ts';

const at = '2026-12-22T10:00:00Z';

describe('who an account is', () => {
  test('the address of the profile, in the agency’s own workspace, is recognised and remembered', async () => {
    const { services, profilesAsked } = await openConversation({ at });
    expect(await identify(services, accountOf('rosa'))).toEqual({ kind: 'known', person: rosa });
    expect(await identify(services, accountOf('rosa'))).toEqual({ kind: 'known', person: rosa });
    expect(profilesAsked).toEqual(['U-rosa']);
  });

  test('the same address in another agency’s workspace is a stranger', async () => {
    const { services, tables } = await openConversation({ at });
    const elsewhere = { platform: 'slack', space: 'T-TRUST', user: 'U-rosa' } as const;
    expect(await identify(services, elsewhere)).toEqual({ kind: 'stranger' });
    expect(tables.accounts.size).toBe(0);
  });

  test('an address that nobody has, or no address, is a stranger', async () => {
    const { services } = await openConversation({ at, profiles: { 'U-x': 'nobody@example.org' } });
    const account = { platform: 'slack', space: 'T-COUNCIL', user: 'U-x' } as const;
    expect(await identify(services, account)).toEqual({ kind: 'stranger' });
    expect(await identify(services, { ...account, user: 'U-y' })).toEqual({ kind: 'stranger' });
  });

  test('a profile that was switched off is a stranger', async () => {
    const { services } = await openConversation({ at });
    const off = {
      ...services.chat,
      profile: () => Promise.resolve({ email: 'rosa@example.org', active: false }),
    };
    expect(await identify({ ...services, chat: off }, accountOf('rosa'))).toEqual({ kind: 'stranger' });
  });

  test('whoever has left the directory is a stranger, though their account was linked', async () => {
    const { services, people } = await openConversation({ at });
    await identify(services, accountOf('rosa'));
    await people.importDirectory(withoutPerson(practiceDirectory, 'rosa'), 0, new Date(at));
    expect(await identify(services, accountOf('rosa'))).toEqual({ kind: 'stranger' });
  });

  test('a linked account stops counting once the agency no longer lists the workspace', async () => {
    const { services, people } = await openConversation({ at });
    await identify(services, accountOf('rosa'));
    const agencies = new Map(
      [...practiceDirectory.agencies].map(([id, agency]) => [id, { ...agency, spaces: [] }] as const),
    );
    await people.importDirectory({ ...practiceDirectory, agencies }, 0, new Date(at));
    expect(await identify(services, accountOf('rosa'))).toEqual({ kind: 'stranger' });
  });
});
