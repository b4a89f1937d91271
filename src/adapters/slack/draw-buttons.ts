import type { ActionsBlock, Button as SlackButton, ConfirmationDialog } from '@slack/types';
import type { Button } from '../../flows/chat-message.ts';
import { clean } from '../../flows/plain-text.ts';
import { writeAct } from './carry.ts';
import { plainText } from './draw-text.ts';
import { limits } from './limits.ts';
import { clip } from './plain.ts';

/** Buttons in as many rows as Slack needs. */
export function drawButtons(buttons: readonly Button[]): readonly ActionsBlock[] {
  const rows: ActionsBlock[] = [];
  for (let start = 0; start < buttons.length; start += limits.buttonsInBlock) {
    const row = buttons.slice(start, start + limits.buttonsInBlock);
    rows.push({ type: 'actions', elements: row.map(drawButton) });
  }
  return rows;
}

function drawButton(button: Button, index: number): SlackButton {
  return {
    type: 'button',
    // Slack wants it different for every button of a row; what the button does is in its value.
    action_id: clip(`${button.act.do}.${index}`, limits.actionId),
    text: plainText(button.label, limits.button),
    value: writeAct(button.act),
    ...(button.style === undefined ? {} : { style: button.style }),
    ...(button.spoken === undefined
      ? {}
      : { accessibility_label: clip(clean(button.spoken), limits.spoken) }),
    ...(button.confirm === undefined ? {} : { confirm: drawConfirm(button.confirm, button.style) }),
  };
}

function drawConfirm(confirm: NonNullable<Button['confirm']>, style: Button['style']): ConfirmationDialog {
  return {
    title: plainText(confirm.title, limits.confirmTitle),
    text: plainText(confirm.text, limits.confirmText),
    confirm: plainText(confirm.yes, limits.confirmButton),
    deny: plainText(confirm.no, limits.confirmButton),
    ...(style === undefined ? {} : { style }),
  };
}
