import {
  actWord,
  kindWord,
  printHtml,
  printPdf,
  purposeWord,
  type Block,
  type RequestLanguage,
} from '../../campaigns/index.js';
import { isDateOnly } from '../../platform/dates.js';
import { formatterFor, term } from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import { attemptWordsIn } from '../calls/attempt-words.js';
import { CALL_CODES, VOID_REASONS } from '../calls/schema.js';
import { wordsIn as callWordsIn } from '../calls/words.js';
import { wordsIn as mailWordsIn } from '../client-mails/words.js';
import { letterOf } from '../scheduling/looks.js';
import { codeWord, reasonWord, stateWord } from '../scheduling/words.js';
import { namesEmployers, shownTotals, totalsOf } from './rules.js';
import type { ActionBody, DoneCall, DoneTest } from './schema.js';
import { wordsIn } from './words.js';

/** A report of action as HTML and as tagged PDF, in its own language. It prints what its body says, and asks nothing else. */
export async function printReport(body: ActionBody): Promise<{ html: string; pdf: Buffer }> {
  const lang = body.language;
  const t = wordsIn(lang);
  const title = t('paper.title', { number: formatterFor(lang).number(body.number) });
  const paper = {
    title: `${title}${formatterFor(lang).colon}${body.of.name}`,
    lang,
    at: new Date(body.madeAt),
    blocks: [
      { tag: 'H1', text: title } as const,
      ...aboutBlocks(body, lang),
      ...decisionBlocks(body, lang),
      ...totalBlocks(body, lang),
      ...testBlocks(body, lang),
      ...callBlocks(body, lang),
      ...actBlocks(body, lang),
    ],
  };
  return { html: printHtml(paper), pdf: await printPdf(paper) };
}

const head = (text: string): Block => ({ tag: 'H2', text });
const line = (term: string, text: string): Block => ({ tag: 'P', term, text });

function sayIn(lang: RequestLanguage) {
  const f = formatterFor(lang);
  return {
    t: wordsIn(lang),
    f,
    day: (text: string): string => (isDateOnly(text) ? f.date(text) : text),
    moment: (iso: string): string => f.dateTime(new Date(iso)),
  };
}

function aboutBlocks({ of, maker, madeAt }: ActionBody, lang: RequestLanguage): Block[] {
  const { t, moment } = sayIn(lang);
  return [
    line(t('paper.campaign'), of.name),
    line(t('paper.purpose'), purposeWord(of.purpose, lang)),
    line(t('paper.service'), of.service.name),
    line(t('paper.ground'), of.ground.name),
    line(t('paper.maker'), maker),
    line(t('paper.made'), moment(madeAt)),
  ];
}

function decisionBlocks({ decision }: ActionBody, lang: RequestLanguage): Block[] {
  const { t, f, day, moment } = sayIn(lang);
  const { validFrom, validUntil, maxTests, decidedOn } = decision;
  return [
    head(t('paper.decision')),
    line(t('paper.kind'), kindWord(decision.kind, lang)),
    line(t('paper.number'), decision.number),
    ...(decidedOn === null ? [] : [line(t('paper.decided'), day(decidedOn))]),
    ...(validFrom === null || validUntil === null
      ? []
      : [
          line(
            t('paper.period'),
            t('paper.period-words', { from: moment(validFrom), until: moment(validUntil) }),
          ),
        ]),
    ...(maxTests === null ? [] : [line(t('paper.most'), t('paper.most-words', { n: f.number(maxTests) }))]),
    ...decision.extensions.map((one) =>
      line(
        t('paper.extension', { number: one.number }),
        t('paper.extension-words', { on: day(one.decidedOn), until: moment(one.validUntil) }),
      ),
    ),
    ...(decision.conditions.length === 0 ? [] : [head(t('paper.conditions'))]),
    ...decision.conditions.map(({ words, metBy, metAt, note }) =>
      line(
        words,
        metBy === null || metAt === null
          ? t('paper.unmet')
          : t('paper.met', { who: metBy, when: moment(metAt), note: note ?? '' }).trim(),
      ),
    ),
  ];
}

function totalBlocks(body: ActionBody, lang: RequestLanguage): Block[] {
  const { t, f } = sayIn(lang);
  const totals = totalsOf(body);
  const named = namesEmployers(body.of.purpose);
  return [
    head(t('paper.totals')),
    ...shownTotals(body.of.purpose).map((name) => line(t(`now.${name}`), f.number(totals[name]))),
    ...(named ? [] : [{ tag: 'P', text: t('paper.hidden') } as const]),
  ];
}

function testBlocks({ tests, of }: ActionBody, lang: RequestLanguage): Block[] {
  const { t } = sayIn(lang);
  if (tests.length === 0) return [head(t('paper.tests')), { tag: 'P', text: t('paper.tests-none') }];
  return [
    head(t('paper.tests')),
    ...tests.flatMap((test) => oneTest(test, namesEmployers(of.purpose), lang)),
  ];
}

