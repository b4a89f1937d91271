/**
 * Reads a copy of something that others change, several readings at a time: an answer that was overtaken by one that
 * was asked later is dropped, so that a copy never goes back to what it was.
 */
export function newestOnly<T>(read: () => Promise<T>, take: (answer: T) => void): () => Promise<void> {
  let asked = 0;
  let taken = 0;
  return async () => {
    asked += 1;
    const turn = asked;
    const answer = await read();
    if (turn < taken) return;
    taken = turn;
    take(answer);
  };
}
