import type { TakenMessage } from '../account/evidence.ts';
import type { PlatformFails } from '../plan/fault.ts';
import { openMail, type CampaignMail } from './mail.ts';
import { onPlatform, type Partner, type Partners } from './partners.ts';
import { openSlack, type CampaignSlack } from './slack.ts';
import { openTeams, type CampaignTeams } from './teams.ts';

/** Slack, Teams and e-mail, with an account of every message that they took. */
export type Platform = {
  readonly slack: CampaignSlack;
  readonly teams: CampaignTeams;
  readonly mail: CampaignMail;
  /** Every message that was taken, whether or not the answer was heard. */
  readonly taken: readonly TakenMessage[];
  /** Fails as planned. */
  readonly fail: (fault: PlatformFails) => void;
  /** Somebody's account is deactivated, or has come back. `who` counts through those who have one. @returns their id */
  readonly setActive: (who: number, active: boolean) => string;
  /** Nothing fails any more. */
  readonly heal: () => void;
  readonly stop: () => Promise<void>;
};

/** @param messageOfLink the message that the link of an e-mail opens, by the hash of its token */
export async function openPlatform(
  { people }: Partners,
  messageOfLink: (hash: string) => Promise<string | undefined>,
): Promise<Platform> {
  const taken: TakenMessage[] = [];
  const onTaken = (message: TakenMessage): void => void taken.push(message);
  const inSlack = onPlatform(people, 'slack');
  const inTeams = onPlatform(people, 'teams');
  const [slack, teams, mail] = await Promise.all([
    openSlack(inSlack, onTaken),
    openTeams(inTeams, onTaken),
    openMail(onTaken, messageOfLink),
  ]);
  const withAccount: readonly Partner[] = [...inSlack, ...inTeams];
  const all = [slack, teams, mail];
  return {
    slack,
    teams,
    mail,
    taken,
    fail: (fault) => {
      const { how, times } = fault;
      switch (fault.of) {
        case 'slack':
          slack.fail(how, fault.method, times);
          return;
        case 'teams':
          teams.fail(how, fault.method, times);
          return;
        case 'email':
          mail.fail(how, times);
      }
    },
    setActive: (who, active) => {
      const person = withAccount[who % withAccount.length];
      if (person === undefined) throw new Error('There are no people');
      (person.account.platform === 'teams' ? teams : slack).setActive(person, active);
      return person.account.user;
    },
    heal: () => {
      for (const each of all) each.heal();
    },
    stop: async () => {
      await Promise.all(all.map((each) => each.stop()));
    },
  };
}
