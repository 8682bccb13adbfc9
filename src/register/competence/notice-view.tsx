import type { DateOnly } from '../../platform/dates.js';
import { formatterFor, SummaryList, type Lang } from '../../web/index.js';
import type { Reference } from '../reference.js';
import type { CompetenceCase } from './rules.js';
import type { CompetenceRule } from './table.js';
import { answerItems, caseItems, nameIn, OWN_BODY } from './view.js';
import { wordsIn } from './words.js';

interface NoticeProps {
  readonly lang: Lang;
  readonly reference: Reference;
  readonly today: DateOnly;
  readonly asked: CompetenceCase;
  readonly rule: CompetenceRule;
}

/** The letter by which a case goes to the body that is competent; what only people know is left to fill in by hand. */
export function NoticeView({ lang, reference, today, asked, rule }: NoticeProps) {
  const t = wordsIn(lang);
  const date = formatterFor(lang).date(today);
  const body = nameIn(reference.bodies, rule.body, lang);
  return (
    <>
      <p class="hint no-print">{t('notice.hint')}</p>
      <SummaryList
        items={[
          { term: t('notice.from'), value: nameIn(reference.bodies, OWN_BODY, lang) },
          { term: t('notice.to'), value: body },
          { term: t('notice.date'), value: date },
          { term: t('notice.reference'), value: <Blank /> },
          { term: t('notice.subject'), value: t('notice.subject-words') },
        ]}
      />
      <p>{t('notice.body')}</p>
      <h2>{t('notice.facts')}</h2>
      <SummaryList
        items={[
          ...caseItems(reference, asked, t, lang),
          { term: t('notice.employer'), value: <Blank /> },
          ...answerItems(reference, asked, rule, today, lang),
        ]}
      />
      <h2>{t('notice.given')}</h2>
      <p>
        <Blank />
      </p>
      <p>
        <Blank />
      </p>
      <p>{t('notice.ask')}</p>
      <SummaryList items={[{ term: t('notice.sign'), value: <Blank /> }]} />
      <h2>{t('notice.reporter')}</h2>
      <p>{t('notice.reporter-words', { body, date })}</p>
    </>
  );
}

/** A line to write on. */
function Blank() {
  return <span class="blank-line">{'\u00a0'}</span>;
}
