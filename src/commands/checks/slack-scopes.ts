import type { SlackManifest } from '../../adapters/files/slack-manifest.ts';
import type { Finding } from './finding.ts';

/**
 * Whether a token permits all that the manifest asks for.
 *
 * @param where the workspace, where there are several
 */
export function checkScopes(
  granted: readonly string[] | undefined,
  { scopes }: Pick<SlackManifest, 'scopes'>,
  where?: string,
): Finding {
  const check = 'slack';
  const of = where === undefined ? '' : `${where}: `;
  if (granted === undefined)
    return { check, state: 'note', says: `${of}Slack did not say what the token permits` };
  const missing = scopes.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return { check, state: 'ok', says: `${of}the token permits all that is needed` };
  return {
    check,
    state: 'wrong',
    says: `${of}the token lacks ${missing.join(', ')}. Paste the manifest under App Manifest, then reinstall the app in the workspace`,
  };
}
