import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { listen } from '../../../src/platform/http.js';
import { importWorld, openWorld, type World } from '../../support/world.js';
import { launchBrowser, signedIn, withPage } from './browser.js';

/** A world that is served, and a browser without script in which several people work in it, for the tests of one file. */
export function serveWorld(): {
  readonly world: () => World;
  readonly visit: <T>(who: { id: string }, path: string, use: (page: Page) => Promise<T>) => Promise<T>;
} {
  let world: World;
  let browser: Browser;
  let server: { port: number; close(): Promise<void> };
  beforeAll(async () => {
    [browser, world] = await Promise.all([launchBrowser(), openWorld({ on: 'pglite' })]);
    await importWorld(world, 30);
    server = await listen(world.app, '127.0.0.1', 0, 'PT_PORT');
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await server.close();
    await world.close();
  });
  return {
    world: () => world,
    visit: async (who, path, use) =>
      withPage(browser, `http://127.0.0.1:${server.port}${path}`, use, {
        javaScriptEnabled: false,
        storageState: await signedIn(world, who, { taal: 'nl' }),
      }),
  };
}
