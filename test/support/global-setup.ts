import type { TestProject } from 'vitest/node';
import { buildProduct } from './built-product.js';
import { unpackBrowser } from './unpacked-browser.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A tar file of a migrated embedded database per clock mode. */
    snapshots: { live: string; demo: string };
    /** Urls of PostgreSQL, and the template databases per clock mode; null where there is none. */
    postgres: { admin: string; login: string; live: string; demo: string } | null;
  }
}

/** Builds the product where it is older than its source, unpacks the browser, and makes the databases that tests take copies of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  buildProduct();
  await unpackBrowser();
  // Not before the product is there: this imports it.
  const { prepareDatabases } = await import('./prepared-databases.js');
  return prepareDatabases(project);
}
