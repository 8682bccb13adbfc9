import { z } from 'zod';
import type { ProblemTable } from '../../../platform/problems.js';
import { paths } from '../../../web/index.js';
import { page, type RouteLine } from '../../route.js';
import { ApiView } from './api-view.js';
import { get } from '../line.js';
import { describeApi, isApiLine, type ApiLine } from './openapi.js';
import { wordsIn } from './words.js';

/** The API about itself, for programs and for people: the document and the page, made from the same lines. */
export function apiPages(lines: readonly RouteLine[], table: ProblemTable): RouteLine[] {
  const known: ApiLine[] = lines.filter(isApiLine);
  const document = get(
    paths.api.document,
    {
      can: 'signed-in',
      summary: 'Read this document',
      answer: z.looseObject({ openapi: z.literal('3.1.0') }),
    },
    () => Promise.resolve({ openapi: '3.1.0' as const, ...described() }),
  );
  if (isApiLine(document)) known.push(document);
  // The lines do not change while the program runs.
  let made: ReturnType<typeof describeApi> | undefined;
  const described = () => (made ??= describeApi(known, table));
  return [
    document,
    page(paths.api.about, { can: 'signed-in' }, (_ctx, { lang }) =>
      Promise.resolve({
        title: wordsIn(lang)('api.title'),
        content: <ApiView lang={lang} lines={known} />,
      }),
    ),
  ];
}
