import type { Brief, MailboxWord, Tidings } from '../../flows/chat-message.ts';
import { clean } from '../../flows/plain-text.ts';
import { sayDate } from '../../policy/say-date.ts';
import { markup, type Html } from '../../pages/markup.ts';
import type { Mail } from './mailer.ts';

/* What an e-mail says. It is kept for good and may be read by others, so it never says more than a brief, or what belongs to no case. */

type Written = Pick<Mail, 'subject' | 'text' | 'html' | 'isUrgent'>;

/** A line, a list under its title, a link, or a code to be typed. */
type Part =
  | string
  | { readonly title: string; readonly items: readonly string[] }
  | { readonly link: string }
  | { readonly code: string };

/** That there is something, with its link. */
export function writeNotice(brief: Brief | undefined, link: string, until: Date): Written {
  const urgent = brief?.urgent === true;
  const owed = brief?.owed ?? [];
  const opening =
    brief === undefined
      ? 'Concordat has something for you.'
      : `Concordat has something for you: ${brief.reference}, under the procedure of ${brief.board}.`;
  return written(subjectOf(brief), urgent, [
    opening,
    ...(brief?.again === undefined ? [] : [brief.again]),
    ...listed(
      'You owe',
      owed.map(({ what, due }) => `${what}, ${due}`),
    ),
    ...(owed.length === 0 && brief !== undefined
      ? ['You owe nothing in it now. There is something to read.']
      : []),
    ...listed(urgent ? 'Ring' : 'Whom to speak to', brief?.speakTo ?? []),
    'Read it and answer here:',
    { link },
    ...aboutLink(until),
    ...closing(brief),
  ]);
}

/** What belongs to no case, in full. */
export function writeTidings({ title, says }: Tidings, link: string, until: Date): Written {
  return written(`Concordat: ${title}`, false, [
    `${title}.`,
    ...says,
    'Your cases, and your days away, are here:',
    { link },
    ...aboutLink(until),
    ...closing(undefined),
  ]);
}

/**
 * Word to a mailbox that is nobody's own. Its link is the door that anybody may knock at: whoever reads the mailbox gets no
 * further by it than before.
 */
export function writeToMailbox({ title, says }: MailboxWord, door: string): Written {
  return written(title, false, [
    ...says,
    'Whoever works in the office opens it in Concordat: in Slack or Microsoft Teams, or with a link of their own, which they ask for here with their own e-mail address at work:',
    { link: door },
    'This mailbox belongs to nobody alone, so nobody gets into a case through it.',
    ...closing(undefined),
  ]);
}

/** The link that somebody asked for who had none. */
export function writeFirstLink(link: string, until: Date): Written {
  return written('Concordat: your link', false, [
    'Here is the link that you asked for. It opens your cases, and you can raise a disagreement there.',
    { link },
    ...aboutLink(until),
    'If you did not ask for it, somebody else typed your address. They see nothing without this link and the code that is sent to this address.',
    ...closing(undefined),
  ]);
}

/** The new link that somebody asked for. */
export function writeNewLink(link: string, until: Date): Written {
  return written('Concordat: your new link', false, [
    'Here is the new link that you asked for.',
    { link },
    ...aboutLink(until),
    'If you did not ask for it, somebody else has your old link. They cannot use it without the code that is sent to this address.',
    ...closing(undefined),
  ]);
}

/** The code that proves that an address is somebody's own. */
export function writeCode(code: string, minutes: number): Written {
  return written('Concordat: your code', false, [
    'Your code is:',
    { code },
    `Type it on the page where you asked for it. It is good for ${minutes} minutes. Tell it to nobody: Concordat never asks for it by telephone or e-mail.`,
    'If you did not ask for it, somebody else has a link of yours. Without the code they see nothing.',
    ...closing(undefined),
  ]);
}

function subjectOf(brief: Brief | undefined): string {
  if (brief === undefined) return 'Concordat: something for you';
  const [first] = brief.owed;
  if (brief.urgent) return `URGENT, ring first: ${brief.reference}`;
  return first === undefined
    ? `${brief.reference}: something for you to read`
    : `${brief.reference}: you owe a step, ${first.due}`;
}

function listed(title: string, items: readonly string[]): readonly Part[] {
  return items.length === 0 ? [] : [{ title, items }];
}

function aboutLink(until: Date): readonly Part[] {
  return [
    `The link is for you alone. It is good until ${sayDate(until)} and works once; the page sends a code to this address first. Please do not pass it on.`,
  ];
}

function closing(brief: Brief | undefined): readonly Part[] {
  return [
    'If an adult is in danger now, ring 999. Do not wait for an e-mail.',
    'Concordat takes disagreements between agencies about an adult at risk through the procedure of their Safeguarding Adults Board. What a case is about stands on the page and never in an e-mail. Nobody reads answers to this address.',
    ...listed('Questions? Ask', brief?.ask ?? []),
  ];
}

function written(subject: string, isUrgent: boolean, parts: readonly Part[]): Written {
  const line = clean(subject).replace(/\s+/gu, ' ').trim();
  return { subject: line, isUrgent, text: clean(inText(parts)), html: inHtml(line, parts).text };
}

function inText(parts: readonly Part[]): string {
  const lines = parts.map((part) => {
    if (typeof part === 'string') return part;
    if ('link' in part) return part.link;
    if ('code' in part) return part.code;
    return [`${part.title}:`, ...part.items.map((item) => `- ${item}`)].join('\n');
  });
  return `${lines.join('\n\n')}\n`;
}

function inHtml(subject: string, parts: readonly Part[]): Html {
  return markup`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <title>${subject}</title>
      </head>
      <body
        style="font-family: sans-serif; font-size: 16px; line-height: 1.5; color: #0b0c0c; background: #ffffff"
      >
        ${parts.map(partInHtml)}
      </body>
    </html> `;
}

function partInHtml(part: Part): Html {
  if (typeof part === 'string') return markup`<p>${part}</p> `;
  if ('link' in part) return markup`<p><a href="${part.link}">${part.link}</a></p> `;
  if ('code' in part)
    return markup`<p style="font-size: 28px; letter-spacing: 4px"><strong>${part.code}</strong></p> `;
  const items = part.items.map((item) => markup`<li>${item}</li> `);
  return markup`<p><strong>${part.title}:</strong></p>
    <ul>
      ${items}
    </ul> `;
}
