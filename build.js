// Compiles src to dist, file by file. Types are checked apart (npm run types): a build that checks them again takes thirty
// times as long, on every install.
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const sources = readdirSync('src', { recursive: true }).filter(
  (file) => /\.tsx?$/.test(file) && !file.startsWith(join('web', 'assets')),
);

// A file whose source is gone must not stay behind.
rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: sources.map((file) => join('src', file)),
  outdir: 'dist',
  outbase: 'src',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
});
cpSync('src/web/assets', 'dist/web/assets', { recursive: true });