function oneTest(test: DoneTest, named: boolean, lang: RequestLanguage): Block[] {
  const { t, f, moment } = sayIn(lang);
  const n = f.number(test.ordinal + 1);
  const about = [
    test.sector.name,
    ...(test.employer === null ? [] : [`${test.employer.number} ${test.employer.name}`]),
    ...(test.vacancy === null ? [] : [shownTitle(test.vacancy, lang)]),
    ...(test.takenOut ? [t('paper.taken-out')] : []),
  ];
  return [
    line(t('paper.test', { n }), about.join('; ')),
    ...test.applications.map((one) => {
      const said = [
        ...(one.arm === null ? [] : [t(`paper.arm.${one.arm}`)]),
        one.sentAt === null ? stateWord(one.state, lang) : t('paper.sent', { when: moment(one.sentAt) }),
        ...(one.reason === null ? [] : [reasonWord(one.reason, lang)]),
        ...one.answers.map(({ at, code }) =>
          t('paper.answer', {
            when: moment(at),
            code: code === null ? t('paper.uncoded') : codeWord(code, lang),
          }),
        ),
        ...(!named
          ? []
          : [
              one.outcome === null
                ? t('paper.no-outcome')
                : t('paper.outcome', { code: codeWord(one.outcome, lang) }),
            ]),
        ...(one.withdrawnAt === null ? [] : [t('paper.withdrawn', { when: moment(one.withdrawnAt) })]),
      ];
      return line(t('paper.application', { n, which: letterOf(one) }), said.join('; '));
    }),
  ];
}

function callBlocks({ calls }: ActionBody, lang: RequestLanguage): Block[] {
  const { t } = sayIn(lang);
  if (calls.length === 0) return [head(t('paper.calls')), { tag: 'P', text: t('paper.calls-none') }];
  return [
    head(t('paper.calls')),
    ...calls.flatMap((call) => [
      oneCall(call, lang),
      ...call.letters.map((one) => oneLetter(call, one, lang)),
    ]),
  ];
}

/** How a call ended, in words; undefined for one that was not made or may not be told. */
function heardWord(code: string | null, lang: RequestLanguage): string | undefined {
  if (code === 'not-reached') return callWordsIn(lang)('ending.not-reached');
  if (code === 'stopped' || code === 'silent') return wordsIn(lang)(`paper.${code}`);
  const known = CALL_CODES.find((one) => one === code);
  return known === undefined ? undefined : term(known, lang);
}

function oneCall(call: DoneCall, lang: RequestLanguage): Block {
  const { t, f, day, moment } = sayIn(lang);
  const heard = heardWord(call.code, lang);
  const unfit = VOID_REASONS.find((reason) => reason === call.voidReason);
  const said = [
    call.sector.name,
    ...(call.employer === null ? [] : [`${call.employer.number} ${call.employer.name}`]),
    t('paper.call-planned', { on: day(call.plannedOn) }),
    ...(call.endedAt === null
      ? []
      : [t(call.byMail ? 'paper.mail-ended' : 'paper.call-ended', { when: moment(call.endedAt) })]),
    ...call.attempts.map(({ onDay, how }) =>
      attemptWordsIn(lang)('before-one', { day: day(onDay), how: attemptWordsIn(lang)(`how.${how}`) }),
    ),
    ...(heard === undefined ? [] : [heard]),
    ...(call.waits ? [t('paper.call-waits')] : []),
    ...(call.reason === null ? [] : [reasonWord(call.reason, lang)]),
    ...(unfit === undefined ? [] : [t('paper.call-void', { reason: t(`void.${unfit}`) })]),
    ...(call.deviations === 0 ? [] : [t('paper.deviations', { count: call.deviations })]),
  ];
  return line(
    t(call.byMail ? 'paper.mail' : 'paper.call', { n: f.number(call.ordinal + 1) }),
    said.join('; '),
  );
}

function oneLetter({ ordinal }: DoneCall, letter: DoneCall['letters'][number], lang: RequestLanguage): Block {
  const { t, f, moment } = sayIn(lang);
  const mailWords = mailWordsIn(lang);
  return line(
    t('paper.letter', { n: f.number(ordinal + 1), which: mailWords(`step.${letter.step}`) }),
    letter.sentAt === null
      ? mailWords(`state.${letter.state}`)
      : t('paper.sent', { when: moment(letter.sentAt) }),
  );
}

/** By which letter the pages know an application of a test. */

function actBlocks({ acts }: ActionBody, lang: RequestLanguage): Block[] {
  const { t, f, moment } = sayIn(lang);
  return [
    head(t('paper.acts')),
    ...acts.map(({ link, at, who, what, of, hash }) =>
      line(
        t('paper.act', { n: String(link) }),
        [
          moment(at),
          who,
          actWord(what, lang),
          ...(of === null ? [] : [t('paper.act-of', { n: f.number(of.ordinal + 1), which: letterOf(of) })]),
          hash,
        ].join('; '),
      ),
    ),
  ];
}
