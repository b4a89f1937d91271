import type { Platform } from '../directory/directory.ts';

/* What a person did in chat, as every platform's adapter hands it over. No platform's payload goes further in. */

/** Somebody on a platform: a Slack user in a workspace, a Teams user in a tenant. Not yet a person of the directory. */
export type Account = { readonly platform: Platform; readonly space: string; readonly user: string };

/** A message that was sent, as the platform knows it. */
export type SentMessage = { readonly account: Account; readonly channel: string; readonly id: string };

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

/** `of`: the message whose place the answer takes, on a platform that opens forms and pages in place of a message. */
type InPlace = { readonly of?: SentMessage };

type Common = {
  /** The platform's own id of what happened, the same when it is delivered again. */
  readonly id: string;
  readonly account: Account;
  readonly at: Date;
};

export type ChatInput =
  /**
   * `/escalate …` in Slack, `escalate …` in Teams. `typed` says where: in the person's own conversation with the bot, on a
   * page of ours, or anywhere else, where others may read along.
   */
  | (Common & {
      readonly kind: 'command';
      readonly text: string;
      readonly typed: 'to-us' | 'on-page' | 'elsewhere';
    })
  /** `onPage`: on a page of ours, which shows what would be a message elsewhere. */
  | (Common & InPlace & { readonly kind: 'pressed'; readonly act: Act; readonly onPage?: true })
  | (Common & InPlace & { readonly kind: 'submitted'; readonly form: FormContext; readonly answers: Answers })
  | (Common & { readonly kind: 'home-opened' })
  /** They closed what had taken the place of a message: that message is to be seen again. */
  | (Common & InPlace & { readonly kind: 'put-away' })
  /** They added the bot, or it was added for them: from now on they can be written to. */
  | (Common & { readonly kind: 'bot-added' })
  /** They removed the bot: from now on they cannot be reached here. */
  | (Common & { readonly kind: 'bot-removed' })
  /** The bot was removed from whole spaces: nobody in them can be reached any more. */
  | {
      readonly kind: 'space-left';
      readonly id: string;
      readonly at: Date;
      readonly platform: Platform;
      readonly spaces: readonly string[];
    }
  | { readonly kind: 'unsupported'; readonly why: string };

/** Which form this is and where in it we are; opaque to adapters, returned with the answers. */
export type FormContext = { readonly act: Act; readonly step: string; readonly draft?: string };
