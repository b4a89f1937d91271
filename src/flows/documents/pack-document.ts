import type { CaseEvent, Entry } from '../../case/events.ts';
import { openObligations } from '../../case/case-state.ts';
import type { StageRule } from '../../policy/stage.ts';
import { entryBlocks, openingFacts, wordIds } from '../read/case-parts.ts';
import { driftBlocks } from '../read/drift.ts';
import { entryLines } from '../read/entry-lines.ts';
import type { ReadBy } from '../read/read-page.ts';
import { summaryFacts } from '../read/read-summary.ts';
import { textsOf } from '../read/texts-of.ts';
import { saySource } from '../page.ts';
import { sayOwed } from '../wording/duty-words.ts';
import { sayMoment, sayStage, upperFirst } from '../wording/telling.ts';
import type { Block, Document } from './document.ts';
import { fromPage } from './from-page.ts';
import { around, gone, telling } from './making.ts';
import type { Making } from './making.ts';
import { owedTable } from './owed-table.ts';

type Types = readonly CaseEvent['type'][];

const positions: Types = ['CaseRaised', 'ConcernCorrected', 'Responded', 'EntryQuestionsAnswered'];
const tried: Types = [
  'DiscussionLogged',
  'NotSpokenSaid',
  'FeedbackGiven',
  'MeetingCalled',
  'MeetingNotHeld',
  'ProtectiveDateSet',
  'RiskReassessed',
  'OutcomeProposed',
  'OutcomeDisputed',
  'OutcomeConfirmed',
  'ConfirmationDisputed',
  'UnresolvedDeclared',
  'Considered',
  'RungTaken',
  'PolicyIssueMarked',
  'InformationAsked',
  'InformationGiven',
  'MediationOffered',
  'MediationAnswered',
  'MediationFailed',
  'ConflictSaid',
];
const decided: Types = [
  'PanelConvened',
  'RecommendationsMade',
  'DecisionDrafted',
  'RecommendationAnswered',
  'ClosingSaid',
];

/** The ids of everything that people wrote which a pack or a report of a forum shows. */
export function wordsOfPack(known: Making['known']): readonly string[] {
  const shown = [...positions, ...tried, ...decided];
  return known.state.entries
    .filter(({ event }) => shown.includes(event.type))
    .flatMap((entry) => wordIds(entry, { known }));
}

/**
 * All that whoever heads the last forum needs before them: what it is about, what each side says, what was tried at each
 * stage and how long it took, what is still owed, and what the policy asks of the forum.
 */
export function packDocument(making: Making): Document {
  const { known } = making;
  const read = telling(making);
  const pending = openObligations(known.state);
  return {
    title: `Pack for the last forum: ${known.state.reference}`,
    ...around(making),
    blocks: [
      { kind: 'facts', rows: [...openingFacts(read), ...summaryFacts(read).filter(isNew)] },
      heading('What each side says'),
      ...positionBlocks(making),
      ...stagesOf(read).flatMap((stage) => triedAt(stage, making)),
      ...fromPage(driftBlocks(read)),
      heading('What is outstanding'),
      ...(pending.length === 0
        ? [{ kind: 'text' as const, text: 'Nothing is owed now.' }]
        : owedTable('Duties that are still owed', pending, read)),
      ...asksOfForum(read),
      ...decisions(making),
    ],
  };
}

/** What a forum said about a matter, in short: the issues and what was decided. */
export function forumReport(making: Making, title: string): Document {
  const read = telling(making);
  return {
    title,
    ...around(making),
    blocks: [
      { kind: 'facts', rows: [...openingFacts(read), ...summaryFacts(read).filter(isNew)] },
      heading('The issues'),
      ...positionBlocks(making),
      ...(decisions(making).length > 0
        ? decisions(making)
        : [heading('What was decided'), { kind: 'text' as const, text: 'Nothing was decided yet.' }]),
    ],
  };
}

