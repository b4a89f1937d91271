/** Runs one piece of work after the other: a client has one screen, so two acts at once could not be told apart. */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined); // whoever asked has the failure; the next act must still be done
    return mine;
  };
}
