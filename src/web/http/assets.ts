import { readFileSync, readdirSync } from 'node:fs';
import { extname } from 'node:path';
import type { RequestHandler } from 'express';
import { sha256 } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import { fill, paths } from '../paths.js';

interface Asset {
  readonly body: Buffer;
  readonly type: string;
  /** The first 16 hex digits of the SHA-256 of the content. */
  readonly version: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Read once: the files are part of the program, and a name that is not among them never reaches the disk. */
const assets: ReadonlyMap<string, Asset> = readAssets(new URL('../assets/', import.meta.url));

function readAssets(folder: URL): Map<string, Asset> {
  const found = new Map<string, Asset>();
  for (const name of readdirSync(folder)) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const body = readFileSync(new URL(name, folder));
    found.set(name, { body, type, version: sha256(body).toString('hex').slice(0, 16) });
  }
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
    res.type(asset.type).send(asset.body);
  };
}
