/** What was said in stories that were told on several platforms, by story and platform. */
export function tellings() {
  const told = new Map<string, Map<string, readonly string[]>>();
  return {
    keep: (story: string, platform: string, lines: readonly string[]): void => {
      const known = told.get(story) ?? new Map<string, readonly string[]>();
      told.set(story, known.set(platform, lines));
    },
    /** Stories that were told on more than one platform and are not the same, with the first thing that differs. */
    differing: (): readonly string[] =>
      [...told].flatMap(([story, byPlatform]) => {
        const [one = [], ...others] = byPlatform.values();
        return others.flatMap((other) => {
          const at = one.findIndex((line, index) => line !== other[index]);
          return at < 0 && one.length === other.length
            ? []
            : [`${story}: “${one[at] ?? ''}” and “${other[at] ?? ''}”`];
        });
      }),
  };
}
