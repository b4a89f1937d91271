import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readRedisAddress } from './adapters/bullmq/redis-address.ts';

/*
 * What the environment says of Redis: one server, sentinels or a cluster, with TLS or without.
 */

/** The address and the password are secrets; `ca` is a certificate in PEM. */
export type RedisConfig = {
  readonly redisUrl: string;
  readonly sentinelPassword?: string;
  readonly ca?: string;
};

/** A message must never show what was typed: it holds a password. */
export const redisVariables = {
  REDIS_URL: z
    .string()
    .refine(
      (text) => readRedisAddress(text) !== undefined,
      'should be an address such as redis://:password@host:6379, redis+sentinel://:password@host1:26379,host2:26379/mymaster or redis+cluster://:password@host1:6379,host2:6379; with rediss in place of redis for TLS. In a password write % as %25, @ as %40 and / as %2F',
    )
    .optional(),
  REDIS_SENTINEL_PASSWORD: z.string().optional(),
  REDIS_CA_FILE: z.string().transform(certificateIn).optional(),
};

type Read = z.infer<z.ZodObject<typeof redisVariables>>;
type Given = Readonly<Record<string, string>>;

/** What of Redis does not fit together, each with its remedy. */
export function redisProblems(given: Given): readonly string[] {
  const address = readRedisAddress(given['REDIS_URL'] ?? '');
  const has = (name: string) => given[name] !== undefined;
  return [
    ...(has('REDIS_SENTINEL_PASSWORD') && address?.kind !== 'sentinel'
      ? [
          'REDIS_SENTINEL_PASSWORD: is set, and REDIS_URL names no sentinels. Begin it with redis+sentinel://, or take the password away',
        ]
      : []),
    ...(has('REDIS_CA_FILE') && address?.tls !== true
      ? ['REDIS_CA_FILE: is set, and REDIS_URL does not ask for TLS. Begin it with rediss in place of redis']
      : []),
  ];
}

export function redisOf(read: Read): RedisConfig | undefined {
  const { REDIS_URL: redisUrl, REDIS_SENTINEL_PASSWORD: sentinelPassword, REDIS_CA_FILE: ca } = read;
  if (redisUrl === undefined) return undefined;
  return {
    redisUrl,
    ...(sentinelPassword === undefined ? {} : { sentinelPassword }),
    ...(ca === undefined ? {} : { ca }),
  };
}

function certificateIn(file: string, context: z.RefinementCtx): string {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  } catch {
    // said below: whatever the reason, the remedy is the same
  }
  context.addIssue({
    code: 'custom',
    message: 'should be a file that can be read and holds a certificate in PEM (-----BEGIN CERTIFICATE-----)',
  });
  return '';
}
