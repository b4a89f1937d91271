import { differences } from '../../test/support/platforms/differences.ts';

/** The differences of the platforms that are drawn for the page, which are Slack and Teams; e-mail's pages are not. */
export const drawnDifferences = differences.flatMap((difference) => {
  const platforms = difference.platforms.filter((platform) => platform !== 'Email');
  return platforms.length === 0 ? [] : [{ ...difference, platforms }];
});
