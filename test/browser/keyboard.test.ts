// Main flows with the keyboard alone and without script: Tab, arrows, Space and Enter, and what is typed. Every step asserts
// that the focus can be seen, and that it goes down the page as the page is read.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCallsOf } from '../support/calls.js';
import { codeFor, PASSWORD } from '../support/people.js';
import { openFurnishedHouse } from './support/furniture.js';
import type { Place } from './support/every-page.js';

let house: Place;
beforeAll(async () => {
  house = await openFurnishedHouse();
}, 180_000);
afterAll(() => house.close());

const MOST_TABS = 120;

interface Focus {
  /** The words of what has the focus, or `#id` of a field. */
  readonly words: string;
  /** Its place among all elements of the document. */
  readonly place: number;
}

/** Where the focus is; fails the test when it cannot be seen. */
async function focused(page: Page): Promise<Focus> {
  const { outline, ...focus } = await page.evaluate<Focus & { outline: string }>(`(() => {
    const at = document.activeElement;
    const words = at.id !== '' && at.matches('input, textarea, select') ? '#' + at.id : (at.innerText ?? '').trim();
    const style = getComputedStyle(at);
    const place = [...document.querySelectorAll('*')].indexOf(at);
    return { words: words.replace(/\\s+/g, ' '), place, outline: style.outlineStyle + ' ' + style.outlineWidth };
  })()`);
  if (outline !== 'solid 3px') throw new Error(`The focus on "${focus.words}" cannot be seen (${outline}).`);
  return focus;
}

/** Presses Tab until the focus is there; it may not jump back on its way. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  const seen: Focus[] = [];
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press('Tab');
    const focus = await focused(page);
    const before = seen[seen.length - 1];
    // A date is several stops in one field.
    if (before !== undefined && focus.place < before.place)
      throw new Error(`The focus went back from "${before.words}" to "${focus.words}".`);
    if (focus.words === wanted) return;
    seen.push(focus);
  }
  throw new Error(`Tab never came to "${wanted}", only to: ${seen.map(({ words }) => words).join(' | ')}`);
}

const enter = async (page: Page): Promise<void> => {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
};

/** Goes to a button or link and presses it; the next page has come. */
async function press(page: Page, words: string): Promise<void> {
  await tabTo(page, words);
  await enter(page);
}

/** Unfolds what stands behind a summary. */
async function unfold(page: Page, words: string): Promise<void> {
  await tabTo(page, words);
  await page.keyboard.press('Enter');
}

