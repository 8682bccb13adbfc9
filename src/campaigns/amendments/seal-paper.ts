// The seal as a paper: tagged PDF, with what was sealed in words, its canonical text whole, and the amendments behind it. The
// same seal gives the same bytes: no clock, no chance, no compression that another version of it could do otherwise.
import PDFDocument from 'pdfkit';
import { z } from 'zod';
import { printable } from '../../materials/index.js';
import { formatterFor, localeOf, type Lang } from '../../web/index.js';
import type { Campaign } from '../schema.js';
import type { SealView } from '../views.js';
import { wordsIn as campaignWords } from '../words.js';
import type { Amendment } from './schema.js';
import { paperWordsIn } from './paper-words.js';
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
  controlOnly: z.number(),
  treatmentOnly: z.number(),
  k: z.number(),
  cells: z.array(z.object({ sector: z.string(), quota: z.number() })),
  frame: z.object({ hash: z.string(), vacancies: z.number() }),
  seedCommitment: z.string(),
  planHash: z.string(),
  tests: z.number(),
});

type Line = readonly [term: string, value: string];

/** A sealed plan and its amendments as PDF, in a language. */
export function printSeal(sealed: Sealed, lang: Lang): Promise<Buffer> {
  const p = paperWordsIn(lang);
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { campaign, seal, amendments } = sealed;
  const paper = openPaper(`${p('title')} ${campaign.name}`, lang, seal.sealedAt);
  paper.write('H1', p('title'), 16);
  for (const [term, value] of sealLines(sealed, lang)) paper.write('P', `${term}${f.colon}${value}`);
  paper.write('H2', t('list'), 13);
  if (amendments.length === 0) paper.write('P', t('none'));
  for (const one of amendments) {
    paper.write('H3', `${t('number', { number: one.number })}${f.colon}${t(`kind.${one.kind}`)}`, 11);
    const what = one.voided.map(({ sector, tests }) =>
      t('void.words', { sector, tests: f.plural(tests, t('void.one'), t('void.many')) }),
    );
    const lines: Line[] = [
      [t('what'), one.text ?? what.join('; ')],
      [t('why'), one.reason],
      [t('when'), f.dateTime(one.madeAt)],
      [t('state'), t(`state.${one.stateThen}`)],
      [t('who'), one.madeBy],
      [t('hash'), one.hash.toString('hex')],
    ];
    for (const [term, value] of lines) paper.write('P', `${term}${f.colon}${value}`);
  }
  paper.write('H2', p('canonical'), 13);
  paper.write('P', p('canonical.what'));
  paper.write('Code', seal.body, 8);
  for (const { body } of amendments) paper.write('Code', body, 8);
  return paper.finish();
}

function sealLines({ seal }: Sealed, lang: Lang): Line[] {
  const p = paperWordsIn(lang);
  const c = campaignWords(lang);
  const f = formatterFor(lang);
  const body = Body.parse(JSON.parse(seal.body));
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
      c('plan.power-words', {
        power: f.percent(body.power),
        control: f.percent(body.controlOnly, 1),
        treatment: f.percent(body.treatmentOnly, 1),
        alpha: f.number(body.alpha, 3),
      }),
    ],
    [p('family'), f.number(body.k)],
    [p('cells'), body.cells.map(({ sector, quota }) => `${sector} ${f.number(quota)}`).join('; ')],
    [p('tests'), f.number(body.tests)],
    [p('frame'), `${f.number(body.frame.vacancies)} (${body.frame.hash})`],
    [p('seed'), body.seedCommitment],
    [p('plan'), body.planHash],
    [p('algorithm'), body.algorithm],
    [c('seal.by'), seal.sealedBy],
    [c('seal.at'), f.dateTime(seal.sealedAt)],
    [c('seal.hash'), seal.hash.toString('hex')],
  ];
}

interface Paper {
  readonly write: (tag: 'H1' | 'H2' | 'H3' | 'P' | 'Code', text: string, size?: number) => void;
  readonly finish: () => Promise<Buffer>;
}

function openPaper(title: string, lang: Lang, at: Date): Paper {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 60,
    compress: false,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: localeOf(lang),
    info: { Title: printable(title), CreationDate: at },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const root = doc.struct('Document');
  doc.addStructure(root);
  return {
    write: (tag, text, size = 10) => {
      const font = tag === 'Code' ? 'Courier' : tag === 'P' ? 'Helvetica' : 'Helvetica-Bold';
      root.add(
        doc.struct(tag, {}, () => {
          doc.font(font).fontSize(size).text(printable(text), { lineGap: 2 });
        }),
      );
      doc.moveDown(tag === 'P' ? 0.35 : 0.6);
    },
    finish: () =>
      new Promise((resolve, reject) => {
        doc.on('end', () => resolve(Buffer.concat(chunks)));
        doc.on('error', reject);
        root.end();
        doc.end();
      }),
  };
}
