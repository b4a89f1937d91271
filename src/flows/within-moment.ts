/** Somebody waits for the page: all that is asked for it together may take no longer. */
const momentMs = 800;

/** What is known of each within a moment; `undefined` for what takes longer. */
export async function withinMoment<T>(work: readonly Promise<T>[]): Promise<readonly (T | undefined)[]> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), momentMs);
  });
  try {
    return await Promise.all(work.map((one) => Promise.race([one, over])));
  } finally {
    clearTimeout(timer);
  }
}