async function type(page: Page, field: string, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

/** Takes the first choice of a group, or ticks a box. */
async function choose(page: Page, field: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Space');
}

/** Where a page that came back with faults puts the focus, and the field that its first link leads to. */
async function broughtTo(page: Page): Promise<[string, string]> {
  const first = await page.evaluate<string>('document.activeElement.className');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  return [first, await page.evaluate<string>('document.activeElement.id')];
}

const heading = (page: Page): Promise<string> => page.locator('main h1').innerText();
const tag = (page: Page): Promise<string> => page.locator('main .tag').first().innerText();

describe('with the keyboard alone, one', () => {
  it('signs in with password and second step', async () => {
    const { login, secret } = house.person;
    const title = await house.visit(
      '/aanmelden',
      async (page) => {
        await type(page, '#login', login);
        await type(page, '#password', PASSWORD);
        await press(page, 'Meld aan');
        await type(page, '#code', await codeFor(house.world, secret));
        await press(page, 'Ga verder');
        return heading(page);
      },
      { role: 'nobody' },
    );
    expect(title).toBe('Vandaag');
  });

  it('is brought to what is wrong in a sign-in', async () => {
    const found = await house.visit(
      '/aanmelden',
      async (page) => {
        await press(page, 'Meld aan');
        return broughtTo(page);
      },
      { role: 'nobody' },
    );
    expect(found).toEqual(['error-summary', 'login']);
  });

  it('invites somebody, after a fault', async () => {
    const [fault, title] = await house.visit(
      '/',
      async (page) => {
        await press(page, 'Gebruikers');
        await type(page, '#name', 'Tessa Toets');
        await press(page, 'Nodig uit');
        const fault = await broughtTo(page);
        await page.keyboard.type('tessa@voorbeeld.be');
        await choose(page, '#role');
        await press(page, 'Nodig uit');
        return [fault, await heading(page)] as const;
      },
      { role: 'administrator' },
    );
    expect([fault, title]).toEqual([['error-summary', 'email'], 'Geef deze link door']);
  });

  it('starts a campaign', async () => {
    const state = await house.visit(
      '/',
      async (page) => {
        await press(page, 'Campagnes');
        await press(page, 'Klaar om te starten');
        await press(page, 'Start campagne');
        return tag(page);
      },
      { role: 'inspector' },
    );
    expect(state).toBe('loopt');
  });

  it('pauses a campaign', async () => {
    const state = await house.visit(
      `/campagnes/${house.hidden}`,
      async (page) => {
        await unfold(page, 'Pauzeer');
        await type(page, '#pauseReason', 'De mailserver hapert vandaag.');
        await press(page, 'Pauzeer campagne');
        return tag(page);
      },
      { role: 'coordinator' },
    );
    expect(state).toBe('gepauzeerd');
  });

  it('closes a campaign only after saying whether outcomes were used', async () => {
    const [fault, state] = await house.visit(
      `/campagnes/${house.running}`,
      async (page) => {
        await unfold(page, 'Sluit af');
        await type(page, '#closeReason', 'Er zijn geen vacatures meer.');
        await press(page, 'Sluit campagne af');
        const fault = await broughtTo(page);
        await page.keyboard.press('Space');
        await press(page, 'Sluit campagne af');
        return [fault, await tag(page)] as const;
      },
      { role: 'coordinator' },
    );
    expect([fault, state]).toEqual([['error-summary', 'closeUsedOutcomes'], 'wacht op antwoorden']);
  });

  it('is brought to what is wrong in an emergency stop', async () => {
    const found = await house.visit(
      `/campagnes/${house.calls}`,
      async (page) => {
        await press(page, 'Noodstop');
        await press(page, 'Stop alles nu');
        return broughtTo(page);
      },
      { role: 'coordinator' },
    );
    expect(found).toEqual(['error-summary', 'stopReason']);
  });

  it('decides on the flag of a sector', async () => {
    const history = await house.visit(
      await house.flagPath(),
      async (page) => {
        await choose(page, '#decision');
        await type(page, '#reason', 'We kijken over een maand opnieuw.');
        await press(page, 'Bewaar beslissing');
        return page.locator('main table').last().innerText();
      },
      { role: 'inspector' },
    );
    expect(history).toContain('We kijken over een maand opnieuw.');
  });

  it('decides on the flag of an employer', async () => {
    const history = await house.visit(
      house.employerFlag,
      async (page) => {
        await choose(page, '#decision');
        await type(page, '#reason', 'Het patroon vraagt om een dossier.');
        await press(page, 'Bewaar beslissing');
        return page.locator('main table').last().innerText();
      },
      { role: 'coordinator' },
    );
    expect(history).toContain('Het patroon vraagt om een dossier.');
  });

  it('logs a call, on a phone too', async () => {
    const [next] = await openCallsOf(house.world.as('tester'));
    const said = await house.visit(
      '/taken',
      async (page) => {
        await press(page, `Open oproep ${next?.number ?? ''}`);
        await press(page, 'Begin de oproep');
        for (const field of ['#code', '#timesSaid', '#askedReason', '#namedBan']) await choose(page, field);
        await type(page, '#note', 'Ze gingen er meteen op in.');
        await press(page, 'Leg de oproep vast');
        return page.locator('main').innerText();
      },
      { role: 'tester', width: 360 },
    );
    expect(said).toContain(`Oproep ${next?.number ?? ''} is vastgelegd`);
  });

  it('makes a token and revokes it', async () => {
    const [made, left] = await house.visit(
      '/account/tokens',
      async (page) => {
        await type(page, '#label', 'Toetsenbord');
        await choose(page, '#scopes');
        await press(page, 'Maak token');
        const made = await page.locator('.callout-title').first().innerText();
        await press(page, 'Trek in het token Toetsenbord');
        return [made, await page.locator('tbody tr').innerText()] as const;
      },
      { role: 'fieldworker' },
    );
    expect([made, left]).toEqual([
      expect.stringContaining('Kopieer dit token nu'),
      expect.stringMatching(/Toetsenbord[\s\S]*ingetrokken/),
    ]);
  });

  it('searches', async () => {
    const title = await house.visit(
      '/',
      async (page) => {
        await type(page, '#zoek-overal', 'najaar');
        await enter(page);
        await press(page, 'Ontwerp najaar');
        return heading(page);
      },
      { role: 'inspector' },
    );
    expect(title).toBe('Ontwerp najaar');
  });

  it('filters a list and keeps the filter', async () => {
    const kept = await house.visit(
      '/campagnes',
      async (page) => {
        await unfold(page, 'Filter en sorteer');
        await type(page, '#stand', 'ontwerp');
        await press(page, 'Toon');
        await unfold(page, 'Bewaar deze filter');
        await press(page, 'Bewaar filter');
        const fault = await broughtTo(page);
        await page.keyboard.type('Met het toetsenbord');
        await press(page, 'Bewaar filter');
        return [fault, await page.locator('.saved-filters [aria-current]').innerText()] as const;
      },
      { role: 'coordinator' },
    );
    expect(kept).toEqual([['error-summary', 'name'], 'Met het toetsenbord']);
  });

  it('chooses the dark theme, and finds it on the next page', async () => {
    const theme = await house.visit('/privacy', async (page) => {
      await press(page, 'Donker');
      await press(page, 'Toegankelijkheid');
      return page.locator('html').getAttribute('data-theme');
    });
    expect(theme).toBe('donker');
  });
});
