import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { RequestHandler } from 'express';
import { sha256 } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import { fill, paths } from '../paths.js';

interface Asset {
  readonly body: Buffer;
  /** The same, packed; most of what a first visit transfers is assets. */
  readonly packed: Buffer;
  readonly type: string;
  /** The first 16 hex digits of the SHA-256 of the content. */
  readonly version: string;
}

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
} as const;
const typeOf = new Map<string, string>(Object.entries(TYPES));

const packages = createRequire(import.meta.url);

function assetOf(body: Buffer, type: string): Asset {
  return {
    body,
    packed: gzipSync(body, { level: 9 }),
    type,
    version: sha256(body).toString('hex').slice(0, 16),
  };
}

/** Read once: the files are part of the program, and a name that is not among them never reaches the disk. */
const assets: ReadonlyMap<string, Asset> = readAssets(new URL('../assets/', import.meta.url));

function readAssets(folder: URL): Map<string, Asset> {
  const found = new Map<string, Asset>();
  for (const name of readdirSync(folder)) {
    const type = typeOf.get(extname(name));
    if (type === undefined) continue;
    found.set(name, assetOf(readFileSync(new URL(name, folder)), type));
  }
  found.set('htmx.js', assetOf(readFileSync(packages.resolve('htmx.org/dist/htmx.min.js')), TYPES['.js']));
  return found;
}

/**
 * The address of a file of the assets folder, with its version, so that browsers may keep it for ever.
 * @throws Error when there is no such file.
 */
export function assetHref(name: string): string {
  const asset = assets.get(name);
  if (asset === undefined) throw new Error(`There is no asset named ${name}.`);
  return `${fill(paths.assets, { file: name })}?v=${asset.version}`;
}

/** Serves the files of the assets folder by exact name, on `paths.assets`. Asked by its version, a file never changes. */
export function serveAssets(): RequestHandler<{ file: string }> {
  return (req, res, next) => {
    const asset = assets.get(req.params.file);
    if (asset === undefined) return next(new Problem('not-found'));
    const pinned = req.query['v'] === asset.version;
    res.setHeader('Cache-Control', pinned ? 'public, max-age=31536000, immutable' : 'no-cache');
    res.setHeader('ETag', `"${asset.version}"`);
    res.setHeader('Vary', 'Accept-Encoding');
    const packs = req.acceptsEncodings('gzip') === 'gzip';
    if (packs) res.setHeader('Content-Encoding', 'gzip');
    res.type(asset.type).send(packs ? asset.packed : asset.body);
  };
}
