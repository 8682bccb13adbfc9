import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  fstatSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { randomBytes } from '../../platform/crypto.js';

const KEY = 32;

/** The slot holds no key (any more): what was under it is unreadable for good. */
export class Shredded extends Error {
  constructor() {
    super('This shred key is gone.');
    this.name = 'Shredded';
  }
}

/** A file of random 32-byte keys, drawn beforehand, outside the database and its backup. */
export interface ShredPool {
  /** How many slots there are. */
  readonly size: number;
  /** The key of a slot. @throws Shredded when it was zeroed, or no such slot is there */
  read(slot: number): Buffer;
  /** Whether a slot of the file was zeroed; false for no slot of the file. */
  isZeroed(slot: number): boolean;
  /** Zeroes a slot and waits until the disk has it. May be done again. @throws RangeError for no slot of the file */
  zero(slot: number): void;
  close(): void;
}

/**
 * Makes a pool of random keys in a new file that its owner alone may read. The file and its folder are on disk when this
 * returns. @throws an EEXIST error where there is a file: nobody's keys are overwritten
 */
export function makePool(file: string, slots: number): void {
  const handle = openSync(file, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    for (let left = slots * KEY; left > 0;) {
      const piece = randomBytes(Math.min(left, 1 << 20));
      left -= writeSync(handle, piece);
    }
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  syncFolder(dirname(file));
}

/** Opens a pool; makes it first where there is none. @throws Error when the file is no whole number of keys */
export function openPool(file: string, slotsIfNew: number): ShredPool {
  if (!existsSync(file)) makePool(file, slotsIfNew);
  const handle = openSync(file, constants.O_RDWR);
  const { size: bytes } = fstatSync(handle);
  if (bytes === 0 || bytes % KEY !== 0) {
    closeSync(handle);
    throw new Error('The file of shred keys is not whole. Put back its newest copy.');
  }
  const size = bytes / KEY;
  const insist = (slot: number): void => {
    if (!Number.isInteger(slot) || slot < 0 || slot >= size) throw new RangeError('There is no such slot.');
  };
  return {
    size,
    read: (slot) => {
      const key = Buffer.alloc(KEY);
      if (!Number.isInteger(slot) || slot < 0 || slot >= size) throw new Shredded();
      readSync(handle, key, 0, KEY, slot * KEY);
      if (key.every((byte) => byte === 0)) throw new Shredded();
      return key;
    },
    isZeroed: (slot) => {
      const key = Buffer.alloc(KEY, 1);
      return (
        Number.isInteger(slot) &&
        slot >= 0 &&
        slot < size &&
        readSync(handle, key, 0, KEY, slot * KEY) === KEY &&
        key.every((byte) => byte === 0)
      );
    },
    zero: (slot) => {
      insist(slot);
      writeSync(handle, Buffer.alloc(KEY), 0, KEY, slot * KEY);
      fsyncSync(handle);
    },
    close: () => closeSync(handle),
  };
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
