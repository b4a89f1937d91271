import { addresses } from './0009-addresses.ts';
import { append } from './0004-append.ts';
import { caseFigures } from './0017-case-figures.ts';
import { boardSettings } from './0015-board-settings.ts';
import { documentLinks } from './0016-document-links.ts';
import { diversions } from './0024-diversions.ts';
import { draftsAccessClock } from './0007-drafts-access-clock.ts';
import { email } from './0011-email.ts';
import { erasing } from './0014-erasing.ts';
import { linksAgain } from './0020-links-again.ts';
import { mailboxes } from './0022-mailboxes.ts';
import { listsAtScale } from './0025-lists-at-scale.ts';
import { sessionsEndLogsStay } from './0029-sessions-end-logs-stay.ts';
import { viewsThatChanged } from './0026-views-that-changed.ts';
import { auditFindsMore } from './0027-audit-finds-more.ts';
import { newVersions } from './0008-new-versions.ts';
import { outbox } from './0002-outbox.ts';
import { people } from './0005-people.ts';
import { policies } from './0006-policies.ts';
import { reach } from './0012-reach.ts';
import { record } from './0001-record.ts';
import { reports } from './0018-reports.ts';
import { slackInstallations } from './0010-slack-installations.ts';
import { selfAudit } from './0019-self-audit.ts';
import { restores } from './0021-restores.ts';
import { setInChat } from './0013-set-in-chat.ts';
import { waitingAnswers } from './0023-waiting-answers.ts';
import { urgentFirst } from './0028-urgent-first.ts';
import { views } from './0003-views.ts';

export type Migration = { readonly number: number; readonly name: string; readonly sql: string };

/** In order, forwards only. What has landed is never edited: a change is a new number. */
export const migrations: readonly Migration[] = [
  { number: 1, name: 'record', sql: record },
  { number: 2, name: 'outbox', sql: outbox },
  { number: 3, name: 'views', sql: views },
  { number: 4, name: 'append', sql: append },
  { number: 5, name: 'people', sql: people },
  { number: 6, name: 'policies', sql: policies },
  { number: 7, name: 'drafts-access-clock', sql: draftsAccessClock },
  { number: 8, name: 'new-versions', sql: newVersions },
  { number: 9, name: 'addresses', sql: addresses },
  { number: 10, name: 'slack-installations', sql: slackInstallations },
  { number: 11, name: 'email', sql: email },
  { number: 12, name: 'reach', sql: reach },
  { number: 13, name: 'set-in-chat', sql: setInChat },
  { number: 14, name: 'erasing', sql: erasing },
  { number: 15, name: 'board-settings', sql: boardSettings },
  { number: 16, name: 'document-links', sql: documentLinks },
  { number: 17, name: 'case-figures', sql: caseFigures },
  { number: 18, name: 'reports', sql: reports },
  { number: 19, name: 'self-audit', sql: selfAudit },
  { number: 20, name: 'links-again', sql: linksAgain },
  { number: 21, name: 'restores', sql: restores },
  { number: 22, name: 'mailboxes', sql: mailboxes },
  { number: 23, name: 'waiting-answers', sql: waitingAnswers },
  { number: 24, name: 'diversions', sql: diversions },
  { number: 25, name: 'lists-at-scale', sql: listsAtScale },
  { number: 26, name: 'views-that-changed', sql: viewsThatChanged },
  { number: 27, name: 'audit-finds-more', sql: auditFindsMore },
  { number: 28, name: 'urgent-first', sql: urgentFirst },
  { number: 29, name: 'sessions-end-logs-stay', sql: sessionsEndLogsStay },
];
