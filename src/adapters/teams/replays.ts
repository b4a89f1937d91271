/** Answers what was delivered again without doing it again. */
export type Replays<Answer> = {
  /** `forgotAfter`: what is done twice at the same time is done once, and what comes after it is done again. */
  readonly once: (
    id: string,
    work: () => Promise<Answer>,
    how?: { readonly forgotAfter: boolean },
  ) => Promise<Answer>;
};

/**
 * Remembers what became of the newest `max` activities by their ids. Two deliveries of one share its answer, also while it is
 * being worked on. What failed is forgotten, so that it can be done when it is delivered again.
 */
export function rememberReplays<Answer>(max: number): Replays<Answer> {
  const known = new Map<string, Promise<Answer>>();
  return {
    once: (id, work, how) => {
      const before = known.get(id);
      if (before !== undefined) return before;
      const answer = work();
      known.set(id, answer);
      const forget = (): void => {
        if (known.get(id) === answer) known.delete(id);
      };
      answer.then(how?.forgotAfter === true ? forget : undefined, forget);
      const [oldest] = known.keys();
      if (known.size > max && oldest !== undefined) known.delete(oldest);
      return answer;
    },
  };
}
