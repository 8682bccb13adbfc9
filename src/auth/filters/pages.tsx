import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import type { FieldFault } from '../../platform/problems.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { SaveFilterForm } from '../../web/components/saved-filters.js';
import { translatorFor } from '../../web/i18n/web-words.js';
import { paths } from '../../web/paths.js';
import { form, type PageAnswer, type Request, type RouteLine } from '../route.js';
import { FilterBody } from './schema.js';
import { removeFilter, saveFilter } from './service.js';

/** Keeping and removing the filters of one's own. Their list stands above the table that they are of. */
export function filterPages(): RouteLine[] {
  return [
    form(paths.filters.save, { can: 'home.see', body: FilterBody, again }, async (ctx, { body }) => {
      await saveFilter(ctx, body);
      return body.query === '' ? body.path : `${body.path}?${body.query}`;
    }),
    form(paths.filters.remove, { can: 'home.see' }, (ctx, { params }) =>
      removeFilter(ctx, asId<'filter'>(params.id)),
    ),
  ];
}

type Kept = Readonly<Record<string, string>>;

function again(
  _ctx: Ctx,
  { body, lang }: Request<string, Kept, unknown>,
  faults: readonly FieldFault[],
): Promise<Pick<PageAnswer, 'title' | 'content'>> {
  return Promise.resolve({
    title: translatorFor(lang)('web.saved.keep'),
    content: (
      <>
        <ErrorSummary faults={faults} />
        <SaveFilterForm
          path={body['path'] ?? ''}
          query={body['query'] ?? ''}
          name={body['name']}
          faults={faults}
        />
      </>
    ),
  });
}
