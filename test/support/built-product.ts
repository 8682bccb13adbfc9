// Tests import src; what they get is dist, the product as it is shipped: Node loads it by itself in a second, where the
// runner would compile and wrap nearly a thousand files anew in each of its processes.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [src, dist] = [join(root, 'src'), join(root, 'dist')];

/** Compiles src to dist, unless every file there is younger than its source and none is left over. */
export function buildProduct(): void {
  if (!isFresh()) execFileSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: 'inherit' });
}

function isFresh(): boolean {
  const made = new Set(filesIn(dist).filter((file) => !file.endsWith('.map')));
  const sources = filesIn(src);
  const changed = (folder: string, file: string): number => statSync(join(folder, file)).mtimeMs;
  return (
    made.size === sources.length &&
    sources.every((file) => {
      const twin = file.replace(/\.tsx?$/, '.js');
      return made.has(twin) && changed(dist, twin) >= changed(src, file);
    })
  );
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  } catch {
    return [];
  }
}

/** Turns each import of a source by a test into one of the built file; `external` of the runner then leaves it to Node. */
export const builtProduct: Plugin = {
  name: 'built-product',
  enforce: 'pre',
  resolveId: (source, importer) => {
    if (importer === undefined || !source.startsWith('.')) return undefined;
    const file = resolve(dirname(importer), source);
    return file.startsWith(src + sep) ? join(dist, relative(src, file)) : undefined;
  },
};

/** What the runner leaves to Node. */
export const BUILT = [/\/dist\/[^?]*\.js$/];
