import type { Rules } from '../../case/decision.ts';
import type { Alert, CaseState } from '../../case/state.ts';
import { boardWords, plural } from '../../policy/board-words.ts';
import { sayDate } from '../../policy/say-date.ts';
import type { Block, Form } from '../chat-message.ts';
import { small, text } from '../page.ts';
import { sayOuterLimit } from './outer-limit.ts';
import { ringLine } from './what-to-do.ts';

type Alerted = Exclude<CaseState, { status: 'unopened' }>;

/**
 * What the person who noticed the risk sees once the others are being told: who they are, their numbers, and that
 * nobody has taken it on yet. Raising the matter beside it is offered, never required.
 */
export function toldPage(caseId: string, state: Alerted, alert: Alert, rules: Rules): Form {
  const beside = state.status === 'alerted';
  const words = boardWords(rules.policy);
  return {
    title: 'Immediate risk',
    context: beside
      ? { act: { do: 'raise', caseId, on: state.board }, step: 'begin', draft: caseId }
      : { act: { do: 'report-immediate-risk', caseId }, step: 'read' },
    intro: [
      { kind: 'heading', text: `${state.reference}: reported ${sayDate(new Date(alert.reportedAt))}` },
      ...told(alert, rules),
      ...(alert.answered === undefined ? sayOuterLimit(rules, new Date(alert.reportedAt)).map(text) : []),
      ...(rules.policy.triage.risk.refers_to === undefined
        ? []
        : [
            small(
              'Once the adult is referred, record when and the reference: open this case and press “Record the referral”.',
            ),
          ]),
      ...(beside
        ? [
            small(
              `You may also raise the ${words.matter} itself with the other agency. It runs beside this, by the ${plural(words.stage)} of the procedure.`,
            ),
          ]
        : []),
    ],
    fields: [],
    ...(beside ? { submit: 'Raise it as well' } : {}),
    close: 'Close',
  };
}

function told(alert: Alert, rules: Rules): readonly Block[] {
  if (alert.answered !== undefined) {
    const by = rules.directory.people.get(alert.answered.by)?.name ?? 'Somebody';
    return [text(`${by} answered on ${sayDate(new Date(alert.answered.at))} and said what is in place.`)];
  }
  const lines = alert.told.flatMap((actor) => ringLine(actor, rules));
  if (lines.length === 0) {
    return [text('The directory names nobody who could be told. Ring your manager or your agency now.')];
  }
  return [
    text('These people are being told now:'),
    { kind: 'list', items: lines },
    {
      kind: 'text',
      text: { strong: 'Nobody has acknowledged yet. Ring them now; do not wait for an answer here.' },
    },
    small(
      `They are told again every ${rules.policy.reminders.repeat_alert_every_minutes} minutes until one of them says what is in place for the adult. You will be told who it is.`,
    ),
  ];
}
