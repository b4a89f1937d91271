import type { KnownBlock, PlainTextElement, PlainTextOption } from '@slack/types';
import type { Option } from '../../flows/chat-message.ts';
import { visible } from '../../flows/plain-text.ts';
import { drawBlocks } from './draw-blocks.ts';
import { plainText } from './draw-text.ts';
import { limits } from './limits.ts';
import { clip, weigh } from './plain.ts';

type Group = { label: PlainTextElement; options: PlainTextOption[] };

/**
 * An option: its label and, under it, the hint.
 * @throws Error where the id is longer than Slack carries, which is a defect of the flow that made it.
 */
export function drawOption(option: Option): PlainTextOption {
  if (option.id.length === 0 || option.id.length > limits.optionValue) {
    throw new Error(
      `Slack carries option ids of 1 to ${limits.optionValue} characters, and one has ${option.id.length}`,
    );
  }
  return {
    text: plainText(option.label, limits.optionText),
    value: option.id,
    ...(option.hint === undefined ? {} : { description: plainText(option.hint, limits.optionHint) }),
  };
}

/** The options of a menu; over a hundred stand in groups, named by their first and last. */
export function drawChoices(options: readonly Option[]): {
  options?: PlainTextOption[];
  option_groups?: Group[];
} {
  if (options.length <= limits.optionsInGroup) return { options: options.map(drawOption) };
  const groups: Group[] = [];
  for (let start = 0; start < options.length; start += limits.optionsInGroup) {
    groups.push(drawGroup(options.slice(start, start + limits.optionsInGroup)));
  }
  return { option_groups: groups };
}

/** Options whose words do not fit Slack's lines, said in full above the question. */
export function inFull(options: readonly Option[]): readonly KnownBlock[] {
  const long = options.filter(
    ({ label, hint }) =>
      weigh(visible(label)) > limits.optionText ||
      (hint !== undefined && weigh(visible(hint)) > limits.optionHint),
  );
  if (long.length === 0) return [];
  return drawBlocks([
    { kind: 'text', text: 'Some of the choices below are cut short. In full:' },
    {
      kind: 'list',
      items: long.map(({ label, hint }) => (hint === undefined ? label : `${label} (${hint})`)),
    },
  ]);
}

function drawGroup(options: readonly Option[]): Group {
  const half = Math.floor(limits.groupLabel / 2) - 2;
  const name = (option: Option | undefined): string => clip(visible(option?.label ?? ''), half);
  return {
    label: plainText(`${name(options[0])} – ${name(options.at(-1))}`, limits.groupLabel),
    options: options.map(drawOption),
  };
}
