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

/**
 * Waits until the `at`-th of what a selector finds is drawn: pages draw more than once after they were told something, and
 * stand once nothing has changed for a moment.
 */
export async function standsStill(page: Page, selector: string, at = 0): Promise<void> {
  await page.waitForFunction(isStill, [selector, at]);
}

/** Runs in the page, whose words for things this program does not have. */
const isStill = `([selector, at]) => {
  const drawn = document.querySelectorAll(selector)[at]?.innerHTML;
  const now = performance.now();
  const before = window.drawnBefore;
  if (before?.drawn !== drawn) window.drawnBefore = { drawn, since: now };
  return drawn !== undefined && before?.drawn === drawn && now - before.since > 100;
}`;
