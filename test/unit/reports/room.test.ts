// The disk guard: below which room the channel warns, and below which it takes in nothing more.
import { expect, test } from 'vitest';
import { mayKeepMore } from '../../../src/reports/rules.js';
import { roomOn, watchDisks } from '../../../src/reports/room.js';

const GB = 1_000_000_000;

test.each([
  [{ free: 50 * GB, size: 100 * GB }, 'enough'],
  [{ free: 9 * GB, size: 100 * GB }, 'low'],
  [{ free: 0.9 * GB, size: 5 * GB }, 'low'],
  [{ free: 2.9 * GB, size: 100 * GB }, 'full'],
  [{ free: 0.19 * GB, size: 1 * GB }, 'full'],
] as const)('%j is %s', (disk, room) => expect(roomOn(disk)).toBe(room));

test('the fullest of the disks counts, and a folder that is not there warns', () => {
  const disks: Record<string, number> = { a: 50, b: 5 };
  const look = (folder: string) => {
    const free = disks[folder];
    if (free === undefined) throw new Error('ENOENT');
    return { free: free * GB, size: 100 * GB };
  };
  expect(watchDisks(['a', 'b'], look)()).toBe('low');
  disks['a'] = 0;
  expect(watchDisks(['a', 'b', 'c'], look)()).toBe('full');
  disks['b'] = 50;
  disks['a'] = 50;
  expect(watchDisks(['a', 'b'], look)()).toBe('enough');
  expect(watchDisks(['a', 'c'], look)()).toBe('low');
  expect(['enough', 'low', 'full']).toContain(watchDisks(['.'])());
});

test('only a full disk refuses', () => {
  expect(mayKeepMore('low').allowed).toBe(true);
  expect(mayKeepMore('full')).toEqual({ allowed: false, reason: 'channel-full' });
});
