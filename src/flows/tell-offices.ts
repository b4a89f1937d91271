import { officeRole } from '../case/people.ts';
import { holdersOf, withDeputies } from '../case/recipients.ts';
import { personOf } from '../directory/lookup.ts';
import { civilDateOf, instantAt, timeOf } from '../policy/civil.ts';
import { addWorkingDays, isWorkingDay } from '../policy/working-days.ts';
import type { Audit } from './audit-ports.ts';
import type { Message } from './chat-message.ts';
import { faultOf } from './fault-of.ts';
import { sayFindings } from './say-findings.ts';
import { mayTakeMs } from './self-audit.ts';
import type { Delivery } from './ports.ts';
import { sendTidings } from './send-tidings.ts';
import type { Services } from './services.ts';

/** Before the first reminders of the day, so that whoever reads it knows that they will come. */
const toldFrom = '08:30';

/**
 * Tells each board's office once on every working day that all is well, or what was wrong since the one before. A day
 * on which nothing comes is itself a sign. Told once for all processes.
 */
export async function tellOffices(services: Services, audit: Audit): Promise<void> {
  const now = services.clock.now();
  if (timeOf(now) < toldFrom) return;
  const today = civilDateOf(now);
  for (const board of services.policies.boards()) {
    const current = services.policies.current(board);
    if (current?.accepted === undefined || !isWorkingDay(today, current.calendar, 'everyone')) continue;
    if (!(await audit.takeDay(board, today, now))) continue;
    // What was found on a Saturday is told on Monday.
    const before = addWorkingDays(today, -1, current.calendar, 'everyone');
    const rules = { ...current, directory: services.people.directory() };
    const message = sayFindings(
      await audit.foundSince(instantAt(before, toldFrom)),
      await audit.openCount(board),
      await audit.dueBefore(new Date(now.getTime() - mayTakeMs)),
      now,
    );
    const office = withDeputies(holdersOf(officeRole(current.policy) ?? '', rules), rules, now);
    const came: Delivery['kind'][] = [];
    for (const id of office) came.push(await tellOne(services, id, message));
    // Whoever was told is not told twice. Where it can still come to nobody, it is tried again at the next look.
    if (!came.includes('sent') && came.includes('later')) await audit.giveDayBack(board, today);
  }
}

async function tellOne(services: Services, id: string, message: Message): Promise<Delivery['kind']> {
  const person = personOf(services.people.directory(), id);
  if (person === undefined) return 'never';
  try {
    return await sendTidings(services, person, message);
  } catch (error) {
    services.log.warn(
      { ...faultOf(error), person: id },
      'the board’s office could not be told how things stand',
    );
    return 'later';
  }
}
