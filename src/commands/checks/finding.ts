/**
 * One line of `concordat doctor`. `note`: worth knowing and nothing is broken; `skipped`: could not be looked at,
 * because of something that another line says. What is wrong says what to do.
 */
export type Finding = {
  readonly check: string;
  readonly state: 'ok' | 'wrong' | 'note' | 'skipped';
  readonly says: string;
};

/** What a check says when one of the things that it rests on is wrong. */
export function skipped(check: string, because: string): Finding {
  return { check, state: 'skipped', says: `not looked at: ${because}` };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown error';
}
