import type { Person } from '../directory/directory.ts';
import type { SentMessage } from './chat-input.ts';
import type { Message, Reply } from './chat-message.ts';
import { homeOf } from './home.ts';
import { knownCase } from './rules-of-case.ts';
import type { Services } from './services.ts';
import { wordNotice } from './wording/word-notice.ts';

/**
 * What somebody sees once they closed a form or page that had taken the place of a message: that message as it now
 * reads or, where it was none of a case or says nothing to them any more, their home.
 */
export async function putAway(
  services: Services,
  person: Person,
  of: SentMessage | undefined,
): Promise<Reply> {
  const message = of === undefined ? undefined : await messageNow(services, person, of);
  if (message !== undefined) return { kind: 'message', message };
  return { kind: 'home', home: await homeOf(services, person) };
}

/** Only ever to the one it was sent to: a message can be passed on, and a forged input can name any. */
async function messageNow(services: Services, person: Person, of: SentMessage): Promise<Message | undefined> {
  const notice = await services.outbox.noticeIn(of);
  if (notice?.to !== person.id) return undefined;
  const known = await knownCase(services, notice.caseId);
  if (known === undefined) return undefined;
  const worded = wordNotice(notice.about, person, known, services.clock.now(), 'standing');
  return worded === 'superseded' ? undefined : worded.message;
}
