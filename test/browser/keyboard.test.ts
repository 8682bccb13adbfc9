// Main flows with the keyboard alone, script on and off the pointer: Tab, Enter and Space, and what is typed.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type House } from './support/house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.close());

const MOST_TABS = 80;

/** What the focus is on: its words, or its name for a field; fails the test when the focus cannot be seen. */
async function focused(page: Page): Promise<string> {
  const [words, outline] = await page.evaluate<[string, string]>(`(() => {
    const at = document.activeElement;
    const words = at.id !== '' && at.matches('input, textarea, select') ? '#' + at.id : (at.innerText ?? '').trim();
    const style = getComputedStyle(at);
    return [words, style.outlineStyle + ' ' + style.outlineWidth];
  })()`);
  if (outline !== 'solid 3px') throw new Error(`The focus on "${words}" cannot be seen (${outline}).`);
  return words;
}

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  const seen: string[] = [];
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press('Tab');
    const words = await focused(page);
    if (words === wanted) return;
    seen.push(words);
  }
  throw new Error(`Tab never came to "${wanted}", only to: ${seen.join(' | ')}`);
}

const enter = async (page: Page): Promise<void> => {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
};

describe('with the keyboard alone', () => {
  it('one finds a campaign and pauses it', async () => {
    const tag = await house.visit(
      '/',
      async (page) => {
        await tabTo(page, 'Campagnes');
        await enter(page);
        await tabTo(page, 'Lopend');
        await enter(page);
        await tabTo(page, 'Pauzeer');
        await page.keyboard.press('Enter');
        await tabTo(page, '#pauseReason');
        await page.keyboard.type('De mailserver hapert vandaag.');
        await tabTo(page, 'Pauzeer campagne');
        await enter(page);
        return page.locator('main .tag').first().innerText();
      },
      { role: 'coordinator', javaScriptEnabled: true },
    );
    expect(tag).toBe('gepauzeerd');
  });

  it('one is brought to what is wrong, and from there to the field', async () => {
    const [first, field] = await house.visit(
      `/campagnes/${house.running}`,
      async (page) => {
        await tabTo(page, 'Noodstop');
        await enter(page);
        await tabTo(page, 'Stop alles nu');
        await enter(page);
        const first = await page.evaluate<string>('document.activeElement.className');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        return [first, await page.evaluate<string>('document.activeElement.id')];
      },
      { role: 'coordinator', javaScriptEnabled: true },
    );
    expect([first, field]).toEqual(['error-summary', 'stopReason']);
  });

  it('one decides on a flag', async () => {
    const history = await house.visit(
      '/knipperlichten',
      async (page) => {
        await tabTo(page, 'Uitzendarbeid, nationale of etnische afstamming');
        await enter(page);
        await tabTo(page, '#decision');
        await page.keyboard.press('Space');
        await tabTo(page, '#reason');
        await page.keyboard.type('We kijken over een maand opnieuw.');
        await tabTo(page, 'Bewaar beslissing');
        await enter(page);
        return page.locator('main table').last().innerText();
      },
      { role: 'inspector', javaScriptEnabled: true },
    );
    expect(history).toContain('We kijken over een maand opnieuw.');
  });

  it('one chooses the dark theme, and finds it on the next page', async () => {
    const theme = await house.visit('/privacy', async (page) => {
      await tabTo(page, 'Donker');
      await enter(page);
      await tabTo(page, 'Toegankelijkheid');
      await enter(page);
      return page.locator('html').getAttribute('data-theme');
    });
    expect(theme).toBe('donker');
  });
});
