import { readFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  fillTeamsManifest,
  readTeamsManifest,
  type TeamsAppDetails,
} from '../../../src/adapters/files/teams-manifest.ts';
import { packTeamsApp } from '../../../src/adapters/files/teams-package.ts';

const details: TeamsAppDetails = {
  appId: 'aaaaaaaa-aaaa-4000-8000-aaaaaaaaaaaa',
  organisation: 'Exampleshire Council',
  website: 'https://www.example.org',
  privacy: 'https://www.example.org/privacy',
  terms: 'https://www.example.org/terms',
  command: 'escalate',
};
const schema: unknown = JSON.parse(await readFile('test/fixtures/teams/manifest.schema.1.25.json', 'utf8'));
// The schema is of an older kind, draft 4, whose words mean the same here but for how it names itself.
const ajv = new Ajv({ strict: false, validateFormats: false, validateSchema: false, allErrors: true });
const validate = ajv.compile(schema as object);
const shipped = await readTeamsManifest();

/** What Teams holds against a manifest. */
function problemsOf(manifest: unknown): unknown {
  validate(manifest);
  return validate.errors;
}

describe('the manifest of the Teams app', () => {
  it('is one that Teams takes, as it is shipped and as an organisation fills it in', () => {
    expect(problemsOf(shipped)).toBeNull();
    expect(problemsOf(fillTeamsManifest(shipped, details))).toBeNull();
    const long = {
      ...details,
      organisation: 'o'.repeat(32),
      command: 'c'.repeat(31),
      version: '99999.0.1',
      website: `https://www.example.org/${'w'.repeat(2_000)}`,
    };
    expect(problemsOf(fillTeamsManifest(shipped, long))).toBeNull();
  });

  it('would be refused with a name that is too long, and with a key that does not exist', () => {
    expect(
      problemsOf(fillTeamsManifest(shipped, { ...details, organisation: 'o'.repeat(33) })),
    ).not.toBeNull();
    expect(problemsOf({ ...shipped, everything: true })).not.toBeNull();
  });

  it('names the organisation, the bot and what people type wherever they belong', () => {
    const filled = fillTeamsManifest(shipped, { ...details, command: 'disagree', version: '1.2.3' });
    expect(filled).toMatchObject({
      id: details.appId,
      version: '1.2.3',
      developer: {
        name: 'Exampleshire Council',
        websiteUrl: 'https://www.example.org',
        privacyUrl: 'https://www.example.org/privacy',
        termsOfUseUrl: 'https://www.example.org/terms',
      },
      bots: [{ botId: details.appId }],
    });
    const titles = filled.bots[0].commandLists.map(({ commands }) => commands.map(({ title }) => title));
    expect(titles).toEqual([
      ['disagree', 'cases', 'list', 'help'],
      ['disagree', 'cases', 'help'],
    ]);
    expect(JSON.stringify(filled)).not.toMatch(/00000000-0000-0000|Your organisation|escalate"/);
  });

  it('asks for nothing that reads conversations, files or domains', () => {
    expect(shipped).toMatchObject({
      bots: [{ scopes: ['personal', 'team', 'groupChat'], supportsFiles: false }],
      permissions: ['identity', 'messageTeamMembers'],
      validDomains: [],
    });
    for (const key of ['authorization', 'webApplicationInfo', 'devicePermissions', 'composeExtensions'])
      expect(shipped).not.toHaveProperty(key);
  });

  it('has every permission defended in the instructions', async () => {
    const guide = await readFile('docs/teams.md', 'utf8');
    for (const permission of ['identity', 'messageTeamMembers'])
      expect(guide).toContain(`| \`${permission}\` |`);
  });
});

describe('the package', () => {
  it('holds the manifest and the two icons that it names, and no folder', async () => {
    const filled = fillTeamsManifest(shipped, details);
    const files = unzipSync(await packTeamsApp(filled));
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    const { 'manifest.json': manifest = new Uint8Array() } = files;
    expect(JSON.parse(strFromU8(manifest))).toEqual(filled);
  });
});

/** A PNG of ours: a square, four bytes a pixel, no filters. */
async function pixelsOf(name: string) {
  const bytes = await readFile(`manifest/teams/${name}`);
  const size = bytes.readUInt32BE(16);
  const start = bytes.indexOf('IDAT', 'latin1');
  const lines = inflateSync(bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start - 4)));
  const pixels = Array.from({ length: size * size }, (_, index) => {
    const at = Math.floor(index / size) * (size * 4 + 1) + 1 + (index % size) * 4;
    return [...lines.subarray(at, at + 4)];
  });
  return { size, height: bytes.readUInt32BE(20), pixels };
}

describe('the icons', () => {
  it('are a full square of 192 pixels, with nothing see-through and the mark in the middle', async () => {
    const { size, height, pixels } = await pixelsOf('color.png');
    expect([size, height]).toEqual([192, 192]);
    expect(pixels.every(([, , , solid]) => solid === 255)).toBe(true);
    const [edge] = pixels;
    const outside = pixels.filter((_, index) => {
      const [x, y] = [index % size, Math.floor(index / size)];
      return x < 36 || x >= 156 || y < 36 || y >= 156;
    });
    expect(outside.every((pixel) => pixel.join() === edge?.join())).toBe(true);
  });

  it('and white on nothing, of 32 pixels', async () => {
    const { size, height, pixels } = await pixelsOf('outline.png');
    expect([size, height]).toEqual([32, 32]);
    const seen = pixels.filter(([, , , solid]) => solid !== 0);
    expect(seen.length).toBeGreaterThan(100);
    expect(seen.length).toBeLessThan(pixels.length / 2);
    expect(seen.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
  });
});
