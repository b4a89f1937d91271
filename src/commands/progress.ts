/**
 * Says how far something long has come, for whoever waits at a terminal; nobody else is told.
 *
 * @example
 * const told = progress('entries checked');
 * told.at(20_000); // writes over its own line
 * told.end();
 */
export function progress(what: string): { readonly at: (count: number) => void; readonly end: () => void } {
  let told = Date.now();
  let shownAnything = false;
  return {
    at: (count) => {
      if (!process.stderr.isTTY || Date.now() - told < everyMs) return;
      told = Date.now();
      shownAnything = true;
      process.stderr.write(`\r${count.toLocaleString('en-GB')} ${what}`);
    },
    end: () => {
      if (shownAnything) process.stderr.write('\r\u001b[K');
    },
  };
}

const everyMs = 500;
