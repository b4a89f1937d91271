import type { Browser, Locator, Page } from 'playwright-core';
import { picturesOf, standsStill } from './browser.ts';
import type { Front, Question, Screen } from './screen.ts';

/** The practice Slack of a workspace in a browser, acting as one of its people. Forms open in a window in front. */
export async function slackScreen(browser: Browser, url: string, person: string): Promise<Screen> {
  const page = await browser.newPage({ viewport: { width: 1300, height: 1000 } });
  const views = viewsOf(page);
  await page.goto(url);
  const form = page.locator('.modal');
  await page.locator('.actas select').waitFor();
  // The practice Slack has one window for everybody: another's may still be open.
  if ((await form.count()) > 0) await form.locator('.modal-x').click();
  await page.locator('.actas select').selectOption({ label: person });
  await page.locator('.sidebar').getByRole('button', { name: person }).click();
  const sending = form.locator('.modal-btn.primary');

  async function front(): Promise<Front> {
    await standsStill(page, '.modal');
    const [sends] = await sending.allInnerTexts();
    return { words: await form.innerText(), sends };
  }

  return {
    client: 'slack',
    type: async (text) => {
      await page.locator('.composer textarea').fill(text);
      await views.after(() => page.locator('.composer textarea').press('Enter'));
    },
    press: (label) =>
      views.after(() =>
        page.locator('.msg').getByRole('button', { name: label, exact: true }).last().click(),
      ),
    front,
    questions: async () => {
      await form.waitFor();
      const blocks = await form.locator('.bk-input').all();
      return Promise.all(blocks.map(questionOf));
    },
    answer: (question, given) => answer(form.locator('.bk-input').nth(question.number), question, given),
    send: async () => {
      await views.after(() => sending.click());
      return front();
    },
    close: async () => {
      await form.locator('.modal-x').click();
      await form.waitFor({ state: 'detached' });
    },
    hears: (words) => page.locator('.msg').filter({ hasText: words }).last().waitFor(),
    picture: picturesOf(page),
  };
}

/** What the practice Slack tells its page: a window was opened, changed or closed, or has something wrong in it. */
function viewsOf(page: Page): { readonly after: (doing: () => Promise<void>) => Promise<void> } {
  let told: (() => void)[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (!/"t":"view(_errors)?"/u.test(String(payload))) return;
      for (const tell of told) tell();
      told = [];
    }),
  );
  return {
    after: async (doing) => {
      const answered = new Promise<void>((resolve) => void told.push(resolve));
      await doing();
      await answered;
    },
  };
}

async function questionOf(block: Locator, number: number): Promise<Question> {
  const label = await block.locator('.bk-label').first().innerText();
  const menu = block.locator('select');
  if ((await menu.count()) > 0) {
    return { number, label, kind: 'menu', choices: await menu.locator('option').allInnerTexts() };
  }
  const choices = (await block.locator('.bk-options label').allInnerTexts()).map((text) => text.trim());
  if ((await block.locator('input[type=radio]').count()) > 0) return { number, label, kind: 'one', choices };
  if ((await block.locator('input[type=checkbox]').count()) > 0)
    return { number, label, kind: 'some', choices };
  const date = (await block.locator('input[type=date]').count()) > 0;
  return { number, label, kind: date ? 'date' : 'text', choices: [] };
}

async function answer(block: Locator, { kind, label, choices }: Question, given: string): Promise<void> {
  if (kind === 'text' || kind === 'date') return block.locator('input, textarea').first().fill(given);
  const chosen = choices.find((choice) => choice.startsWith(given));
  if (chosen === undefined)
    throw new Error(`“${label}” has no choice “${given}”, only: ${choices.join(', ')}`);
  if (kind === 'menu') {
    await block.locator('select').selectOption({ label: chosen });
    return;
  }
  await block.locator('.bk-options label').nth(choices.indexOf(chosen)).locator('input').check();
}
