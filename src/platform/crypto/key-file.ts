import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { randomBytes } from '../crypto.js';

/** Keys as settings and files write them: 32 bytes each in base64 or base64url, with a comma between them. */
export const KEY_LIST = /^[\w+/-]{43}=?(,[\w+/-]{43}=?)*$/;

/** The keys of a list that fits `KEY_LIST`. */
export const readKeyList = (list: string): Buffer[] =>
  list.split(',').map((one) => Buffer.from(one, 'base64'));

/**
 * The keys in a file; one fresh key is written first where there is no file yet, for its owner's eyes only and on disk
 * when this returns. @throws Error when what stands there is no list of keys
 */
export function openKeyFile(file: string): Buffer[] {
  makeKeyFile(file);
  const list = readFileSync(file, 'utf8').trim();
  if (!KEY_LIST.test(list))
    throw new Error(`The key file ${file} is not whole. Put back its newest copy; do not make a new one.`);
  return readKeyList(list);
}

function makeKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let handle: number;
  try {
    handle = openSync(file, 'wx', 0o600);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
    throw error;
  }
  try {
    writeSync(handle, `${randomBytes(32).toString('base64url')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
