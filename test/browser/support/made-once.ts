import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';

/**
 * What one test file makes for all of a run: a text and a dump. Whoever comes first makes it; who comes meanwhile waits,
 * and makes it after all when the first failed.
 */
export async function madeOnce(
  name: string,
  make: () => Promise<{ text: string; dump: Blob }>,
): Promise<{ text: string; dump: string }> {
  const place = join(dirname(inject('snapshots').demo), name);
  const [text, dump, making] = [`${place}.json`, `${place}.tar`, `${place}.making`];
  while (!existsSync(text)) {
    if (!taken(making)) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    try {
      if (existsSync(text)) break;
      const made = await make();
      writeFileSync(dump, Buffer.from(await made.dump.arrayBuffer()));
      // Last and whole: its being there says that both are.
      writeFileSync(`${text}.new`, made.text);
      renameSync(`${text}.new`, text);
    } finally {
      rmdirSync(making);
    }
  }
  return { text: readFileSync(text, 'utf8'), dump };
}

/** Takes the turn to make something: a folder can be made by one only. */
function taken(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
