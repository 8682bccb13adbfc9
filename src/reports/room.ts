import { statfsSync } from 'node:fs';

/** Whether the disks of the channel have room: enough, little, or too little to take in more. */
export type Room = 'enough' | 'low' | 'full';

/** Below these, in bytes or as a share of the disk, room is low, or there is none. */
export const ROOM = {
  low: { bytes: 1_000_000_000, share: 0.1 },
  full: { bytes: 200_000_000, share: 0.03 },
} as const;

/** Free and whole size of a disk, in bytes. */
export interface DiskSize {
  readonly free: number;
  readonly size: number;
}

/** The room on one disk. */
export function roomOn({ free, size }: DiskSize): Room {
  const below = ({ bytes, share }: { readonly bytes: number; readonly share: number }): boolean =>
    free < bytes || free < size * share;
  return below(ROOM.full) ? 'full' : below(ROOM.low) ? 'low' : 'enough';
}

const sizeOf = (folder: string): DiskSize => {
  const { bavail, blocks, bsize } = statfsSync(folder);
  return { free: bavail * bsize, size: blocks * bsize };
};

/**
 * Watches the disks of some folders: gives the room on the fullest. Of a folder that cannot be looked at (any more) room
 * counts as low: reports are taken in, and officers read that something is wrong.
 */
export function watchDisks(
  folders: readonly string[],
  look: (folder: string) => DiskSize = sizeOf,
): () => Room {
  return () => {
    const rooms = folders.map((folder): Room => {
      try {
        return roomOn(look(folder));
      } catch {
        return 'low';
      }
    });
    return rooms.includes('full') ? 'full' : rooms.includes('low') ? 'low' : 'enough';
  };
}
