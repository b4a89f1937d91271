import { downloadApp } from '../adapters/download/app.ts';
import { makePageLimits } from '../adapters/email/limits.ts';
import { isOpen, takeDocument } from '../flows/documents/take-document.ts';
import type { Services } from '../flows/services.ts';
import type { WayIn } from './chat-platform.ts';
import { documentKit } from './document-kit.ts';

export type DocumentsOptions = {
  /** Where people reach the pages of links to documents. */
  readonly baseUrl: string;
  /** How many proxies of ours stand before the bot. */
  readonly proxies: number;
};

/** The pages of links to documents, for everybody who was sent one, whatever platform they are on. */
export function documentsWayIn({ baseUrl, proxies }: DocumentsOptions, services: Services): WayIn {
  const app = downloadApp({
    isOpen: (token) => isOpen(services, token),
    take: (asked) => takeDocument(services, documentKit, asked),
    log: services.log,
    baseUrl,
    proxies,
    limit: makePageLimits().pages,
  });
  return { paths: { [app.path]: app.handle }, stop: app.stop };
}
