import { isDateOnly } from '../../platform/dates.js';
import { formatterFor, type Formatter } from '../../web/index.js';
import { printHtml, printPdf, type Block } from '../paper.js';
import { wordsIn as campaignWords } from '../words.js';
import { paperWordsIn } from './paper-words.js';
import type { RequestLanguage } from './schema.js';
import type { SentBody } from './sent-request.js';
import { wordsIn } from './words.js';

/** A request as HTML and as tagged PDF, in its own language. It prints what its body says, and asks nothing else. */
export async function printRequest(body: SentBody): Promise<{ html: string; pdf: Buffer }> {
  const lang = body.request.language;
  const p = paperWordsIn(lang);
  const paper = {
    title: `${p('title')} ${body.of.name}`,
    lang,
    at: new Date(body.sentAt),
    blocks: [{ tag: 'H1', text: p('title') } as const, ...requestBlocks(body)],
  };
  return { html: printHtml(paper), pdf: await printPdf(paper) };
}

/** What a request says, without its title, in its own language. */
export function requestBlocks(body: SentBody): Block[] {
  const lang = body.request.language;
  return [
    ...aboutBlocks(body, lang),
    ...scopeBlocks(body, lang),
    ...signalBlocks(body, lang),
    ...handBlocks(body, lang),
  ];
}

const head = (text: string): Block => ({ tag: 'H2', text });
const line = (term: string, text: string): Block => ({ tag: 'P', term, text });
const dayIn = (f: Formatter, text: string): string => (isDateOnly(text) ? f.date(text) : text);

function aboutBlocks({ of, basis, request }: SentBody, lang: RequestLanguage): Block[] {
  const p = paperWordsIn(lang);
  const t = wordsIn(lang);
  return [
    line(t('request.addressee'), request.addressee),
    line(t('request.kind'), t(`kind.${request.kind}`)),
    head(p('of')),
    line(p('campaign'), of.name),
    line(p('purpose'), campaignWords(lang)(`purpose.${of.purpose}`)),
    line(p('service'), of.service.name),
    line(p('basis'), p('basis.words', { name: basis.name, version: basis.version })),
    line(p('basis.hash'), basis.textHash),
    line(p('ground'), of.ground.name),
    line(p('sectors'), of.sectors.map(({ name }) => name).join(', ')),
    head(p('reasons')),
    line(t('request.motivation'), request.motivation),
    line(t('request.necessity'), request.necessity),
  ];
}

function scopeBlocks({ request, employers }: SentBody, lang: RequestLanguage): Block[] {
  const p = paperWordsIn(lang);
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const named = employers.map(({ number, name }) => (name === null ? number : `${number} ${name}`));
  return [
    head(p('scope')),
    line(t('request.types'), request.testTypes.map((type) => t(`type.${type}`)).join(', ')),
    line(t('request.max'), t('request.max-words', { n: f.number(request.maxTests) })),
    line(
      t('request.period'),
      t('request.period-words', {
        from: dayIn(f, request.wantedFrom),
        until: dayIn(f, request.wantedUntil),
      }),
    ),
    line(t('request.employers'), named.length === 0 ? t('request.employers-none') : named.join('; ')),
    line(t('request.third'), t(request.thirdPersons ? 'request.third-yes' : 'request.third-no')),
    line(t('request.excused'), request.excusedActs ?? t('request.excused-none')),
  ];
}

function signalBlocks({ signals }: SentBody, lang: RequestLanguage): Block[] {
  const p = paperWordsIn(lang);
  const of = (one: SentBody['signals'][number]): Block[] => [
    { tag: 'H3', text: p('signal', { reference: one.reference }) },
    line(wordsIn(lang)('request.motivation'), one.kind.name),
    ...(one.employer === null ? [] : [line(p('about'), `${one.employer.number} ${one.employer.name}`)]),
    line(p('sector'), one.sector.name),
    line(p('grounds'), one.grounds.map(({ name }) => name).join(', ')),
    line(p('period'), p('period.words', { q: one.period.slice(6), year: one.period.slice(0, 4) })),
    line(p('facts'), one.facts),
    ...one.exhibits.map(({ facts, fileHash }, place) =>
      line(p('exhibit', { n: place + 1 }), p('exhibit.words', { facts, hash: fileHash })),
    ),
  ];
  return [
    head(p('signals')),
    ...(signals.length === 0 ? [{ tag: 'P', text: p('signals.none') } as const] : signals.flatMap(of)),
  ];
}

function handBlocks({ hands, sentAt, to }: SentBody, lang: RequestLanguage): Block[] {
  const p = paperWordsIn(lang);
  const t = wordsIn(lang);
  return [
    head(p('hands')),
    line(t('hands.requester'), hands.writer),
    line(t('hands.checker'), hands.checker),
    line(t('hands.sender'), hands.sender),
    ...(to === null ? [] : [line(p('to'), to.name)]),
    line(p('sent'), formatterFor(lang).dateTime(new Date(sentAt))),
  ];
}
