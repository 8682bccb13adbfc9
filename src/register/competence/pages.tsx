import { z } from 'zod';
import { form, page, type PageAnswer, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { paths, withQuery, type Lang } from '../../web/index.js';
import type { Reference } from '../reference.js';
import { NoticeView } from './notice-view.js';
import { ruleFor, type CompetenceCase } from './rules.js';
import { CompetenceView, OWN_BODY, queryOf } from './view.js';
import { wordsIn } from './words.js';

const word = z.string().max(60).optional().catch(undefined);
const Asked = z.object({ kenmerk: word, sector: word, werkgever: word, verhouding: word, plaats: word });
type Asked = z.output<typeof Asked>;
type Shown = Pick<PageAnswer, 'title' | 'content' | 'trail'>;

/** The pages of competence: the question with its answer, and the notice by which a case is forwarded. */
export function competencePages(reference: Reference): RouteLine[] {
  const show = (
    ctx: Ctx,
    lang: Lang,
    asked: CompetenceCase | null,
    input: { faults: readonly FieldFault[]; kept: Readonly<Record<string, string>> } = {
      faults: [],
      kept: {},
    },
  ): Shown => ({
    title: wordsIn(lang)('title'),
    trail: [],
    content: (
      <CompetenceView lang={lang} reference={reference} today={ctx.clock.today()} asked={asked} {...input} />
    ),
  });
  return [
    page(paths.competence.page, { can: 'competence.see', query: Asked }, (ctx, { query, lang }) => {
      const { asked } = readCase(reference, query, lang);
      return Promise.resolve(show(ctx, lang, asked));
    }),
    form(
      paths.competence.ask,
      {
        can: 'competence.see',
        body: Asked,
        again: (ctx, { body, lang }, faults) =>
          Promise.resolve(show(ctx, lang, null, { faults, kept: body })),
      },
      (_ctx, { body, lang }) => {
        const { asked, faults } = readCase(reference, body, lang);
        if (asked === null) throw new Problem('bad-input', undefined, faults);
        return Promise.resolve(withQuery(paths.competence.page, queryOf(asked)));
      },
    ),
    page(paths.competence.notice, { can: 'competence.see', query: Asked }, (ctx, { query, lang }) => {
      const { asked } = readCase(reference, query, lang);
      const rule = asked === null ? null : ruleFor(reference.competence, asked);
      // Without a case, or with one of our own, there is nothing to forward: the question stands here instead.
      if (asked === null || rule === null || rule.body === OWN_BODY)
        return Promise.resolve(show(ctx, lang, asked));
      const t = wordsIn(lang);
      return Promise.resolve({
        title: t('notice.title'),
        trail: [{ label: t('title'), href: withQuery(paths.competence.page, queryOf(asked)) }],
        content: (
          <NoticeView lang={lang} reference={reference} today={ctx.clock.today()} asked={asked} rule={rule} />
        ),
      });
    }),
  ];
}

/** What was chosen, or what is still to choose, in words. The sector alone may stay open. */
function readCase(
  reference: Reference,
  given: Asked,
  lang: Lang,
): { asked: CompetenceCase | null; faults: FieldFault[] } {
  const t = wordsIn(lang);
  const { employerTypes, relations, places } = reference.competence;
  const known = (rows: readonly { code: string }[], code: string | undefined) =>
    rows.some((one) => one.code === code);
  const sector = given.sector ?? '';
  const faults = [
    ...(known(reference.grounds, given.kenmerk) ? [] : [{ field: 'kenmerk', message: t('choose.ground') }]),
    ...(sector === '' || known(reference.sectors, sector)
      ? []
      : [{ field: 'sector', message: t('choose.sector') }]),
    ...(known(employerTypes, given.werkgever)
      ? []
      : [{ field: 'werkgever', message: t('choose.employerType') }]),
    ...(known(relations, given.verhouding) ? [] : [{ field: 'verhouding', message: t('choose.relation') }]),
    ...(known(places, given.plaats) ? [] : [{ field: 'plaats', message: t('choose.place') }]),
  ];
  if (faults.length > 0) return { asked: null, faults };
  return {
    asked: {
      ground: given.kenmerk ?? '',
      sector,
      employerType: given.werkgever ?? '',
      relation: given.verhouding ?? '',
      place: given.plaats ?? '',
    },
    faults: [],
  };
}
