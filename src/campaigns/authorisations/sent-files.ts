import { download, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { fault } from '../../platform/faults.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { paths } from '../../web/index.js';
import { authorisationProblems } from './problems.js';
import { findSent } from './views.js';

/** The field of the form that each refusal is about; the signals, for the others. */
const FIELDS: Readonly<Partial<Record<string, string>>> = {
  'trigger-other-kind': 'kind',
  'trigger-one-employer': 'employers',
  'repeat-unnamed': 'employers',
};

/** A signal that does not carry the request, or an employer that is not named, is a fault of its field, so that what was typed comes back. */
export async function nameField(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (!error.code.startsWith('trigger-') && !(error.code in FIELDS)) throw error;
    const { kinds } = authorisationProblems;
    const said = Object.entries(kinds).find(([code]) => code === error.code)?.[1];
    if (said === undefined) throw error;
    const field = FIELDS[error.code] ?? 'signals';
    throw new Problem(error.code, error.detail, [{ field, message: fault(said) }]);
  }
}

/** The request as it was sent, to take along: the bytes that were kept, whatever changed since. */
export function sentFiles(): RouteLine[] {
  const can = 'signal.read';
  const find = (ctx: Ctx, params: { readonly id: string }) =>
    ctx.read((ctx) => findSent(ctx, asId<'campaign'>(params.id)));
  return [
    download(paths.authorisations.sentPdf, { can }, async (ctx, { params }) => ({
      name: `verzoek-${params.id}.pdf`,
      type: 'application/pdf',
      text: (await find(ctx, params)).pdf,
    })),
    download(paths.authorisations.sentHtml, { can }, async (ctx, { params }) => ({
      name: `verzoek-${params.id}.html`,
      type: 'text/html; charset=utf-8',
      text: (await find(ctx, params)).html,
    })),
  ];
}
