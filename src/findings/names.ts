import type { Ctx } from '../platform/context.js';
import { findGrounds, findSectors, type NamedCode } from '../register/index.js';
import type { Lang } from '../web/index.js';

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
