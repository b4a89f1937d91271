import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/*
 * What the environment says of Microsoft Teams. The bot proves to Microsoft who it is in exactly one of three ways, and
 * there is none without a proof: without an app id Microsoft's SDK would believe anybody.
 */

/** Who the bot is to Microsoft, and how it proves it. `tenantId`: where the bot itself is registered. */
type Identity = { readonly appId: string; readonly tenantId: string } & (
  | { readonly kind: 'secret'; readonly password: string }
  | { readonly kind: 'certificate'; readonly thumbprint: string; readonly privateKey: string }
  | { readonly kind: 'managed' }
);

export type TeamsConfig = {
  readonly identity: Identity;
  /** The tenants whose people are answered; empty means those that the directory lists. */
  readonly tenants: readonly string[];
};

const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const guid = (says: string) => z.string().toLowerCase().regex(guidPattern, says);

/** The variables, each with what it should be. Messages never show what was typed, which may be a secret. */
export const teamsVariables = {
  TEAMS_APP_ID: guid(
    'should be the Application (client) ID of the app registration in Entra, such as 00000000-0000-4000-8000-000000000000',
  ).optional(),
  TEAMS_TENANT_ID: guid(
    'should be the Directory (tenant) ID of the tenant in which the bot is registered, such as 00000000-0000-4000-8000-000000000000',
  ).optional(),
  TEAMS_APP_PASSWORD: z
    .string()
    .regex(/^\S{16,256}$/, 'should be the Value of a client secret (Entra, Certificates & secrets)')
    .refine(
      (value) => !guidPattern.test(value.toLowerCase()),
      'looks like the Secret ID. Copy the Value beside it; it is shown once, so make a new secret if it is gone',
    )
    .optional(),
  TEAMS_CERTIFICATE_THUMBPRINT: z
    .string()
    .transform((value) => value.replace(/[\s:]/g, '').toUpperCase())
    .refine(
      (value) => /^[0-9A-F]{40}$/.test(value),
      'should be the thumbprint that Entra shows beside the certificate: 40 digits and letters from A to F',
    )
    .optional(),
  TEAMS_CERTIFICATE_KEY: z.string().transform(privateKeyOf).optional(),
  TEAMS_CERTIFICATE_KEY_FILE: z.string().transform(privateKeyIn).optional(),
  TEAMS_MANAGED_IDENTITY: z
    .enum(['true', 'false'], {
      error: 'should be true, for a user-assigned managed identity in Azure, or left empty',
    })
    .optional(),
  TEAMS_TENANTS: z.string().default('').transform(tenantsOf),
};

type Read = z.infer<z.ZodObject<typeof teamsVariables>>;
type Given = Readonly<Record<string, string>>;

/** Whether anything was said of Teams; then all that it needs must be there. */
export function wantsTeams(given: Given): boolean {
  return Object.keys(teamsVariables).some((name) => isSet(given, name));
}

/** What of Teams is missing, or given twice over, each with its remedy. */
export function teamsProblems(given: Given): readonly string[] {
  if (!wantsTeams(given)) return [];
  const ways = waysOf(given);
  return [
    ...['TEAMS_APP_ID', 'TEAMS_TENANT_ID'].flatMap((name) =>
      isSet(given, name) ? [] : [`${name}: is not set. ${whereFound(name)}`],
    ),
    ...(ways.length === 0
      ? [
          'TEAMS_APP_PASSWORD: is not set, and nothing else proves who the bot is. Set it to the Value of a client secret; or set TEAMS_CERTIFICATE_THUMBPRINT and TEAMS_CERTIFICATE_KEY_FILE; or TEAMS_MANAGED_IDENTITY=true',
        ]
      : []),
    ...(ways.length > 1
      ? [`${ways.join(' and ')}: only one of them may be set. Keep the one that the bot is registered with`]
      : []),
    ...certificateProblems(given),
  ];
}

/** What the environment says of Teams, once `teamsProblems` found nothing. */
export function teamsOf(read: Read): TeamsConfig | undefined {
  const { TEAMS_APP_ID: appId, TEAMS_TENANT_ID: tenantId, TEAMS_TENANTS: tenants } = read;
  if (appId === undefined || tenantId === undefined) return undefined;
  const identity = identityOf(read, { appId, tenantId });
  return identity === undefined ? undefined : { identity, tenants };
}

