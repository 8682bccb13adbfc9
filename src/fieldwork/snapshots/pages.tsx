import { z } from 'zod';
import { download, form, page, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { fill, paths, withQuery, type Lang } from '../../web/index.js';
import { pageMediaOf } from './rules.js';
import { KeepBody, LONGEST_PAGE, type PageMedia } from './schema.js';
import type { Snapshots } from './service.js';
import { SnapshotPage } from './snapshot-view.js';
import { findPages } from './views.js';
import { wordsIn } from './words.js';

const can = 'vacancy.check';
const Query = z.object({ gedaan: z.literal('ja').optional().catch(undefined) });

/** The pages of a vacancy that were kept, one more, and one to take along. */
export function snapshotPages(snapshots: Snapshots): RouteLine[] {
  return [
    page(paths.vacancies.pages, { can, query: Query }, (ctx, { params, query, lang }) =>
      show(ctx, lang, params.id, { done: query.gedaan === 'ja', faults: [], kept: {} }),
    ),
    form(
      paths.vacancies.keepPage,
      {
        can,
        body: KeepBody,
        again: (ctx, { params, body, lang }, faults) =>
          show(ctx, lang, params.id, { done: false, faults, kept: body }),
      },
      async (ctx, { params, body, files, lang }) => {
        await snapshots.keep(ctx, params.id, readPage(body.words, files.get('file'), lang));
        return withQuery(fill(paths.vacancies.pages, { id: params.id }), { gedaan: 'ja' });
      },
    ),
    // Always a file to save, never shown: what stands in somebody else's page is not ours to run.
    download(paths.vacancies.page, { can }, async (ctx, { params }) => {
      const { name, bytes } = await snapshots.open(ctx, params.id);
      return { name, type: 'application/octet-stream', text: bytes };
    }),
  ];
}

/** The page that was given: a file or words. Problems: bad-input */
function readPage(
  typed: string | undefined,
  file: Uint8Array | undefined,
  lang: Lang,
): { bytes: Buffer; media: PageMedia } {
  const t = wordsIn(lang);
  const fault = (field: string, message: string): Problem =>
    new Problem('bad-input', undefined, [{ field, message }]);
  const words = (typed ?? '').replace(/\r\n?/g, '\n').trim();
  if (file === undefined || file.length === 0) {
    if (words === '') throw fault('file', t('none'));
    if (words.length > LONGEST_PAGE) throw fault('words', t('long'));
    return { bytes: Buffer.from(words, 'utf8'), media: 'text/plain' };
  }
  if (words !== '') throw fault('words', t('both'));
  const media = pageMediaOf(file);
  if (media === null) throw fault('file', t('wrong-file'));
  return { bytes: Buffer.from(file), media };
}

async function show(
  ctx: Ctx,
  lang: Lang,
  id: string,
  shown: { done: boolean; faults: readonly FieldFault[]; kept: Readonly<Record<string, string>> },
) {
  const vacancy = await findPages(ctx, id);
  return {
    title: `${wordsIn(lang)('title')}: ${vacancy.title}`,
    trail: [{ label: wordsIn(lang)('back'), href: paths.vacancies.list }],
    content: <SnapshotPage lang={lang} vacancy={vacancy} {...shown} />,
  };
}
