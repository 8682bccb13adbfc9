import { download, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { paths } from '../../web/index.js';
import { findDecisionFiles } from './views.js';

/** The number of a paper as it stands in an address; 0, which none has, for anything else. */
export const numberIn = ({ number }: { readonly number: string }): number =>
  /^[1-9]\d{0,5}$/.test(number) ? Number(number) : 0;

/** The decisions of a magistrate on a campaign, as they were kept, for its team. */
export function decisionFiles(): RouteLine[] {
  const can = 'signal.read';
  const find = (ctx: Ctx, params: { readonly id: string; readonly number: string }) =>
    ctx.read((ctx) => findDecisionFiles(ctx, { campaign: params.id }, numberIn(params)));
  return [
    download(paths.authorisations.decisionPdf, { can }, async (ctx, { params }) => ({
      name: `beslissing-${params.number}.pdf`,
      type: 'application/pdf',
      text: (await find(ctx, params)).pdf,
    })),
    download(paths.authorisations.decisionHtml, { can }, async (ctx, { params }) => ({
      name: `beslissing-${params.number}.html`,
      type: 'text/html; charset=utf-8',
      text: (await find(ctx, params)).html,
    })),
  ];
}
