import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { readRedisAddress } from './redis-address.ts';

/** Redis for the queue, and what is needed to reach it. The address and the password of the sentinels are secrets. */
export type RedisPlace = {
  /** As `readRedisAddress` takes it. */
  readonly redisUrl: string;
  /** Where the sentinels ask for a password of their own. */
  readonly sentinelPassword?: string | undefined;
  /** The certificate of a private authority, in PEM, that vouches for the servers. */
  readonly ca?: string | undefined;
};

/** How long a connection tries. */
type Patience = Pick<
  RedisOptions,
  | 'maxRetriesPerRequest'
  | 'lazyConnect'
  | 'connectTimeout'
  | 'commandTimeout'
  | 'socketTimeout'
  | 'retryStrategy'
>;

/**
 * Opens one connection to Redis, to the master that the sentinels name, or to a cluster.
 *
 * @throws an Error for an address that is none; the configuration has refused it before
 */
export function openRedis(
  { redisUrl, sentinelPassword, ca }: RedisPlace,
  { retryStrategy, ...patience }: Patience,
): Redis | Cluster {
  const address = readRedisAddress(redisUrl);
  if (address === undefined) throw new Error('REDIS_URL is no address of Redis');
  const { kind, nodes, user, password, db, master } = address;
  const tls = address.tls ? { tls: ca === undefined ? {} : { ca } } : {};
  const retry = retryStrategy === undefined ? {} : { retryStrategy };
  const common = {
    ...patience,
    ...tls,
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password }),
  };
  if (kind === 'cluster') {
    return new Cluster([...nodes], {
      redisOptions: common,
      ...(patience.lazyConnect === undefined ? {} : { lazyConnect: patience.lazyConnect }),
      ...(retryStrategy === undefined ? {} : { clusterRetryStrategy: () => null }),
      // Names as the servers give them: a certificate vouches for a name, and not for what it is looked up as.
      dnsLookup: (host, found) => found(null, host),
    });
  }
  if (kind === 'single') return new Redis({ ...common, ...retry, ...nodes[0], db });
  return new Redis({
    ...common,
    ...retry,
    sentinels: [...nodes],
    name: master ?? '',
    db,
    ...(sentinelPassword === undefined ? {} : { sentinelPassword }),
    ...(retryStrategy === undefined ? {} : { sentinelRetryStrategy: () => null }),
    ...(address.tls ? { enableTLSForSentinelMode: true, sentinelTLS: tls.tls } : {}),
  });
}
