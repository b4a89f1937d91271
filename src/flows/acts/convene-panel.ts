import { couldSitOnPanel } from '../../case/rules/panel.ts';
import { stageNow } from '../../case/stage-entry.ts';
import type { PersonId } from '../../directory/directory.ts';
import { manyOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Block, Field } from '../chat-message.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { saySource } from '../page.ts';
import { pickFields, readPick } from '../pick.ts';
import { commanded, hasErrors, smallBlock, textBlock, wrong } from './fields.ts';
import { meetingFields, readMeeting } from './meeting-fields.ts';
import { optionsOf } from './people-options.ts';

/** A list that one menu can hold. */
const oneMenu = 100;
/** How many can be chosen one by one, where the list is longer than that. */
const places = 6;

/** Who sits on the panel and when it meets; it can be said again when it changes. */
export const convenePanel: CaseConversation = {
  does: 'convene-panel',
  title: 'Convene the panel',
  submit: 'Tell everybody',
  writes: 'PanelConvened',
  ask: (context, typed) => ({
    intro: [
      textBlock(
        'Choose who sits on the panel, and when it meets. They can then read the whole record, and hear of each step until the matter ends. Ring them first.',
      ),
      ...composition(context),
    ],
    fields: [...memberFields(context, typed), ...meetingFields()],
  }),
  command: (context, answers, head) => {
    const errors: Record<string, string> = {};
    const chosen = readMembers(context, answers, errors);
    const meets = readMeeting(answers, errors);
    if (chosen.again && !hasErrors(errors)) return { kind: 'again' };
    if (chosen.members.length === 0) errors[fieldOf(context)] = 'Choose who sits on the panel.';
    if (hasErrors(errors) || meets === undefined) return wrong(errors);
    return commanded({ type: 'convene-panel', ...head, members: chosen.members, meets });
  },
};

function composition({ state, rules }: CaseContext): readonly Block[] {
  const panel = stageNow(state, rules).forum?.panel;
  if (panel === undefined) return [];
  const parties = panel.include_parties ? ', the agencies of this matter among them' : '';
  const neutral = panel.warn_if_none_neutral
    ? ' Somebody of an agency that is no party should sit on it; without that, everybody is told so, and it still goes on.'
    : '';
  return [
    smallBlock(
      `People of at least ${panel.at_least_agencies} agencies${parties}.${neutral} ${saySource(panel)}.`,
    ),
  ];
}

function options({ rules }: CaseContext) {
  return optionsOf(couldSitOnPanel(rules), rules);
}

function isLong(context: CaseContext): boolean {
  return options(context).length > oneMenu;
}

function fieldOf(context: CaseContext): string {
  return isLong(context) ? 'members-1-search' : 'members';
}

function memberFields(context: CaseContext, typed: Answers): readonly Field[] {
  if (isLong(context)) return picks(context).flatMap((pick) => pickFields(pick, typed));
  const value = context.state.panel?.members.map(({ person }) => person);
  return [
    {
      kind: 'many',
      id: 'members',
      label: 'Who sits on the panel?',
      required: true,
      options: options(context),
      ...(value === undefined ? {} : { value }),
    },
  ];
}

function picks(context: CaseContext) {
  const known = options(context);
  return Array.from({ length: places }, (_, index) => ({
    id: `members-${index + 1}`,
    label: `Member ${index + 1}`,
    required: index === 0,
    options: known,
  }));
}

function readMembers(
  context: CaseContext,
  answers: Answers,
  errors: Record<string, string>,
): { readonly members: readonly PersonId[]; readonly again: boolean } {
  if (!isLong(context)) return { members: manyOf(answers, 'members'), again: false };
  const picked = picks(context).map((pick) => readPick(pick, answers));
  for (const one of picked) if (one.kind === 'wrong') Object.assign(errors, one.errors);
  const members = picked.flatMap((one) => (one.kind === 'picked' ? [one.id] : []));
  return { members: [...new Set(members)], again: picked.some(({ kind }) => kind === 'again') };
}
