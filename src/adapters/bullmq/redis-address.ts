/** Where Redis is: one server, sentinels that know which server is the master, or some nodes of a cluster. */
export type RedisAddress = {
  readonly kind: 'single' | 'sentinel' | 'cluster';
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  /** What the sentinels call the master. */
  readonly master?: string;
  readonly db: number;
  readonly tls: boolean;
  readonly user?: string;
  readonly password?: string;
};

const usualPort = { single: 6379, sentinel: 26_379, cluster: 6379 };

/**
 * Reads an address of Redis, or says that it is none.
 *
 * @example
 * readRedisAddress('rediss://:secret@cache.example.org:6380/1')
 * readRedisAddress('redis+sentinel://:secret@s1.example.org,s2.example.org:26380/mymaster')
 * readRedisAddress('rediss+cluster://user:secret@n1.example.org,n2.example.org')
 */
export function readRedisAddress(text: string): RedisAddress | undefined {
  const found = /^redis(s?)(?:\+(sentinel|cluster))?:\/\/(?:([^@/]*)@)?([^/@?#]+)(?:\/([^/?#]*))?$/.exec(
    text,
  );
  if (found === null) return undefined;
  const [, secure = '', several, who = '', where = '', path = ''] = found;
  const kind = several === 'sentinel' || several === 'cluster' ? several : 'single';
  const nodes = where.split(',').map((one) => nodeOf(one, usualPort[kind]));
  const known = nodes.filter((node) => node !== undefined);
  if (known.length < nodes.length || (kind === 'single' && nodes.length > 1)) return undefined;
  const rest = pathOf(kind, path);
  if (rest === undefined) return undefined;
  try {
    const [user = '', ...password] = who.split(':').map(decodeURIComponent);
    return {
      kind,
      nodes: known,
      tls: secure === 's',
      ...rest,
      ...(user === '' ? {} : { user }),
      ...(password.length === 0 ? {} : { password: password.join(':') }),
    };
  } catch {
    return undefined; // a percent sign that is part of a password and was not written as %25
  }
}

/** The address as it may be shown: without user and password. */
export function sayRedisAddress({ kind, nodes, master }: RedisAddress): string {
  const places = nodes.map(({ host, port }) => `${host}:${port}`).join(', ');
  if (kind === 'sentinel') return `${master ?? ''} of the sentinels ${places}`;
  return kind === 'cluster' ? `the cluster ${places}` : places;
}

function nodeOf(text: string, usual: number) {
  const [, six, name, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = six ?? name;
  const number = port === undefined ? usual : Number(port);
  return host === undefined || number < 1 || number > 65_535 ? undefined : { host, port: number };
}

/** After the slash: the number of the database; of sentinels the name of the master. A cluster has one database. */
function pathOf(kind: RedisAddress['kind'], path: string): { db: number; master?: string } | undefined {
  if (kind === 'sentinel') return path === '' ? undefined : { db: 0, master: decodeURIComponent(path) };
  if (kind === 'cluster') return path === '' ? { db: 0 } : undefined;
  return /^\d{0,4}$/.test(path) ? { db: Number(path) } : undefined;
}
