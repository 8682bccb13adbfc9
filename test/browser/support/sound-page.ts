import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import type { World } from '../../support/world.js';
import { findViolations, sidewaysScroll, signedIn, WIDTHS, withPage } from './browser.js';

/** Looks at a page as somebody, at every width: no fault that axe finds, no sideways scroll. SHOTS=folder keeps a picture of each. */
export async function insistSound(
  { browser, world }: { readonly browser: Browser; readonly world: World },
  account: { readonly id: string },
  { address, name, lang }: { readonly address: string; readonly name: string; readonly lang: string },
): Promise<void> {
  for (const [size, width] of Object.entries(WIDTHS)) {
    const storageState = await signedIn(world, account, { taal: lang });
    const found = await withPage(
      browser,
      address,
      async (page) => {
        const shots = process.env['SHOTS'];
        if (shots !== undefined) {
          mkdirSync(shots, { recursive: true });
          await page.screenshot({ path: `${shots}/${name}-${size}.png`, fullPage: true });
        }
        return { violations: await findViolations(page), sideways: await sidewaysScroll(page) };
      },
      { storageState, width },
    );
    expect([size, found]).toEqual([size, { violations: [], sideways: 0 }]);
  }
}
