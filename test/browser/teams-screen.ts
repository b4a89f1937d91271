import type { Browser, Locator } from 'playwright-core';
import { picturesOf, standsStill } from './browser.ts';
import type { Front, Question, Screen } from './screen.ts';

/** The practice Teams of one person in a browser. A form takes the place of the card that was pressed. */
export async function teamsScreen(browser: Browser, url: string): Promise<Screen> {
  const page = await browser.newPage({ viewport: { width: 1300, height: 1000 } });
  await page.goto(url);
  const compose = page.locator('[contenteditable=true]').first();
  await compose.waitFor();
  const cards = page.locator('.ac-adaptiveCard');
  /** Which card the form or page stands in; cards are only ever added at the end. */
  let at = 0;
  const card = (): Locator => cards.nth(at);
  const sending = (): Locator => card().locator('button:has(.style-positive)');

  async function front(): Promise<Front> {
    await card().waitFor();
    const sends = (await sending().count()) === 0 ? undefined : await sending().last().innerText();
    return { words: await card().innerText(), sends };
  }
  /** Does something to the card, and waits until the answer stands in its place. */
  async function replacing(doing: () => Promise<void>): Promise<void> {
    const answered = page.waitForResponse((response) => response.url().includes('/invoke'));
    await doing();
    await answered;
    await standsStill(page, '.ac-adaptiveCard', at);
  }

  return {
    client: 'teams',
    type: async (text) => {
      at = await cards.count();
      await compose.fill(text);
      await page.getByRole('button', { name: 'Send Message' }).click();
    },
    press: async (label) => {
      const button = page.getByRole('button', { name: label, exact: true }).last();
      await button.waitFor();
      const holds = (await cards.all()).map((one) =>
        one.getByRole('button', { name: label, exact: true }).count(),
      );
      at = (await Promise.all(holds)).findLastIndex((count) => count > 0);
      await replacing(() => button.click());
    },
    front,
    questions: async () => {
      const blocks = await card().locator(':has(> label.ac-richTextBlock)').all();
      return Promise.all(blocks.map(questionOf));
    },
    answer: (question, given) =>
      answer(card().locator(':has(> label.ac-richTextBlock)').nth(question.number), question, given),
    send: async () => {
      await replacing(() => sending().last().click());
      return front();
    },
    close: () =>
      replacing(() =>
        card()
          .getByRole('button', { name: /^(Close|Back|Cancel)$/u })
          .last()
          .click(),
      ),
    hears: (words) => cards.filter({ hasText: words }).last().waitFor(),
    picture: picturesOf(page),
  };
}

const choiceLabels = '.fui-Radio label, .fui-Checkbox label';

async function questionOf(block: Locator, number: number): Promise<Question> {
  const label = (await block.locator('label.ac-richTextBlock').first().innerText()).replace(/ \*$/u, '');
  const choices = await block.locator(choiceLabels).allInnerTexts();
  if ((await block.locator('input[type=radio]').count()) > 0) return { number, label, kind: 'one', choices };
  if ((await block.locator('input[type=checkbox]').count()) > 0)
    return { number, label, kind: 'some', choices };
  if ((await block.locator('[aria-haspopup=dialog]').count()) > 0)
    return { number, label, kind: 'date', choices };
  const menu = (await block.locator('[role=combobox]').count()) > 0;
  return { number, label, kind: menu ? 'menu' : 'text', choices };
}

async function answer(block: Locator, { kind, label, choices }: Question, given: string): Promise<void> {
  if (kind === 'text') return block.locator('input, textarea').first().fill(given);
  if (kind === 'date') return pickDay(block, given);
  const chosen = choices.find((choice) => choice.startsWith(given));
  if (chosen === undefined)
    throw new Error(`“${label}” has no choice “${given}”, only: ${choices.join(', ')}`);
  await block.locator(choiceLabels).nth(choices.indexOf(chosen)).click();
}

/** Opens the calendar of a question and presses the day: `2026-12-22` stands there as `22, December, 2026`. */
async function pickDay(block: Locator, date: string): Promise<void> {
  await block.locator('[aria-haspopup=dialog]').first().click();
  const [year = '', , day = ''] = date.split('-');
  const name = new Intl.DateTimeFormat('en', { month: 'long' }).format(new Date(`${date}T12:00:00Z`));
  const cell = block
    .page()
    .getByRole('dialog')
    .getByRole('button', { name: `${Number(day)}, ${name}, ${year}` });
  await cell.click();
}
