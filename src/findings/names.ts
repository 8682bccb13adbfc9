import type { Ctx } from '../platform/context.js';
import { findGrounds, findSectors, type NamedCode } from '../register/index.js';
import { textIn, type Lang } from '../web/index.js';
import { groundOf, type Cell } from '../campaigns/index.js';

/** The names that codes are shown by. */
export interface Names {
  readonly sectors: readonly NamedCode[];
  readonly grounds: readonly NamedCode[];
}

/** Reads the names of sectors and grounds. */
export async function findNames(ctx: Ctx): Promise<Names> {
  return { sectors: await findSectors(ctx), grounds: await findGrounds(ctx) };
}

/** The name of a code in a language; the code itself when it is unknown. */
export function nameOf(named: readonly NamedCode[], code: string, lang: Lang): string {
  return named.find((one) => one.code === code)?.[lang] ?? code;
}

/** What a cell is about: its ground, with its contrast where its campaign has several. */
export function groundName(
  names: Names,
  { ground, contrast }: Pick<Cell, 'ground' | 'contrast'>,
  lang: Lang,
): string {
  const name = nameOf(names.grounds, groundOf(ground), lang);
  return contrast === null ? name : `${name} (${textIn(contrast, lang)})`;
}
