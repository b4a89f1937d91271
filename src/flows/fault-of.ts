/** What of an error may be logged: its name, its code and where it was thrown; never its message. */
export function faultOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  return {
    error: error.name,
    ...('code' in error ? { code: String(error.code).slice(0, 100) } : {}),
    where: frames.slice(0, 4).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: faultOf(error.cause) }),
  };
}