function identityOf(
  read: Read,
  who: { readonly appId: string; readonly tenantId: string },
): Identity | undefined {
  const { TEAMS_APP_PASSWORD: password, TEAMS_CERTIFICATE_THUMBPRINT: thumbprint } = read;
  const privateKey = read.TEAMS_CERTIFICATE_KEY ?? read.TEAMS_CERTIFICATE_KEY_FILE;
  if (password !== undefined) return { kind: 'secret', ...who, password };
  if (thumbprint !== undefined && privateKey !== undefined)
    return { kind: 'certificate', ...who, thumbprint, privateKey };
  return read.TEAMS_MANAGED_IDENTITY === 'true' ? { kind: 'managed', ...who } : undefined;
}

/** A managed identity that is switched off, and an empty list, say nothing. */
function isSet(given: Given, name: string): boolean {
  return given[name] !== undefined && !(name === 'TEAMS_MANAGED_IDENTITY' && given[name] === 'false');
}

const certificate = [
  'TEAMS_CERTIFICATE_THUMBPRINT',
  'TEAMS_CERTIFICATE_KEY',
  'TEAMS_CERTIFICATE_KEY_FILE',
] as const;

/** The ways to prove who the bot is that were given, each by one of its variables. */
function waysOf(given: Given): readonly string[] {
  const ofCertificate = certificate.find((name) => isSet(given, name));
  return [
    ...(isSet(given, 'TEAMS_APP_PASSWORD') ? ['TEAMS_APP_PASSWORD'] : []),
    ...(ofCertificate === undefined ? [] : [ofCertificate]),
    ...(isSet(given, 'TEAMS_MANAGED_IDENTITY') ? ['TEAMS_MANAGED_IDENTITY'] : []),
  ];
}

function certificateProblems(given: Given): readonly string[] {
  const [thumbprint, key, file] = certificate.map((name) => isSet(given, name));
  if (thumbprint !== true && key !== true && file !== true) return [];
  return [
    ...(thumbprint === true
      ? []
      : [
          'TEAMS_CERTIFICATE_THUMBPRINT: is not set although the certificate’s key is. Copy it from Entra, Certificates & secrets, Certificates',
        ]),
    ...(key === true || file === true
      ? []
      : [
          'TEAMS_CERTIFICATE_KEY_FILE: is not set although the certificate’s thumbprint is. Set it to the file of the private key (PEM), or TEAMS_CERTIFICATE_KEY to the key itself',
        ]),
    ...(key === true && file === true
      ? ['TEAMS_CERTIFICATE_KEY and TEAMS_CERTIFICATE_KEY_FILE: only one of them may be set']
      : []),
  ];
}

function whereFound(name: string): string {
  return name === 'TEAMS_APP_ID'
    ? 'Copy the Application (client) ID from the Overview page of the app registration in Entra'
    : 'Copy the Directory (tenant) ID from the Overview page of the app registration in Entra';
}

function privateKeyIn(file: string, context: z.RefinementCtx): string {
  try {
    return privateKeyOf(readFileSync(file, 'utf8'), context);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason was given';
    return wrong(
      context,
      `the file cannot be read (${code}). Check its name, and that this user may read it`,
    );
  }
}

/** A private key as a text; where a setting takes one line only, `\n` stands for the ends of its lines. */
function privateKeyOf(text: string, context: z.RefinementCtx): string {
  const pem = text.replaceAll('\\n', '\n').trim();
  if (/^-----BEGIN ENCRYPTED|^Proc-Type:.*ENCRYPTED/m.test(pem))
    return wrong(context, 'the key has a password. Take it off with: openssl pkey -in KEY -out NEW');
  try {
    createPrivateKey(pem);
    return pem;
  } catch {
    // What OpenSSL says could quote the key, and helps nobody.
    return wrong(
      context,
      'should be a private key in PEM form, from -----BEGIN PRIVATE KEY----- to its last line',
    );
  }
}

function tenantsOf(text: string, context: z.RefinementCtx): readonly string[] {
  const tenants = text
    .split(/[\s,]+/)
    .filter((tenant) => tenant !== '')
    .map((tenant) => tenant.toLowerCase());
  if (tenants.every((tenant) => guidPattern.test(tenant))) return [...new Set(tenants)];
  context.addIssue({
    code: 'custom',
    message:
      'should be tenant ids with commas between them, such as 00000000-0000-4000-8000-000000000000 (Entra, Overview, Tenant ID)',
  });
  return [];
}

function wrong(context: z.RefinementCtx, message: string): string {
  context.addIssue({ code: 'custom', message });
  return '';
}
