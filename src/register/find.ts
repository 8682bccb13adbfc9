import { holds } from '../auth/index.js';
import type { Ctx } from '../platform/context.js';
import { wordPrefixes } from '../platform/search-text.js';
import { inEveryLang, paths, type Hit, type Lang } from '../web/index.js';
import { findSectors, type NamedCode } from './views.js';

/**
 * Sectors of which a name holds every word typed, by its beginning. Employers are not found here: whether an employer
 * was tested is known by its tests alone, and fieldwork says who may know them.
 */
export async function find(ctx: Ctx, text: string): Promise<Hit[]> {
  if (wordPrefixes(text) === null || !holds(ctx.actor.roles, 'findings.read')) return [];
  return (await findSectors(ctx)).filter((sector) => isNamed(sector, text)).map(hitOf);
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether every word typed begins a word of the name in one of the languages. */
export function isNamed({ nl, en, fr }: Pick<NamedCode, Lang>, text: string): boolean {
  const typed = wordsOf(text);
  return [nl, en, fr].some((name) => {
    const words = wordsOf(name);
    return typed.every((part) => words.some((word) => word.startsWith(part)));
  });
}

function hitOf(sector: NamedCode): Hit {
  return { group: 'sector', title: inEveryLang((lang) => sector[lang]), href: paths.findings.list };
}
