import { z } from 'zod';
import { download, form, page, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { asId, isUuid, type Id } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { fill, paths, withQuery, type Lang } from '../../web/index.js';
import { findApplicationByAddress, type AnswerSeal } from '../responses/index.js';
import { UPLOAD_KINDS, type UploadKind } from './schema.js';
import type { Uploads } from './service.js';
import { fieldOf, readUpload, readWords, ReleaseBody, UploadBody, WordsBody } from './upload-body.js';
import { KindChoice, UploadForm, type OfTest } from './upload-form.js';
import { UploadList } from './upload-list.js';
import { UPLOAD_DONE, UploadPage } from './upload-view.js';
import { refusalIn } from './problems.js';
import { findChoices, findUpload, listOwnUploads, listToRelease } from './views.js';
import { uploadWordsIn } from './view-words.js';
import { wordsIn } from './words.js';

const AddQuery = z.object({
  soort: z.enum(UPLOAD_KINDS).optional().catch(undefined),
  test: z.string().refine(isUuid).optional().catch(undefined),
});
const OneQuery = z.object({ gedaan: z.enum(UPLOAD_DONE).optional().catch(undefined) });
const can = 'answer.upload';

/** Answers that a fieldworker brings in: the list, the form of each kind, and one with its words and their release. */
export function uploadPages(uploads: Uploads, seal: AnswerSeal): RouteLine[] {
  return [
    page(paths.uploads.list, { can }, async (ctx, { lang }) => ({
      title: wordsIn(lang)('title'),
      content: (
        <UploadList lang={lang} toRelease={await listToRelease(ctx)} own={await listOwnUploads(ctx)} />
      ),
    })),
    page(paths.uploads.add, { can, query: AddQuery }, (ctx, { query, lang }) =>
      showForm(ctx, lang, query.soort, query.test, [], {}),
    ),
    form(
      paths.uploads.keep,
      {
        can,
        body: UploadBody,
        again: (ctx, { body, lang }, faults) => {
          const { data } = UploadBody.pick({ kind: true, test: true }).safeParse(body);
          return showForm(ctx, lang, data?.kind, data?.test, faults, body);
        },
      },
      (ctx, { body, files, lang }) => keep(ctx, uploads, body, files.get('file'), lang),
    ),
    page(paths.uploads.one, { can, query: OneQuery }, (ctx, { params, query, lang }) =>
      showOne(ctx, seal, lang, params.id, { done: query.gedaan, faults: [], kept: {} }),
    ),
    download(paths.uploads.file, { can }, async (ctx, { params }) => {
      const { name, bytes } = await uploads.open(ctx, asId<'response'>(params.id));
      return { name, type: 'application/octet-stream', text: bytes };
    }),
    ...wordLines(uploads, seal),
  ];
}

function wordLines(uploads: Uploads, seal: AnswerSeal): RouteLine[] {
  return [
    form(
      paths.uploads.type,
      {
        can,
        body: WordsBody,
        again: (ctx, { params, body, lang }, faults) =>
          showOne(ctx, seal, lang, params.id, { done: undefined, faults, kept: { typed: body['words'] } }),
      },
      async (ctx, { params, body, lang }) => {
        await uploads.type(ctx, asId<'response'>(params.id), readWords('words', body.words, lang));
        return withQuery(fill(paths.uploads.one, { id: params.id }), { gedaan: 'getypt' });
      },
    ),
    form(
      paths.uploads.release,
      {
        can,
        body: ReleaseBody,
        again: (ctx, { params, body, lang }, faults) =>
          showOne(ctx, seal, lang, params.id, {
            done: undefined,
            faults,
            kept: { checked: body['checkedWords'] },
          }),
      },
      async (ctx, { params, body, lang }) => {
        const words = readWords('checkedWords', body.checkedWords, lang);
        if (body['checked-yes'] !== 'ja') throw faultAt('checked', uploadWordsIn(lang)('release.unchecked'));
        await uploads.release(ctx, asId<'response'>(params.id), words);
        return withQuery(fill(paths.uploads.one, { id: params.id }), { gedaan: 'vrijgegeven' });
      },
    ),
  ];
}

const faultAt = (field: string, message: string): Problem =>
  new Problem('bad-input', undefined, [{ field, message }]);

/** Keeps what was brought in; what the use case refuses stands beside its field. */
async function keep(
  ctx: Ctx,
  uploads: Uploads,
  body: UploadBody,
  file: Uint8Array | undefined,
  lang: Lang,
): Promise<string> {
  const read = readUpload(body, file, lang);
  try {
    const application = await chosen(ctx, body);
    const { id, fresh } = await uploads.keep(ctx, { kind: body.kind, application, ...read });
    return withQuery(fill(paths.uploads.one, { id }), { gedaan: fresh ? 'bewaard' : 'al-bewaard' });
  } catch (error) {
    if (!(error instanceof Problem) || error.faults.length > 0) throw error;
    const field = fieldOf(error.code, body);
    if (field === undefined) throw error;
    throw faultAt(field, refusalIn(lang, error.code));
  }
}

/** The application that was chosen, or behind the typed address; null leaves the answer to the queue. */
async function chosen(ctx: Ctx, { test, where, address }: UploadBody): Promise<Id<'application'> | null> {
  if (test === undefined)
    return address === undefined || address === '' ? null : findApplicationByAddress(ctx, address);
  if (where === 'unknown') return null;
  const { applications } = await findChoices(ctx, asId<'test'>(test));
  const found = applications.find(({ application }) => application === where);
  if (found === undefined) throw new Problem('not-found');
  return found.application;
}

async function showForm(
  ctx: Ctx,
  lang: Lang,
  kind: UploadKind | undefined,
  testId: string | undefined,
  faults: readonly FieldFault[],
  kept: Readonly<Record<string, string>>,
) {
  const t = wordsIn(lang);
  const test: OfTest | undefined =
    testId === undefined ? undefined : { id: testId, ...(await findChoices(ctx, asId<'test'>(testId))) };
  const add = withQuery(paths.uploads.add, testId === undefined ? {} : { test: testId });
  return {
    title: t(kind === undefined ? 'add' : `form.title.${kind}`),
    trail: [
      { label: t('title'), href: paths.uploads.list },
      ...(kind === undefined ? [] : [{ label: t('add'), href: add }]),
    ],
    content:
      kind === undefined ? (
        <KindChoice lang={lang} test={test} />
      ) : (
        <UploadForm lang={lang} kind={kind} test={test} faults={faults} kept={kept} />
      ),
  };
}

type Shown = Pick<Parameters<typeof UploadPage>[0], 'done' | 'faults' | 'kept'>;

async function showOne(ctx: Ctx, seal: AnswerSeal, lang: Lang, id: string, shown: Shown) {
  const upload = await findUpload(ctx, seal, asId<'response'>(id));
  const t = wordsIn(lang);
  return {
    title: uploadWordsIn(lang)(`one.title.${upload.channel}`),
    trail: [{ label: t('title'), href: paths.uploads.list }],
    content: <UploadPage lang={lang} upload={upload} {...shown} />,
  };
}
