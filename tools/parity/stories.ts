import { scenes } from '../../test/support/platforms/all.ts';
import { exploreScene } from '../../test/support/platforms/explore-scene.ts';
import { caseOf, doAct, fillIn, findAct, play, raise } from '../../test/support/platforms/play.ts';
import { openWorld, type Hearing, type World } from '../../test/support/platforms/world.ts';
import { manyCases, manyUnanswered, standingIn, withOutcomes } from './stories-at-home.ts';
import { announcedLate, filledInAgain, notTakenOn } from './stories-of-once.ts';

/*
 * Stories in which everything is said that can be said: those of the suite in test/conversations, and what only comes up
 * beside a case. Nothing is drawn while they are told.
 */

const minute = 60_000;
const onNone = () => 'slack' as const;

export async function tellAll(plainly: Hearing): Promise<void> {
  const met = new Map<string, readonly string[]>();
  for (const scene of scenes) {
    const { board, vacant = [] } = scene;
    await tell({ board, vacant, plainly }, (world) => exploreScene(world, scene, met));
  }
  await tell({ board: 'redbridge', plainly }, leftUnanswered);
  await tell({ board: 'rotherham', plainly }, withSeveral);
  await tell({ board: 'cheshire-east', plainly }, atRisk);
  await tell({ board: 'redbridge', plainly }, settledAndForgotten);
  await tell({ board: 'redbridge', plainly }, typed);
  await tell({ board: 'redbridge', plainly }, refused);
  await tell({ board: 'redbridge', plainly }, manyCases);
  await tell({ board: 'redbridge', plainly }, manyUnanswered);
  await tell({ board: 'redbridge', plainly }, whoIsWho);
  await tell({ board: 'hertfordshire', plainly }, reportsTaken);
  await tell({ board: 'redbridge', plainly, away: ['amara.quill'] }, standingIn);
  await tell({ board: 'cheshire-east', plainly }, withOutcomes);
  await tell({ board: 'redbridge', plainly }, announcedLate);
  await tell({ board: 'solihull', plainly }, withSeveral);
  await tell({ board: 'solihull', plainly }, notTakenOn);
  await tell({ board: 'hertfordshire', plainly }, filledInAgain);
  await tell({ board: 'redbridge', plainly }, twoAccounts);
  await tell({ board: 'redbridge', plainly, absent: ['tom.pennywort'] }, (world) => raise(world));
  await tell({ board: 'redbridge', plainly, accepted: false }, begun);
}

async function tell(
  wanted: Omit<Parameters<typeof openWorld>[0], 'on'>,
  story: (world: World) => Promise<unknown>,
): Promise<void> {
  const world = await openWorld({ ...wanted, on: onNone });
  await story(world);
  await world.end();
}

/** Nobody does anything: every reminder, every limit that passes. */
async function leftUnanswered(world: World): Promise<void> {
  await play(world, await raise(world), { silent: true });
}

/** Two agencies receive it, and each agrees for itself. */
async function withSeveral(world: World): Promise<void> {
  let agencies = 0;
  const reference = await raise(world, ({ fields }) => {
    if (fields.some(({ id }) => id === 'agency')) agencies += 1;
    return agencies > 1
      ? { agency: 'eastmere-police', professional: 'Ursula Fennimore' }
      : { another: 'yes' };
  });
  const { state } = await caseOf(world, reference);
  await play(world, reference, { agreeAt: state.stage });
}

/** An earlier date in the evening, which is reminded before the close; settled then, and nothing filed for weeks. */
async function settledAndForgotten(world: World): Promise<void> {
  const reference = await raise(world);
  const amara = world.client('amara.quill');
  const { where, button } = await findAct(amara, reference, 'set-protective-date');
  await amara.press(where, button);
  await fillIn(amara, world.clock.now(), { until: '2026-12-23', time: '20:00' });
  await amara.close();
  await world.goTo(new Date('2026-12-23T21:00:00Z'));
  const { state } = await caseOf(world, reference);
  await play(
    world,
    reference,
    { agreeAt: state.stage },
    {
      enough: () =>
        world.inputs.some(
          (input) => input.kind === 'submitted' && input.form.act.do === 'accept-confirmation',
        ),
    },
  );
  await world.goTo(new Date('2027-03-01T10:00:00Z'));
}

/** A risk that nobody answers for half an hour, one in a case, and the referral of it. */
async function atRisk(world: World): Promise<void> {
  const amara = world.client('amara.quill');
  await begun(world);
  await amara.submit({ risk: 'yes' });
  await fillIn(amara, world.clock.now());
  await amara.close();
  await world.goTo(new Date(world.clock.now().getTime() + 30 * minute));
  const reference = await raise(world);
  await doAct(amara, reference, { does: 'report-immediate-risk' }, world.clock.now());
  await doAct(amara, reference, { does: 'record-referral' }, world.clock.now());
}

