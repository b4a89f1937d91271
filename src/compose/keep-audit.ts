import { openAudit } from '../adapters/postgres/audit.ts';
import { beat } from '../adapters/system/heartbeat.ts';
import type { Finding } from '../flows/audit-ports.ts';
import { selfAudit } from '../flows/self-audit.ts';
import type { Services } from '../flows/services.ts';
import { tellOffices } from '../flows/tell-offices.ts';
import { messageOf, type Database } from './open-database.ts';

const lookMs = 60_000;

type Keeping = {
  readonly database: Database;
  readonly services: Services;
  readonly notInQueue: (ids: readonly string[]) => Promise<readonly string[]>;
  /** An outside watchdog's address, asked for each time that all is well. It rings when it is no longer asked. */
  readonly heartbeatUrl?: string | undefined;
  /** `isWhole`: nothing kept it from looking at all of it. */
  readonly onLooked: (findings: readonly Finding[], isWhole: boolean) => void;
};

/**
 * Looks after the bot itself every minute. Each process that delivers does it: two that find the same thing mend it once.
 * An audit that cannot be made is no good sign either, so that the heart beats only after one that found nothing.
 */
export function keepAudit({ database, services, notInQueue, heartbeatUrl, onLooked }: Keeping): {
  readonly lookNow: () => Promise<void>;
  readonly stop: () => Promise<void>;
} {
  const audit = openAudit(database.pool);
  const { log } = services;
  let upTo: string | undefined;
  let working: Promise<void> | undefined;

  async function look(): Promise<void> {
    const looked = await selfAudit({ ...services, audit, notInQueue, realNow: Date.now }, upTo);
    upTo = looked.upTo;
    onLooked(looked.findings, looked.failures.length === 0);
    for (const { what, count } of looked.findings)
      log.error(
        { what, count, oldest: looked.oldest },
        'the bot found something wrong: what is missing is set again, and what is late is tried again; what it cannot read, and a clock that is off, need you',
      );
    await tellOffices(services, audit);
    if (looked.failures.length > 0) throw looked.failures[0];
    if (looked.findings.length === 0 && heartbeatUrl !== undefined) await beat(heartbeatUrl);
  }

  function lookNow(): Promise<void> {
    working ??= look()
      .catch((error: unknown) => {
        log.error(
          { error: messageOf(error) },
          'the bot could not look after itself; it tries again in a minute',
        );
      })
      .finally(() => (working = undefined));
    return working;
  }

  const timer = setInterval(() => void lookNow(), lookMs);
  return {
    lookNow,
    stop: async () => {
      clearInterval(timer);
      await working;
    },
  };
}
