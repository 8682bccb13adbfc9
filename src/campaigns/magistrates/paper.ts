import { isDateOnly } from '../../platform/dates.js';
import { formatterFor } from '../../web/index.js';
import { wordsIn as authorisationWords } from '../authorisations/words.js';
import { printHtml, printPdf, type Block } from '../paper.js';
import type { DecisionBody, Extended, Granted } from './schema.js';
import { paperWordsIn } from './paper-words.js';

/** A decision as HTML and as tagged PDF, in the language of its request. It prints what its body says, and asks nothing else. */
export async function printDecision(body: DecisionBody): Promise<{ html: string; pdf: Buffer }> {
  const lang = body.language;
  const p = paperWordsIn(lang);
  const title = p(`title.${body.step}`);
  const paper = {
    title: `${title}${formatterFor(lang).colon}${body.of.name}`,
    lang,
    at: new Date(body.decidedAt),
    blocks: [
      { tag: 'H1', text: title } as const,
      ...aboutBlocks(body),
      ...saidBlocks(body),
      ...handBlocks(body),
    ],
  };
  return { html: printHtml(paper), pdf: await printPdf(paper) };
}

const head = (text: string): Block => ({ tag: 'H2', text });
const line = (term: string, text: string): Block => ({ tag: 'P', term, text });

function aboutBlocks({ language: lang, of, requestHash, requestSentAt }: DecisionBody): Block[] {
  const p = paperWordsIn(lang);
  return [
    head(p('of')),
    line(p('campaign'), of.name),
    line(p('service'), of.service.name),
    line(p('ground'), of.ground.name),
    line(p('request-sent'), formatterFor(lang).dateTime(new Date(requestSentAt))),
    line(p('request-hash'), requestHash),
  ];
}

function saidBlocks(body: DecisionBody): Block[] {
  const { language: lang, granted, extended, reason } = body;
  const p = paperWordsIn(lang);
  return [
    head(p('decision')),
    ...(granted === null ? [] : grantBlocks(granted, lang)),
    ...(extended === null ? [] : laterBlocks(extended, lang)),
    ...(reason === null ? [] : [line(p('reason'), reason)]),
  ];
}

const dayIn = (lang: DecisionBody['language'], text: string): string =>
  isDateOnly(text) ? formatterFor(lang).date(text) : text;

function grantBlocks(granted: Granted, lang: DecisionBody['language']): Block[] {
  const p = paperWordsIn(lang);
  const t = authorisationWords(lang);
  const { conditions, employers } = granted;
  return [
    line(p('number'), granted.number),
    line(
      t('request.period'),
      t('request.period-words', {
        from: dayIn(lang, granted.validFrom),
        until: dayIn(lang, granted.validUntil),
      }),
    ),
    line(t('request.max'), t('request.max-words', { n: formatterFor(lang).number(granted.maxTests) })),
    line(t('request.types'), granted.testTypes.map((type) => t(`type.${type}`)).join(', ')),
    line(t('request.employers'), employers.length === 0 ? t('decision.employers-any') : employers.join('; ')),
    line(t('request.third'), t(granted.thirdPersons ? 'request.third-yes' : 'request.third-no')),
    ...(conditions.length === 0
      ? [line(p('conditions'), p('conditions.none'))]
      : conditions.map((text, place) => line(p('condition', { n: place + 1 }), text))),
  ];
}

function laterBlocks(extended: Extended, lang: DecisionBody['language']): Block[] {
  const p = paperWordsIn(lang);
  const t = authorisationWords(lang);
  return [
    line(p('number'), extended.number),
    line(p('until'), dayIn(lang, extended.validUntil)),
    ...(extended.maxTests === null
      ? []
      : [
          line(t('request.max'), t('request.max-words', { n: formatterFor(lang).number(extended.maxTests) })),
        ]),
  ];
}

function handBlocks({ language: lang, addressee, decider, decidedAt }: DecisionBody): Block[] {
  const p = paperWordsIn(lang);
  return [
    head(p('who')),
    line(p('addressee'), addressee),
    line(p('decider'), decider),
    line(p('decided'), formatterFor(lang).dateTime(new Date(decidedAt))),
  ];
}
