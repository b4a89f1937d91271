import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { carry, inputOf, writeCarried, writeChoice } from '../../src/adapters/teams/carry.ts';

const activity = z.looseObject({
  type: z.string(),
  action: z.string().optional(),
  text: z.string().optional(),
  from: z.looseObject({ id: z.string(), aadObjectId: z.string().optional() }),
  conversation: z.looseObject({ id: z.string(), tenantId: z.string() }),
  serviceUrl: z.string(),
  replyToId: z.string().optional(),
  value: z.looseObject({ action: z.looseObject({ data: z.record(z.string(), z.unknown()) }) }).optional(),
});
type Activity = z.infer<typeof activity>;

/** A Teams bot with as little as it takes to see that the practice Teams and its driver work. */
export type TinyTeamsBot = {
  readonly endpoint: string;
  /** Every activity that came in, as it came in. */
  readonly heard: readonly Activity[];
  readonly stop: () => Promise<void>;
};

/** Starts it: typing anything asks, sending tells whoever else added it, who agree with a button. */
export async function startTinyTeamsBot(): Promise<TinyTeamsBot> {
  const heard: Activity[] = [];
  const chats = new Map<string, Activity>();

  async function answer(input: Activity): Promise<{ status: number; body: object }> {
    if (input.type === 'installationUpdate') chats.set(input.conversation.id, input);
    if (input.type === 'message') {
      if (input.text === 'break') return { status: 500, body: {} };
      await send(input, question);
    }
    const data = input.value?.action.data ?? {};
    if (input.type !== 'invoke') return { status: 200, body: {} };
    const typed = z.string().catch('').parse(data[inputOf('what')]);
    if (has(data, 'break')) return answered({ code: 'broken', message: 'on purpose' }, 'error');
    if (has(data, 'putAway')) return answered(said('Put away'));
    if (has(data, 'agree')) return answered({ ...said('Agreed'), actions: [putAway] });
    if (typed.length < 10) return answered(asking(typed, 'Say a little more.'));
    for (const [chat, other] of chats) {
      if (chat !== input.conversation.id) await send(other, notice);
    }
    return answered({ ...said(`You wrote: ${typed}`), actions: [putAway] });
  }

  const server = createServer((request, response) => {
    void bodyOf(request).then(async (text) => {
      if (request.method !== 'POST') return void response.writeHead(405).end();
      const input = activity.parse(JSON.parse(text));
      heard.push(input);
      const { status, body } = await answer(input);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}/api/messages`,
    heard,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function send({ serviceUrl, conversation }: Activity, card: object): Promise<void> {
  await fetch(`${serviceUrl}/v3/conversations/${encodeURIComponent(conversation.id)}/activities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      from: { id: '28:concordat' },
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
    }),
  });
}

function answered(value: object, kind: 'card.adaptive' | 'error' = 'card.adaptive') {
  return { status: 200, body: { statusCode: 200, type: `application/vnd.microsoft.${kind}`, value } };
}

function said(text: string): object {
  return card([{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] }], []);
}

function card(body: readonly object[], actions: readonly object[]): object {
  return { type: 'AdaptiveCard', version: '1.5', body, actions };
}

function button(title: string, carried: Parameters<typeof writeCarried>[0], associatedInputs = 'none') {
  return { type: 'Action.Execute', verb: 'press', title, data: writeCarried(carried), associatedInputs };
}

const putAway = button('Close', carry.putAway);

function asking(typed: string, error?: string): object {
  const red = {
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: `Problem: ${error ?? ''}`, color: 'attention' }],
  };
  const text = { type: 'Input.Text', id: inputOf('what'), label: 'What happened?', isRequired: true };
  return card(
    [
      { type: 'TextBlock', text: 'Raise a concern' },
      {
        type: 'Container',
        items: [
          ...(error === undefined ? [] : [red]),
          { ...text, errorMessage: 'Write something here.', value: typed },
          { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'In your own words.' }] },
        ],
      },
      {
        type: 'Input.ChoiceSet',
        id: inputOf('kind'),
        label: 'Kind',
        isMultiSelect: true,
        value: writeChoice('a, b'),
        choices: [
          { title: 'About a risk', value: writeChoice('a, b') },
          { title: 'About a plan', value: writeChoice('plan') },
        ],
      },
      { type: 'Input.Date', id: inputOf('since'), label: 'Since when?' },
    ],
    [
      button(
        'Send',
        carry.form({ act: { do: 'raise' }, step: 'one' }, [
          { id: 'what', kind: 'text', label: '', required: true, long: true },
        ]),
        'auto',
      ),
      button('Break', carry.act({ do: 'break' })),
      putAway,
    ],
  );
}

const question = asking('');
const notice = card(
  [
    { type: 'TextBlock', text: 'NB-1: an answer is due' },
    {
      type: 'ActionSet',
      actions: [
        {
          type: 'Action.ShowCard',
          title: 'Agree',
          card: {
            body: [{ type: 'TextBlock', text: 'Are you sure?' }],
            actions: [button('Yes', carry.act({ do: 'agree', on: 'NB-1' }))],
          },
        },
      ],
    },
  ],
  [],
);

function has(data: Readonly<Record<string, unknown>>, word: string): boolean {
  return JSON.stringify(data['concordat'] ?? '').includes(`"${word}"`);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
