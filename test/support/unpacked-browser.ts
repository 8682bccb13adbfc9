import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Unpacks the packaged browser before the first test. The package would do so by itself, into the folder of temporary
 * files, where a second process takes the half of it for the whole; the browser is put there last, in one step.
 */
export async function unpackBrowser(): Promise<void> {
  const home = tmpdir();
  if (process.env['CHROMIUM_PATH'] !== undefined || existsSync(join(home, 'chromium'))) return;
  const aside = mkdtempSync(join(home, 'praktijktest-browser-'));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = aside;
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    await packaged.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  const parts = readdirSync(aside).sort((a, b) => Number(a === 'chromium') - Number(b === 'chromium'));
  for (const part of parts)
    if (!existsSync(join(home, part))) renameSync(join(aside, part), join(home, part));
  rmSync(aside, { recursive: true, force: true });
}
