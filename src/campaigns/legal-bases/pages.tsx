import { form, holds, page, type PageAnswer, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { fault } from '../../platform/faults.js';
import { asId } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { fill, paths, type Lang } from '../../web/index.js';
import { ReasonBody } from '../schema.js';
import { BasisView } from './basis-view.js';
import { BasisList } from './list-view.js';
import type { LegalNames } from './names.js';
import { ProposalForm, type ConfirmationId } from './schema.js';
import { confirmBasis, proposeConfirmation, withdrawConfirmation } from './service.js';
import { findBasisText, findConfirmation, listBasisTexts } from './views.js';
import { wordsIn } from './words.js';

interface Key {
  readonly code: string;
  readonly version: string;
}
interface Input {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
type Shown = Pick<PageAnswer, 'title' | 'content' | 'trail'>;

const inFuture = fault({
  nl: 'Deze datum ligt in de toekomst. Kijk de datum na.',
  en: 'This date lies in the future. Check the date.',
  fr: 'Cette date est dans le futur. Vérifiez la date.',
});

/** The pages of legal bases: the list, one text with its history, and the acts that confirm it. */
export function legalBasisPages(names: LegalNames): RouteLine[] {
  return [
    page(paths.legalBases.list, { can: 'legal-basis.read' }, async (ctx, { lang }) => ({
      title: wordsIn(lang)('list.title'),
      content: (
        <BasisList lang={lang} texts={await listBasisTexts(ctx)} names={names} today={ctx.clock.today()} />
      ),
    })),
    page(paths.legalBases.one, { can: 'legal-basis.read' }, (ctx, { params, lang }) =>
      showBasis(ctx, names, { code: params.basis, version: params.version }, lang),
    ),
    form(
      paths.legalBases.propose,
      {
        can: 'legal-basis.confirm',
        body: ProposalForm,
        again: (ctx, { params, body, lang }, faults) =>
          showBasis(ctx, names, { code: params.basis, version: params.version }, lang, {
            faults,
            kept: body,
          }),
      },
      async (ctx, { params, body }) => {
        if (body.documentDate > ctx.clock.today())
          throw new Problem('bad-input', undefined, [{ field: 'documentDate', message: inFuture }]);
        await proposeConfirmation(ctx, { code: params.basis, version: params.version, ...body });
        return fill(paths.legalBases.one, params);
      },
    ),
    ...actsOnProposal(names),
  ];
}

function actsOnProposal(names: LegalNames): RouteLine[] {
  return [
    form(paths.legalBases.confirm, { can: 'legal-basis.confirm' }, async (ctx, { params }) => {
      const id = asId<'legal-basis-confirmation'>(params.id);
      await confirmBasis(ctx, id);
      return addressOf(await keyOf(ctx, id));
    }),
    form(
      paths.legalBases.withdraw,
      {
        can: 'legal-basis.confirm',
        body: ReasonBody,
        again: async (ctx, { params, body, lang }, faults) => {
          const key = await keyOf(ctx, asId<'legal-basis-confirmation'>(params.id));
          return showBasis(ctx, names, key, lang, { faults, kept: body });
        },
      },
      async (ctx, { params, body }) => {
        const id = asId<'legal-basis-confirmation'>(params.id);
        await withdrawConfirmation(ctx, id, body.reason);
        return addressOf(await keyOf(ctx, id));
      },
    ),
  ];
}

const keyOf = (ctx: Ctx, id: ConfirmationId): Promise<Key> => ctx.read((ctx) => findConfirmation(ctx, id));

const addressOf = ({ code, version }: Key): string => fill(paths.legalBases.one, { basis: code, version });

function showBasis(
  ctx: Ctx,
  names: LegalNames,
  key: Key,
  lang: Lang,
  input: Input = { faults: [], kept: {} },
): Promise<Shown> {
  return ctx.read(async (ctx) => {
    const text = await findBasisText(ctx, key);
    const t = wordsIn(lang);
    return {
      title: t('label.version', { name: text.name[lang], version: text.version }),
      trail: [{ label: t('list.title'), href: paths.legalBases.list }],
      content: (
        <BasisView
          lang={lang}
          text={text}
          names={names}
          confirmer={holds(ctx.actor.roles, 'legal-basis.confirm') ? ctx.actor.id : null}
          {...input}
        />
      ),
    };
  });
}
