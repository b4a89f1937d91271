import { createHash } from 'node:crypto';
import type { Person } from '../directory/directory.ts';
import { accountsOf, isSame, spaceOf } from './accounts.ts';
import { oneOf } from './answers.ts';
import type { Account, Answers } from './chat-input.ts';
import type { Block, Field, Form, Reply } from './chat-message.ts';
import { wrongAt } from './filled.ts';
import { showPage, small, text } from './page.ts';
import type { Reach } from './ports.ts';
import { withinMoment } from './within-moment.ts';
import type { Services } from './services.ts';

/** The button and its page. */
export const howReachedLabel = 'How you are reached';
const act = { do: 'how-reached' };

/** Where somebody can be written to, whether it works just now and which comes first; with several, they choose. */
export async function askHowReached(services: Services, person: Person): Promise<Reply> {
  return { kind: 'form', form: await formFor(services, person) };
}

/** They chose where they are written to first. */
export async function chooseHowReached(services: Services, person: Person, answers: Answers): Promise<Reply> {
  const chosen = oneOf(answers, 'first');
  const account = (await services.people.accountsOf(person.id)).find((one) => idOf(one) === chosen);
  if (account === undefined)
    return wrongAt(await formFor(services, person), answers, { first: 'Choose one of these.' });
  await services.people.prefer(account, person.id, services.clock.now());
  const name = services.chat.nameOf(spaceOf(account));
  return showPage(
    howReachedLabel,
    [
      text(`You are written to in ${name} first from now on.`),
      small('Where a message cannot be delivered there, the others are tried.'),
    ],
    act,
  );
}

async function formFor(services: Services, person: Person): Promise<Form> {
  const accounts = await findAccounts(services, person);
  const reaches = await withinMoment(accounts.map((account) => services.chat.reach(account)));
  const several = accounts.length > 1;
  const lines = accounts.map((account, index) => {
    const first = several && index === 0 ? ' You are written to here first.' : '';
    return `${placeOf(services, account, accounts)}: ${sayReach(reaches[index])}.${first}`;
  });
  const intro: readonly Block[] = [
    text('Concordat can write to you here:'),
    { kind: 'list', items: lines },
    small('What is yours to do belongs to you and to no account: a new account finds all of it again.'),
  ];
  return {
    title: howReachedLabel,
    context: { act, step: 'choose' },
    intro,
    fields: several ? [choice(services, accounts)] : [],
    ...(several ? { submit: 'Save' } : {}),
    close: 'Close',
  };
}

function choice(services: Services, accounts: readonly Account[]): Field {
  const [first] = accounts;
  return {
    kind: 'choice',
    id: 'first',
    label: 'Where should you be written to first?',
    required: true,
    options: accounts.map((account) => ({
      id: idOf(account),
      label: placeOf(services, account, accounts),
    })),
    ...(first === undefined ? {} : { value: idOf(first) }),
  };
}

/** All of them, also those that nobody needed until now. A platform that does not answer within a moment has none to add. */
async function findAccounts(services: Services, person: Person): Promise<readonly Account[]> {
  const found: Account[] = [];
  const finding = (async () => {
    for await (const account of accountsOf(services, person)) found.push(account);
  })();
  await withinMoment([finding.catch((error: unknown) => sayNotAsked(services, error))]);
  return [...found];
}

function sayNotAsked({ log }: Services, error: unknown): void {
  const why = error instanceof Error ? error.name : 'unknown error';
  log.warn({ why }, 'where somebody has an account could not be asked');
}

/** Two accounts in one space are told apart by their ids. */
function placeOf({ chat }: Services, account: Account, accounts: readonly Account[]): string {
  const name = chat.nameOf(spaceOf(account));
  const others = accounts.filter((one) => !isSame(one, account));
  const twice = others.some((one) => chat.nameOf(spaceOf(one)) === name);
  return twice ? `${name}, account ${account.user}` : name;
}

function sayReach(reach: Reach | undefined): string {
  switch (reach?.kind) {
    case 'reachable':
      return 'works';
    case 'unreachable':
      return `does not work (${reach.why})`;
    case 'unknown':
    case undefined:
      return 'could not be checked just now';
  }
}

/** Short, as every platform takes the id of a choice. */
function idOf({ platform, space, user }: Account): string {
  return createHash('sha256')
    .update(JSON.stringify([platform, space, user]))
    .digest('hex')
    .slice(0, 32);
}
