import type { Option } from '../../flows/chat-message.ts';
import { visible } from '../../flows/plain-text.ts';
import type { Choice, ChoiceInput, Element } from './card.ts';
import { writeChoice } from './carry.ts';
import { drawBlocks } from './draw-blocks.ts';
import { limits } from './limits.ts';
import { lookAlike } from './plain.ts';

/** How choices are drawn: all of them one below the other, or too many for that in a menu. */
export function drawChoices(options: readonly Option[]): Pick<ChoiceInput, 'style' | 'wrap' | 'choices'> {
  const max = roomOf(options);
  return {
    style: options.length <= limits.choicesShown ? 'expanded' : 'compact',
    wrap: true,
    choices: options.map((option): Choice => ({
      title: lookAlike(fits(option, max) ? inWords(option) : option.label, max),
      value: writeChoice(option.id),
    })),
  };
}

/** Options whose words do not fit a choice, said in full above the question. */
export function inFull(options: readonly Option[]): readonly Element[] {
  const max = roomOf(options);
  const long = options.filter((option) => !fits(option, max));
  if (long.length === 0) return [];
  return drawBlocks([
    { kind: 'text', text: 'Some of the choices below are cut short. In full:' },
    { kind: 'list', items: long.map(inWords) },
  ]);
}

function fits(option: Option, max: number): boolean {
  return lookAlike(inWords(option), Number.MAX_SAFE_INTEGER).length <= max;
}

function inWords({ label, hint }: Option): string {
  return hint === undefined ? visible(label) : `${visible(label)}: ${visible(hint)}`;
}

function roomOf(options: readonly Option[]): number {
  return options.length <= limits.choicesShown ? limits.choiceShown : limits.choiceInMenu;
}
