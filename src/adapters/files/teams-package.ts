import { readFile } from 'node:fs/promises';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { parseTeamsManifest, shippedTeamsApp, type TeamsManifest } from './teams-manifest.ts';

const manifestName = 'manifest.json';
/** Larger than any package of ours; a file that was put in its place must not fill the memory. */
const mostBytes = 5_000_000;

/** The package that is uploaded to Teams: the manifest and its two icons, zipped, with no folder in it. */
export async function packTeamsApp(manifest: TeamsManifest): Promise<Uint8Array> {
  const { color, outline } = manifest.icons;
  const [colorIcon, outlineIcon] = await Promise.all(
    [color, outline].map(async (name) => new Uint8Array(await readFile(`${shippedTeamsApp}${name}`))),
  );
  return zipSync({
    [manifestName]: strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
    ...(colorIcon === undefined ? {} : { [color]: colorIcon }),
    ...(outlineIcon === undefined ? {} : { [outline]: outlineIcon }),
  });
}

/** The manifest in a package that was made before. @throws when the file cannot be opened or is no such package */
export async function manifestInPackage(file: string): Promise<TeamsManifest> {
  const bytes = await readFile(file);
  if (bytes.length > mostBytes) throw new Error(`it has ${bytes.length} bytes`);
  const { [manifestName]: manifest } = unzipSync(new Uint8Array(bytes), {
    filter: ({ name, originalSize }) => name === manifestName && originalSize <= mostBytes,
  });
  if (manifest === undefined) throw new Error(`there is no ${manifestName} in it`);
  return parseTeamsManifest(new TextDecoder().decode(manifest));
}
