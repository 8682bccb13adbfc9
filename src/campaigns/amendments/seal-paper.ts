// The seal as a paper: tagged PDF, with what was sealed in words, its canonical text whole, and the amendments behind it. The
// same seal gives the same bytes: no clock, no chance, no compression that another version of it could do otherwise.
import { z } from 'zod';
import { formatterFor, type Lang } from '../../web/index.js';
import { printPdf, type Block } from '../paper.js';
import { singleWordsIn } from '../single-words.js';
import type { Campaign } from '../schema.js';
import type { SealView } from '../views.js';
import { wordsIn as campaignWords } from '../words.js';
import type { Amendment } from './schema.js';
import { paperWordsIn } from './paper-words.js';
import type { Signature } from './signing.js';
import { wordsIn } from './words.js';

interface Sealed {
  readonly campaign: Campaign;
  readonly seal: SealView;
  readonly amendments: readonly Amendment[];
}

/** What the sealed text says; it alone is printed, not what the tables say today. */
const Body = z.looseObject({
  algorithm: z.string(),
  campaign: z.string(),
  purpose: z.enum(['baseline', 'self-regulation', 'contract-clause', 'enforcement']),
  hypothesis: z.string(),
  ground: z.string(),
  scenario: z.object({ id: z.string(), version: z.number(), hash: z.string() }),
  primaryDefinition: z.enum(['strict', 'lenient']),
  stopRule: z.enum(['fixed', 'e-value']),
  alpha: z.number(),
  power: z.number(),
  /** Of pairs; of single applications the rates below. */
  controlOnly: z.number().optional(),
  treatmentOnly: z.number().optional(),
  controlRate: z.number().optional(),
  treatmentRate: z.number().optional(),
  k: z.number(),
  cells: z.array(z.object({ sector: z.string(), ground: z.string(), quota: z.number() })),
  frame: z.object({ hash: z.string(), vacancies: z.number() }),
  /** Said only of a plan without vacancies. */
  to: z.literal('employer').optional(),
  seedCommitment: z.string(),
  planHash: z.string(),
  /** Missing in a seal from before there were increments; null for calls. */
  root: z.string().nullish(),
  tests: z.number(),
});

/** A cell by its codes; its ground stands with it where that tells contrasts apart. */
const codeOf = ({ sector, ground }: { readonly sector: string; readonly ground: string }): string =>
  ground.includes('/') ? `${sector} ${ground}` : sector;

type Line = readonly [term: string, value: string];

/** A sealed plan and its amendments as PDF, in a language. */
export function printSeal(sealed: Sealed, lang: Lang): Promise<Buffer> {
  const p = paperWordsIn(lang);
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { campaign, seal, amendments } = sealed;
  const termed = ([term, text]: Line): Block => ({ tag: 'P', term, text });
  const blocks: Block[] = [
    { tag: 'H1', text: p('title') },
    ...sealLines(sealed, lang).map(termed),
    { tag: 'H2', text: t('list') },
    ...(amendments.length === 0 ? [{ tag: 'P', text: t('none') } as const] : []),
  ];
  for (const one of amendments) {
    blocks.push({
      tag: 'H3',
      text: `${t('number', { number: one.number })}${f.colon}${t(`kind.${one.kind}`)}`,
    });
    const what = one.voided.map(({ sector, ground, tests }) =>
      t('void.words', {
        sector: codeOf({ sector, ground: ground ?? '' }),
        tests: f.plural(tests, t('void.one'), t('void.many')),
      }),
    );
    const lines: Line[] = [
      [t('what'), one.text ?? what.join('; ')],
      [t('why'), one.reason],
      [t('when'), f.dateTime(one.madeAt)],
      [t('state'), t(`state.${one.stateThen}`)],
      [t('who'), one.madeBy],
      [t('hash'), one.hash.toString('hex')],
      ...signatureLines(one.signed, lang),
    ];
    blocks.push(...lines.map(termed));
  }
  blocks.push(
    { tag: 'H2', text: p('canonical') },
    { tag: 'P', text: p('canonical.what') },
    ...(seal.signed === null ? [] : [{ tag: 'P', text: p('signature.what') } as const]),
    { tag: 'Code', text: seal.body },
    ...amendments.map(({ body }) => ({ tag: 'Code', text: body }) as const),
  );
  return printPdf({ title: `${p('title')} ${campaign.name}`, lang, at: seal.sealedAt, blocks });
}

function sealLines({ seal }: Sealed, lang: Lang): Line[] {
  const p = paperWordsIn(lang);
  const c = campaignWords(lang);
  const f = formatterFor(lang);
  const body = Body.parse(JSON.parse(seal.body));
  const stated = {
    power: f.percent(body.power),
    control: f.percent(body.controlRate ?? body.controlOnly ?? null, 1),
    treatment: f.percent(body.treatmentRate ?? body.treatmentOnly ?? null, 1),
    alpha: f.number(body.alpha, 3),
  };
  return [
    [p('campaign'), body.campaign],
    [c('plan.purpose'), c(`purpose.${body.purpose}`)],
    [c('plan.hypothesis'), body.hypothesis],
    [c('plan.ground'), body.ground],
    [c('plan.scenario'), `${body.scenario.id} ${body.scenario.version} (${body.scenario.hash})`],
    [c('plan.definition'), c(`plan.${body.primaryDefinition}`)],
    [c('plan.stop-rule'), c(`plan.${body.stopRule}`)],
    [
      c('plan.power'),
      body.controlRate === undefined ? c('plan.power-words', stated) : singleWordsIn(lang)('power', stated),
    ],
    [p('family'), f.number(body.k)],
    [p('cells'), body.cells.map((cell) => `${codeOf(cell)} ${f.number(cell.quota)}`).join('; ')],
    [p('tests'), f.number(body.tests)],
    [
      p(body.to === 'employer' ? 'frame.employers' : 'frame'),
      `${f.number(body.frame.vacancies)} (${body.frame.hash})`,
    ],
    [p('seed'), body.seedCommitment],
    [p('plan'), body.planHash],
    ...(body.root == null ? [] : [[p('root'), body.root] as const]),
    [p('algorithm'), body.algorithm],
    [c('seal.by'), seal.sealedBy],
    [c('seal.at'), f.dateTime(seal.sealedAt)],
    [c('seal.hash'), seal.hash.toString('hex')],
    ...signatureLines(seal.signed, lang),
  ];
}

function signatureLines(signed: Signature | null, lang: Lang): Line[] {
  const c = campaignWords(lang);
  if (signed === null) return [];
  return [
    [c('seal.signature'), signed.signature.toString('hex')],
    [c('seal.key'), signed.signedWith.toString('hex')],
  ];
}
