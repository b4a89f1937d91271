/** So long at most what is to go out waits for answers, in milliseconds: nobody who is told of something notices. */
const mostMs = 250;

export type AnswersFirst = {
  /** The same work, counted as in hand until it is done. */
  readonly inHand: <I, R>(work: (input: I) => Promise<R>) => (input: I) => Promise<R>;
  /** There is something to go out. */
  readonly tell: () => void;
};

/**
 * Answers before deliveries. Slack and Teams give an answer three seconds, and somebody looks at the screen all the while; what goes out because of
 * it is read a moment later by somebody who does not know of it yet. So while inputs are in hand, what is to go out waits until the last of them
 * is answered, and at most a quarter of a second.
 *
 * @param goOut sends out what is due; called once for however many times it was told
 */
export function answersFirst(goOut: () => void): AnswersFirst {
  let underWay = 0;
  let waiting: NodeJS.Timeout | undefined;

  function go(): void {
    clearTimeout(waiting);
    waiting = undefined;
    goOut();
  }

  return {
    inHand: (work) => async (input) => {
      underWay += 1;
      try {
        return await work(input);
      } finally {
        underWay -= 1;
        // After this turn, in which the answer itself goes on its way.
        if (underWay === 0 && waiting !== undefined) setImmediate(() => waiting !== undefined && go());
      }
    },
    tell: () => {
      if (underWay === 0) go();
      else waiting ??= setTimeout(go, mostMs);
    },
  };
}
