import type { Platform } from '../directory/directory.ts';

/* What a person did in chat, as every platform's adapter hands it over. No platform's payload goes further in. */

/** Somebody on a platform: a Slack user in a workspace, a Teams user in a tenant. Not yet a person of the directory. */
export type Account = { readonly platform: Platform; readonly space: string; readonly user: string };

/** What a button or a form is about. Adapters carry it unread; ids only, never a word of a case. */
export type Act = {
  /** `raise`, `acknowledge`, `log-discussion`, `read-case`, `why-date`, ... */
  readonly do: string;
  readonly caseId?: string;
  /** An entry, an obligation, a recommendation, a page: what exactly. */
  readonly on?: string;
};

/** The text answers of a form, by field id; `null` where nothing was chosen. */
export type Answers = Readonly<Record<string, string | readonly string[] | null>>;

type Common = {
  /** The platform's own id of what happened, the same when it is delivered again. */
  readonly id: string;
  readonly account: Account;
  readonly at: Date;
};

export type ChatInput =
  /** `/escalate …` in Slack, `escalate …` in Teams. */
  | (Common & { readonly kind: 'command'; readonly text: string })
  | (Common & { readonly kind: 'pressed'; readonly act: Act })
  | (Common & { readonly kind: 'submitted'; readonly form: FormContext; readonly answers: Answers })
  | (Common & { readonly kind: 'home-opened' })
  | { readonly kind: 'unsupported'; readonly why: string };

/** Which form this is and where in it we are; opaque to adapters, returned with the answers. */
export type FormContext = { readonly act: Act; readonly step: string; readonly draft?: string };
