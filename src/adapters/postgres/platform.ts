import type { Platform } from '../../directory/directory.ts';

/** Whether a stored text names a platform that this version knows. */
export function isPlatform(text: string): text is Platform {
  return text === 'slack' || text === 'teams' || text === 'email';
}
