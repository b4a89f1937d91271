import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readBounce } from '../adapters/email/read-bounce.ts';
import { openMail } from '../adapters/postgres/mail.ts';
import { openReaches } from '../adapters/postgres/reaches.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { domainOfAddress, normalEmail } from '../directory/lookup.ts';
import type { Account } from '../flows/chat-input.ts';
import { tellUnreachable } from '../flows/tell-unreachable.ts';
import { say } from './say.ts';
import { withDatabase, type Kept } from './with-database.ts';

/** `concordat mail bounced | allow`. */
export function addMailCommands(program: Command): void {
  const mail = program.command('mail').description('e-mails that come back, and addresses that work again');
  mail
    .command('bounced')
    .description(
      'takes an e-mail that came back, from a file or from standard input, as a mail server pipes it',
    )
    .argument('[file]', 'the e-mail as it came; standard input where none is named')
    .addHelpText(
      'after',
      '\nExample: concordat mail bounced came-back.eml\nIn the aliases of Postfix: concordat: "|concordat mail bounced"',
    )
    .action(bounced);
  mail
    .command('allow')
    .description('e-mails are sent to an address again, although one came back')
    .argument('<address>', 'the address, such as noor@lantern.example.org')
    .addHelpText('after', '\nExample: concordat mail allow noor@lantern.example.org')
    .action(allow);
}

/** Nothing that is read here is a mistake of whoever pipes it: a mail server would send it back once more. */
async function bounced(file: string | undefined): Promise<void> {
  const bounce = await readBounce(await read(file));
  switch (bounce.kind) {
    case 'no-report':
      say(`Nothing was changed: ${bounce.why}.`);
      return;
    case 'passing':
      say(`Nothing was changed: the mailbox is still there (${bounce.status || 'no status'}).`);
      return;
    case 'failed':
      say(await withDatabase((kept) => noteReturned(kept, bounce)));
  }
}

/** Marks the address, and tells of it in each open case of whoever has it. */
async function noteReturned(
  kept: Kept,
  { id, status }: { readonly id: string; readonly status: string },
): Promise<string> {
  const { returns } = openMail(kept.database.pool);
  const account = await returns.sentTo(id);
  if (account === undefined) return 'Nothing was changed: that e-mail is none of ours, or an old one.';
  const at = kept.clock.now();
  const why = 'an e-mail to them came back';
  const mailbox = await kept.outbox.cameBack({ address: account.user, id }, 'the e-mail came back', at);
  const noted = await returns.note(account, status, at);
  const person = await kept.people.personOf(account);
  if (mailbox && person === undefined)
    return 'Nothing is sent to that mailbox any more. Its case says of the e-mail that it did not arrive.';
  if (noted === 'known') return 'Nothing was changed: it was known already that nothing arrives there.';
  if (person !== undefined)
    await openReaches(kept.database.pool).note(person, { kind: 'unreachable', why }, at);
  const references = await tellUnreachable(
    { ...kept, wakeRelay: () => undefined },
    person === undefined ? [] : [person],
    { why, spell: `returned:${id}` },
  );
  const told = references.length === 0 ? 'no open case' : references.join(', ');
  return `Nothing is sent to that address any more. Told in: ${told}.`;
}

async function allow(address: string): Promise<void> {
  const user = normalEmail(address);
  const account: Account = { platform: 'email', space: domainOfAddress(user), user };
  await withDatabase(async ({ database }) => {
    const lifted = await openMail(database.pool).returns.lift(account);
    if (!lifted) throw new CommandProblem(`No e-mail to ${user} came back: it is not shut out.`);
    say(`E-mails are sent to ${user} again.`);
  });
}

async function read(file: string | undefined): Promise<Uint8Array> {
  if (file !== undefined) {
    return readFile(file).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason was given';
      throw new CommandProblem(`${file} cannot be read (${code}).`);
    });
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
