import { writeCursor } from '../../src/adapters/postgres/page-cursor.ts';
import type { Act } from '../../src/flows/chat-input.ts';
import { homeOf } from '../../src/flows/home.ts';
import { raiseAt, raiseCases } from '../support/cases.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { asOwner, groundBoard, openGround, servicesOf, type Ground } from '../support/ground.ts';
import { copyCases } from '../support/many-cases.ts';
import { p50AndP99, takeTurns } from '../support/measure.ts';

/**
 * The home view and the lists behind its buttons, from the click to what is shown, over very many open cases and over
 * few. Whoever looks has as many cases in both; the others are other people's.
 */
export const home: Figure = {
  name: 'home',
  title: 'the home view and the register with a million open cases',
  measure,
};

const few = 1_000;
const goal = { atMost: 1.5 };
const ownCases = 40;

/** What is looked at, and by whom. */
type Look = { readonly what: string; readonly who: string; readonly on: (ground: Ground) => Promise<Act> };

const looks: readonly Look[] = [
  { what: 'home of a professional', who: 'tom.pennywort', on: list() },
  { what: 'cases of a manager’s staff', who: 'beatrix.oakes', on: list('staff:') },
  { what: 'home of the board’s office', who: 'marguerite.sloane', on: list() },
  { what: 'register', who: 'marguerite.sloane', on: list('register:') },
  { what: 'register, a page in its middle', who: 'marguerite.sloane', on: middleOfRegister },
  { what: 'outcomes that agencies reported', who: 'marguerite.sloane', on: list('outcomes:') },
  { what: 'register of closed cases', who: 'marguerite.sloane', on: list('register-closed:') },
];

async function measure(bench: Bench): Promise<readonly Row[]> {
  const many = bench.quick ? 50_000 : 1_000_000;
  const ours = await groundWith(bench, many);
  const baseline = await groundWith(bench, few);
  const against = `the same over ${few.toLocaleString('en-GB')} open cases`;
  const rows: Row[] = [];
  for (const look of looks) {
    bench.say(look.what);
    const rounds = await takeTurns(
      { rounds: bench.quick ? 1 : 3, turns: bench.quick ? 20 : 200 },
      { ours: await turnOf(look, ours), baseline: await turnOf(look, baseline) },
    );
    const what = `${look.what}, ${many.toLocaleString('en-GB')}`;
    rows.push(...p50AndP99({ figure: home.name, what, unit: 'ms', against, goal }, rounds));
  }
  return rows;
}

async function groundWith(bench: Bench, open: number): Promise<Ground> {
  bench.say(`making ${open.toLocaleString('en-GB')} open cases`);
  const ground = await openGround(bench, 100);
  await raiseCases(ground, ownCases);
  const like = await raiseAt(ground, new Date());
  await copyCases(ground, [{ like, letter: 'M', open, closed: Math.max(open / 10, few), recorded: 800 }]);
  // Of their own cases, some are overdue, as others' are.
  await asOwner(ground, async (owner) => {
    await owner.query(
      `update dues set passed = due is not null
       where case_id in (select id from cases where reference < 'RED-C' order by reference limit $1)`,
      [ownCases / 4],
    );
  });
  return ground;
}

function list(on?: string): Look['on'] {
  return () => Promise.resolve(on === undefined ? { do: 'home' } : { do: 'home', on });
}

/** As if somebody had turned pages until half of the register was behind them; a whole page is left in any. */
async function middleOfRegister({ database }: Ground): Promise<Act> {
  const { rows } = await database.pool.query<{ at: Date; id: string }>(
    `with register as (
       select opened_at as at, id, row_number() over (order by opened_at desc, id desc) as place, count(*) over () as count
       from cases where board = $1 and closed_at is null and office_sees = 'content'
     ) select at, id from register where place <= greatest(1, least(count / 2, count - 9)) order by place desc limit 1`,
    [groundBoard],
  );
  const [last] = rows;
  if (last === undefined) throw new Error('The register is empty');
  return { do: 'home', on: `register:${writeCursor({ at: last.at.getTime(), id: last.id })}` };
}

async function turnOf({ what, who, on }: Look, ground: Ground): Promise<() => Promise<readonly number[]>> {
  const services = servicesOf(ground);
  const { person } = ground.person(who);
  const act = await on(ground);
  return async () => {
    const before = performance.now();
    const { blocks } = await homeOf(services, person, act);
    const took = performance.now() - before;
    if (blocks.length < 3) throw new Error(`${what}: nothing was shown`);
    return [took];
  };
}
