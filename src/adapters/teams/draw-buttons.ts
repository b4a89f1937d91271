import type { FormContext } from '../../flows/chat-input.ts';
import type { Button, Field } from '../../flows/chat-message.ts';
import type { Action, ActionSet, Execute, ShowCard } from './card.ts';
import { carry, writeCarried } from './carry.ts';
import type { Carried } from './carry.ts';
import { drawHeading, richText } from './draw-text.ts';
import { limits } from './limits.ts';
import { clip, lookAlike } from './plain.ts';

/** Buttons in rows whose words can be read on a telephone, where a row that is too long cuts them. */
export function drawButtons(buttons: readonly Button[]): readonly ActionSet[] {
  const rows: Action[][] = [];
  let letters = 0;
  for (const action of buttons.map(drawButton)) {
    const width = action.title.length + limits.lettersAround;
    const row = rows.at(-1);
    if (row === undefined || row.length >= limits.buttonsInRow || letters + width > limits.lettersInRow) {
      rows.push([action]);
      letters = width;
    } else {
      row.push(action);
      letters += width;
    }
  }
  return rows.map((actions, index): ActionSet => ({
    type: 'ActionSet',
    ...(index === 0 ? {} : { spacing: 'small' }),
    actions,
  }));
}

/** The button that sends a form with everything that was filled in. */
export function drawSubmit(label: string, context: FormContext, asked: readonly Field[]): Execute {
  return execute(lookOf({ label, style: 'primary' }), 'send', carry.form(context, asked), 'auto');
}

/** The button that puts away what took the place of a message; nothing of what was typed is sent. */
export function drawPutAway(label: string): Execute {
  return execute(lookOf({ label }), 'put-away', carry.putAway, 'none');
}

function drawButton(button: Button): Action {
  const { act, confirm } = button;
  if (confirm === undefined) return execute(lookOf(button), 'press', carry.act(act), 'none');
  const yes = lookOf({ ...button, label: confirm.yes });
  return {
    type: 'Action.ShowCard',
    ...lookOf(button),
    card: {
      type: 'AdaptiveCard',
      body: [
        ...drawHeading(clip(confirm.title, limits.confirm), 'medium'),
        ...richText(clip(confirm.text, limits.confirm)),
        ...richText(`Nothing is done until you press “${yes.title}”.`, { size: 'small' }),
      ],
      actions: [execute(yes, 'press', carry.act(act), 'none')],
    },
  };
}

type Look = Pick<ShowCard, 'title' | 'style' | 'tooltip'>;

function lookOf({ label, style, spoken }: Pick<Button, 'label' | 'style' | 'spoken'>): Look {
  return {
    title: lookAlike(label, limits.button),
    ...(style === undefined ? {} : { style: style === 'primary' ? 'positive' : 'destructive' }),
    ...(spoken === undefined ? {} : { tooltip: lookAlike(spoken, limits.spoken) }),
  };
}

/** `data` stands twice: a client that is too old for this kind of button sends the other. */
function execute(
  look: Look,
  verb: string,
  carried: Carried,
  associatedInputs: Execute['associatedInputs'],
): Execute {
  const sent = { ...look, data: writeCarried(carried), associatedInputs };
  return { type: 'Action.Execute', verb, ...sent, fallback: { type: 'Action.Submit', ...sent } };
}
