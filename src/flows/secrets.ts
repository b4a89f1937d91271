import { createHash, randomBytes, randomInt } from 'node:crypto';

/* Everything that only one person may know. What is stored of it is a hash. */

/** 256 bits that nobody can guess: the token of a link, the secret of a session. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether something could be such a secret, before anything is asked of the database. */
export function isSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/u.test(text);
}

/** What is stored in place of a secret. It is of 256 bits, so that its hash can be turned back by nobody. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Six figures, to be typed. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** A code is short, so its hash is made with the token of its link, which is not stored: it tells nothing without it. */
export function hashOfCode(code: string, token: string): string {
  return hashOf(`${token} ${code}`);
}

/** What a form of a session carries, so that no other site can send one in somebody's name. */
export function formKeyOf(secret: string): string {
  return hashOf(`form ${secret}`);
}
