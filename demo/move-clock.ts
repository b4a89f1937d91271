import { setTimeout as pause } from 'node:timers/promises';
import { addWorkingDays } from '../src/policy/working-days.ts';
import { civilDateOf, instantAt, timeOf } from '../src/policy/civil.ts';
import type { Calendar } from '../src/policy/calendar.ts';
import type { Demo } from './start-demo.ts';

/** How far a person wants the clock moved. */
export type Move =
  | { readonly kind: 'working-days'; readonly count: number }
  | { readonly kind: 'ms'; readonly ms: number }
  | { readonly kind: 'next' };

const units: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

/**
 * Reads what a person types: `forward 2 working days`, `forward 3 hours`, `forward to next deadline`.
 *
 * @returns undefined when it is none of these
 */
export function readMove(text: string): Move | undefined {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (/^(forward )?(to )?(the )?next( deadline)?$/.test(words)) return { kind: 'next' };
  const [, count = '', working, unit = ''] =
    /^(?:forward )?(\d{1,4}) (working )?(minute|hour|day|week)s?$/.exec(words) ?? [];
  if (count === '') return undefined;
  if (working !== undefined)
    return unit === 'day' ? { kind: 'working-days', count: Number(count) } : undefined;
  return { kind: 'ms', ms: Number(count) * (units[unit] ?? 0) };
}

/**
 * Moves the clock on, stopping at each reminder and deadline on the way, so that all of them are seen in their order.
 * Answers when everything that fell due has been delivered.
 */
export async function moveClock(demo: Demo, move: Move, calendar: Calendar): Promise<Date> {
  const target = await targetOf(demo, move, calendar);
  for (;;) {
    const next = await demo.stores.outbox.nextDue();
    if (next === undefined || next > target) break;
    if (next > demo.clock.now()) await jump(demo, next);
    await settled(demo);
  }
  if (target > demo.clock.now()) await jump(demo, target);
  await settled(demo);
  return demo.clock.now();
}

async function targetOf(demo: Demo, move: Move, calendar: Calendar): Promise<Date> {
  const now = demo.clock.now();
  switch (move.kind) {
    case 'ms':
      return new Date(now.getTime() + move.ms);
    case 'next':
      return (await demo.stores.outbox.nextDue()) ?? now;
    case 'working-days':
      return instantAt(addWorkingDays(civilDateOf(now), move.count, calendar, 'everyone'), timeOf(now));
  }
}

async function jump({ clock, bot }: Demo, to: Date): Promise<void> {
  await clock.moveTo(to);
  // Alarms were set for the old time: they are forgotten and set anew from the database.
  await bot.alarms.forget();
  await bot.relay?.runNow();
}

/** Waits until nothing is due any more, half a minute at most. */
export async function settled({ stores, clock, bot }: Demo): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const next = await stores.outbox.nextDue();
    if (next === undefined || next > clock.now()) return;
    if (tries % 20 === 0) await bot.relay?.runNow();
    await pause(50);
  }
  throw new Error(
    'Something that is due could not be delivered within half a minute. The log above says why.',
  );
}
