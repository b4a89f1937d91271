import { describe, expect, test } from 'vitest';
import type { Directory } from '../../src/directory/directory.ts';
import { identify } from '../../src/flows/identify.ts';
import { route } from '../../src/flows/route.ts';
import type { Act, Answers, ChatInput } from '../../src/flows/chat-input.ts';
import type { Form } from '../../src/flows/chat-message.ts';
import { accountsChat } from '../support/accounts-chat.ts';
import { everybody } from '../support/case-world.ts';
import {
  choicesOf,
  errorsOf,
  fieldOf,
  formOf,
  openConversation,
  readAll,
  readHome,
} from '../support/conversation.ts';
import { trust } from '../support/practice-directory.ts';

const inSlack = { platform: 'slack', space: 'T-TRUST', user: 'U-nadia' } as const;
const inTeams = { platform: 'teams', space: 'tenant-trust', user: 'nadia' } as const;
const email = 'nadia@example.org';
const spaces = [...trust.spaces, { platform: 'teams', id: 'tenant-trust' } as const];
const directory: Directory = {
  ...everybody,
  agencies: new Map([...everybody.agencies, [trust.id, { ...trust, spaces }]]),
};

async function nadia() {
  const opened = await openConversation({ at: '2026-12-22T10:00:00Z', directory });
  const platform = accountsChat();
  const services = { ...opened.services, chat: platform.chat };
  const head = { id: 'i', account: inSlack, at: opened.clock.now() };
  const press = (act: Act) => route(services, { kind: 'pressed', ...head, act } satisfies ChatInput);
  platform.has(inSlack, email);
  await identify(services, inSlack);
  return {
    services,
    platform,
    press,
    page: async () => formOf(await press({ do: 'how-reached' })),
    save: (form: Form, answers: Answers) =>
      route(services, { kind: 'submitted', ...head, form: form.context, answers }),
    home: async () => readHome(await route(services, { kind: 'home-opened', ...head })),
  };
}

describe('how somebody is reached', () => {
  test('with one account it is a page to read, from the home view', async () => {
    const { home, page } = await nadia();
    expect(await home()).toContain('[How you are reached]');
    const form = await page();
    expect(readAll(form)).toContain('Slack (T-TRUST): works.');
    expect(form.fields).toEqual([]);
    expect(form.submit).toBeUndefined();
  });

  test('with both, whether each works and which comes first; they choose, and are written to there', async () => {
    const { platform, page, save, services } = await nadia();
    platform.has(inTeams, email);
    const form = await page();
    expect(readAll(form)).toContain('Slack (T-TRUST): works. You are written to here first.');
    expect(readAll(form)).toContain('Microsoft Teams (tenant-trust): works.');
    const [slack, teams = ''] = choicesOf(form, 'first');
    expect(fieldOf(form, 'first')).toMatchObject({ value: slack });
    expect(errorsOf(await save(form, { first: null }))).toEqual({ first: 'Choose one of these.' });
    expect(readAll(formOf(await save(form, { first: teams })))).toContain(
      'You are written to in Microsoft Teams (tenant-trust) first from now on.',
    );
    expect(await services.people.accountsOf('nadia')).toEqual([inTeams, inSlack]);
    expect(fieldOf(await page(), 'first')).toMatchObject({ value: teams });
  });

  test('one that does not work, and one that does not say, are named as such', async () => {
    const { platform, page, services } = await nadia();
    platform.has(inTeams, email, { kind: 'unreachable', why: 'removed Concordat in Teams' });
    await services.people.link(inTeams, 'nadia', services.clock.now());
    expect(readAll(await page())).toContain('does not work (removed Concordat in Teams).');
    platform.has(inTeams, email, { kind: 'unknown', afterMs: 1, why: 'busy' });
    expect(readAll(await page())).toContain('Microsoft Teams (tenant-trust): could not be checked just now.');
  });

  test('two in one workspace are told apart; one in a space that is not listed is none', async () => {
    const { platform, page, services } = await nadia();
    platform.has({ ...inSlack, user: 'U-second' }, email);
    await services.people.link({ ...inSlack, user: 'U-second' }, 'nadia', services.clock.now());
    await services.people.link({ ...inSlack, space: 'T-OLD' }, 'nadia', services.clock.now());
    const said = readAll(await page());
    expect(said).toContain('Slack (T-TRUST), account U-nadia: works.');
    expect(said).toContain('Slack (T-TRUST), account U-second: works.');
    expect(said).not.toContain('T-OLD');
  });

  test('nobody chooses an account of somebody else', async () => {
    const { platform, page, save, services } = await nadia();
    platform.has(inTeams, email);
    const form = await page();
    const [, teams = ''] = choicesOf(form, 'first');
    platform.has(inTeams, 'tom@example.org');
    await services.people.link(inTeams, 'tom', services.clock.now());
    expect((await save(form, { first: teams })).kind).toBe('field-errors');
    expect(await services.people.accountsOf('tom')).toEqual([inTeams]);
  });
});
