/**
 * A look whose answer is good for a while: whoever asks meanwhile is given the same one, and those who ask during a look share
 * it. So it costs no more however often it is asked for.
 *
 * @param keptMs how long after the look ended its answer, or its failure, is given
 */
export function remembered<T>(
  look: () => Promise<T>,
  keptMs: number,
  now: () => number = () => performance.now(),
): () => Promise<T> {
  let last: Look<T> | undefined;
  return () => {
    if (last?.endedAt !== undefined && now() - last.endedAt >= keptMs) last = undefined;
    if (last !== undefined) return last.answer;
    const answer = look();
    const mine: Look<T> = { answer };
    last = mine;
    const ended = () => void (mine.endedAt = now());
    answer.then(ended, ended);
    return answer;
  };
}

type Look<T> = { readonly answer: Promise<T>; endedAt?: number };
