import type { Directory, Person, Space } from '../directory/directory.ts';
import type { ReachOfPerson } from '../flows/reach.ts';

/** What an administrator can do so that somebody can be reached. */
export function remedyFor(
  person: Person,
  { account }: ReachOfPerson,
  { directory, nameOf }: { readonly directory: Directory; readonly nameOf: (space: Space) => string },
): string {
  const agency = directory.agencies.get(person.agency);
  const spaces = agency?.spaces ?? [];
  if (spaces.length === 0)
    return `list a Slack workspace, a Microsoft 365 tenant or a mail domain for ${agency?.name ?? person.agency}, in the column slack, teams or email`;
  // One that they have and that does not do; otherwise they have none anywhere.
  if (account !== undefined) return mendAt({ platform: account.platform, id: account.space }, nameOf);
  return spaces.map((space) => findAt(space, person, nameOf)).join('; or ');
}

function mendAt(space: Space, nameOf: (space: Space) => string): string {
  switch (space.platform) {
    case 'slack':
      return `if they still work there, restore their account in ${nameOf(space)} or give the address of the new one; if the bot was removed there, install it again`;
    case 'teams':
      return `they unblock Concordat in ${nameOf(space)}, or add it again`;
    case 'email':
      return 'give the right address; if it is right and the mailbox works again, run: concordat mail allow and the address';
  }
}

function findAt(space: Space, { email }: Person, nameOf: (space: Space) => string): string {
  switch (space.platform) {
    case 'slack':
      return `install Concordat in ${nameOf(space)} if it is not there; if it is, correct the address: nobody there has ${email}`;
    case 'teams':
      return `they add Concordat in ${nameOf(space)}, or an administrator adds it for them; if it is there, correct the address ${email}`;
    case 'email':
      return `give an address at ${space.id} in place of ${email}, or list their own mail domain`;
  }
}