async function begun(world: World): Promise<void> {
  const amara = world.client('amara.quill');
  await amara.type('/escalate');
  await amara.submit({ risk: '' });
  await amara.submit({ risk: 'no' });
  if (amara.front()?.submit === undefined) return;
  await amara.type('/escalate');
}

async function typed(world: World): Promise<void> {
  const amara = world.client('amara.quill');
  for (const text of ['help', 'list', 'what now?', 'ABC-1A2B3']) await amara.type(`/escalate ${text}`);
  for (const { id } of world.policy.triage.diversions) {
    await begun(world);
    await amara.submit({ risk: 'no' });
    if (amara.front()?.fields[0]?.id === 'continue') await amara.submit({ continue: 'new' });
    await amara.submit({ elsewhere: [id], scope: 'yes' });
  }
  await raise(world, { 'arose-date': '2026-12-18' });
}

async function refused(world: World): Promise<void> {
  const reference = await raise(world);
  const { caseId } = await caseOf(world, reference);
  const tom = world.client('tom.pennywort');
  const { where, button } = await findAct(tom, reference, 'acknowledge');
  await tom.press(where, button);
  await tom.press(where, button);
  await tom.press(where, { label: '', act: { do: 'sing', caseId } });
  await tom.press(where, { label: '', act: { do: 'sing' } });
  await world.client('isobel.crane').press(where, button);
  await world.client('stranger').press(where, button);
}

/** Somebody with two accounts chooses where they are written to first. */
async function twoAccounts(world: World): Promise<void> {
  const amara = world.client('amara.quill');
  const account = world.accountOf('amara.quill');
  if (account === undefined) throw new Error('Amara has no account');
  const second = { ...account, user: `${account.user}2` };
  await amara.openHome();
  await world.services.people.link(second, world.idOf('amara.quill'), world.clock.now());
  const home = await amara.openHome();
  const button = home.buttons.find(({ act }) => act?.do === 'how-reached');
  if (button === undefined) throw new Error('The home view does not say how she is reached');
  const asked = await amara.press(home, button);
  await amara.submit({ first: asked?.fields[0]?.choices[1]?.id ?? '' });
}

/** A deputy, days away, and the cases of somebody who leaves, by whoever looks after them; and what is not theirs. */
async function whoIsWho(world: World): Promise<void> {
  await raise(world);
  const { services, clock } = world;
  const [tom, kezia] = [world.idOf('tom.pennywort'), world.idOf('kezia.marsh')];
  await services.reaches.note(kezia, { kind: 'unreachable', why: 'they removed Concordat' }, clock.now());
  const beatrix = world.client('beatrix.oakes');
  const home = await beatrix.openHome();
  await beatrix.press(home, { label: 'People', act: { do: 'people' } });
  await beatrix.submit({ who: '' });
  await beatrix.submit({ who: tom });
  await beatrix.submit({ what: 'away' });
  await beatrix.submit({ from: '2026-12-24', to: '2026-12-22' });
  await beatrix.submit({ from: '2026-12-22', to: '2026-12-24' });
  for (const answers of [{}, { what: 'deputy' }, { deputy: kezia }, { deputy: 'nobody' }, {}])
    await beatrix.submit(answers);
  await beatrix.submit({ what: 'hand-over' });
  for (const answers of [{}, { to: kezia, reason: 'He leaves the ward.' }, {}, {}])
    await beatrix.submit(answers);
  await beatrix.close();
  await beatrix.press(home, { label: 'Nobody', act: { do: 'person', on: 'nobody-at-all' } });
  for (const text of ['people', 'away']) await world.client('tom.pennywort').type(`/escalate ${text}`);
  await beatrix.type('/escalate people');
}

/** The board's office takes a report, with something wrong at first; somebody for whom none is asks for one. */
async function reportsTaken(world: World): Promise<void> {
  await play(world, await raise(world), {});
  const office = world.client('marguerite.sloane');
  await office.type('/escalate report');
  await office.submit({ period: 'days', from: '2026-12-24', to: '2026-12-22', as: 'page' });
  await office.submit({ period: 'this-year', as: 'page' });
  // From page to page; the last one leads to the report as a document.
  while (office.front()?.submit !== undefined) await office.submit({});
  await office.close();
  await world.client('tom.pennywort').type('/escalate report');
}