/** Facts of a summary that the opening has not said. */
function isNew({ label }: { readonly label: string }): boolean {
  return label !== 'Raised by' && label !== 'With';
}

function heading(text: string, level: 2 | 3 = 2): Block {
  return { kind: 'heading', level, text };
}

function positionBlocks(making: Making): readonly Block[] {
  const read = telling(making);
  const { state } = making.known;
  return state.entries
    .filter(({ event }) => positions.includes(event.type))
    .filter(({ event }) => textsOf(event, read.rules.policy).length > 0)
    .flatMap((entry) => fromPage(entryBlocks(entry, read, making)));
}

/** The stages that were entered, in the order in which they were. */
function stagesOf({ known }: ReadBy): readonly string[] {
  return [
    ...new Set(
      known.state.entries.flatMap(({ event }) => (event.type === 'StageEntered' ? [event.stage] : [])),
    ),
  ];
}

function triedAt(stage: string, making: Making): readonly Block[] {
  const read = telling(making);
  const entries = entriesAt(stage, making.known.state.entries).filter(({ event }) =>
    tried.includes(event.type),
  );
  return [
    heading(`What was tried: ${sayStage(stage, read.rules)}`),
    ...(entries.length === 0
      ? [{ kind: 'text' as const, text: 'Nothing is on record.' }]
      : entries.flatMap((entry) => entryWithWords(entry, making))),
  ];
}

/** What was written while a case stood at a stage. */
function entriesAt(stage: string, entries: readonly Entry[]): readonly Entry[] {
  let here: string | undefined;
  return entries.filter(({ event }) => {
    if (event.type === 'StageEntered') here = event.stage;
    return here === stage;
  });
}

function entryWithWords(entry: Entry, making: Making): readonly Block[] {
  const read = telling(making);
  return [
    heading(`Entry ${entry.entry}: ${sayMoment(entry.at)}`, 3),
    { kind: 'text', text: entryLines(entry, read).join(' ') },
    ...textsOf(entry.event, read.rules.policy).flatMap(({ label, words }): readonly Block[] => [
      { kind: 'text', as: 'note', text: label },
      { kind: 'text', as: 'quote', text: making.opened.get(words.id) ?? gone },
    ]),
  ];
}

/** What the policy asks of its last forum, and what it asks both sides on the way there. */
function asksOfForum({ known }: ReadBy): readonly Block[] {
  const { policy } = known.rules;
  const stage = policy.stages.findLast(({ forum }) => forum !== undefined);
  if (stage?.forum === undefined) return [];
  const asked = stage.entry_fields.map(({ label, source }) => `${label} (${saySource({ source })})`);
  return [
    heading('What the policy asks of the forum'),
    { kind: 'text', text: `${sayStage(stage.id, known.rules)}. ${stage.forum.says}` },
    { kind: 'list', items: [...dutiesOf(stage, known), ...powersOf(stage.forum)] },
    ...(asked.length === 0
      ? []
      : [
          { kind: 'text' as const, text: 'What each side is asked:' },
          { kind: 'list' as const, items: asked },
        ]),
  ];
}

function dutiesOf(stage: StageRule, { rules }: ReadBy['known']): readonly string[] {
  const place = { stage: stage.id, policy: rules.policy };
  return stage.obligations.map(
    (rule) => `${upperFirst(sayOwed(rule.duty, false, place))} (${saySource(rule)})`,
  );
}

const powers = {
  'ask-written-information': 'The forum can ask for written information',
  confer: 'The forum can confer with others',
  meet: 'The forum can call a meeting',
  'hear-representations': 'The forum can hear each side',
};

function powersOf({ powers: named }: NonNullable<StageRule['forum']>): readonly string[] {
  return named.map((one) => `${powers[one.power]} (${saySource(one)})`);
}

function decisions(making: Making): readonly Block[] {
  const found = making.known.state.entries.filter(({ event }) => decided.includes(event.type));
  return found.length === 0
    ? []
    : [heading('What was decided'), ...found.flatMap((entry) => entryWithWords(entry, making))];
}
