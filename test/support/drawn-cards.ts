import type { Card } from '../../src/adapters/teams/card.ts';
import { drawForm, drawFormForMessage } from '../../src/adapters/teams/draw-form.ts';
import { drawHome } from '../../src/adapters/teams/draw-home.ts';
import { drawMessage } from '../../src/adapters/teams/draw-message.ts';
import { drawSaid } from '../../src/adapters/teams/draw-said.ts';
import type { Form, Message, Reply } from '../../src/flows/chat-message.ts';
import { problemsOfCard } from './card-rules.ts';
import { lostFromForm, lostFromHome, lostFromMessage } from './card-text.ts';

/** A card, and what it was to say and does not. */
type Drawn = { readonly card: Card; readonly lost: readonly string[] };

/** Every card that a reply can be drawn as. */
export function cardsOfReply(reply: Reply): readonly Drawn[] {
  switch (reply.kind) {
    case 'nothing':
    case 'wait':
    case 'close':
      return [];
    case 'say':
    case 'message':
      return cardsOfMessage(reply.message);
    case 'form':
      return cardsOfForm(reply.form);
    case 'field-errors': {
      const card = drawForm(reply.form, reply.errors);
      return [{ card, lost: lostFromForm(reply.form, card) }];
    }
    case 'home': {
      const card = drawHome(reply.home);
      return [{ card, lost: lostFromHome(reply.home, card) }];
    }
  }
}

/** A form answered in place, and sent as a message, where what was written is left out on purpose. */
export function cardsOfForm(form: Form): readonly Drawn[] {
  const card = drawForm(form);
  const sent = drawFormForMessage(form);
  return [
    { card, lost: lostFromForm(form, card) },
    { card: sent, lost: lostFromForm(withoutWords(form), sent) },
  ];
}

export function cardsOfMessage(message: Message): readonly Drawn[] {
  return [drawMessage(message).card, drawSaid(message)].map((card) => ({
    card,
    lost: lostFromMessage(message, card),
  }));
}

/** Everything that is wrong with any of these cards; each card is looked at once. */
export function wrongWith(drawn: readonly Drawn[]): readonly string[] {
  const different = new Map(drawn.map((one) => [JSON.stringify(one), one]));
  return [...different.values()].flatMap(({ card, lost }) => [
    ...lost.map((text) => `lost: ${text}`),
    ...problemsOfCard(card),
    ...(JSON.stringify(card).includes('no room for more') ? [`cut short: ${card.speak}`] : []),
  ]);
}

function withoutWords(form: Form): Form {
  return {
    ...form,
    intro: form.intro.filter(({ kind }) => kind !== 'quote'),
    fields: form.fields.map((field) => {
      if (field.kind !== 'text') return field;
      const { value: _typed, ...rest } = field;
      return rest;
    }),
  };
}
