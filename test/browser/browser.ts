import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumOnPath } from '../support/programs.ts';

/** Starts the browser that this machine has, without a window, and with nothing that it would fetch by itself. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = chromiumOnPath();
  if (executablePath === undefined) throw new Error('There is no Chromium on the PATH.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Keeps pictures of a page in the folder that `PICTURES` names; without it no picture is taken. */
export function picturesOf(page: Page): (name: string) => Promise<void> {
  const folder = process.env['PICTURES'];
  return async (name) => {
    if (folder === undefined) return;
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`) });
  };
}
