import { Callout, useFormat } from '../../web/index.js';
import type { DateOnly } from '../../platform/dates.js';
import { ActFold, Pick, type AccessProps } from './access-fields.js';
import { useDeskT } from './frame.js';
import { LENT_DAYS } from './lend-service.js';
import { useNames } from './report-views.js';

/** Who can read a report for a while, and the acts that begin and end it. */
export function LendSection(props: AccessProps) {
  const t = useDeskT();
  const f = useFormat();
  const nameOf = useNames(props);
  const { borrowers } = props.dossier;
  return (
    <section>
      <h2>{t('lend.title')}</h2>
      <p class="soft">{t('lend.lead')}</p>
      {borrowers.length === 0 ? <p>{t('lend.none')}</p> : null}
      <ul>
        {borrowers.map(({ officer, until }) => (
          <li key={officer}>{t('lend.has', { name: nameOf(officer), day: f.date(until) })}</li>
        ))}
      </ul>
      <LendFold {...props} />
      {borrowers.length === 0 ? null : <EndFold {...props} />}
    </section>
  );
}

function LendFold(props: AccessProps) {
  const t = useDeskT();
  const { officers } = props.dossier;
  const able = officers.filter(({ counts, holds }) => counts && !holds);
  if (able.length === 0) return <p class="soft">{t('lend.nobody')}</p>;
  return (
    <ActFold act="lend" props={props} summary={t('lend.do')}>
      <Pick
        act="lend"
        props={props}
        name="collega-lend"
        label={t('lend.who')}
        choices={able.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Pick
        act="lend"
        props={props}
        name="dagen"
        label={t('lend.days')}
        choices={LENT_DAYS.map((count) => ({ value: String(count), label: t('lend.day', { count }) }))}
      />
    </ActFold>
  );
}

function EndFold(props: AccessProps) {
  const t = useDeskT();
  const nameOf = useNames(props);
  const { borrowers } = props.dossier;
  return (
    <ActFold act="lend-back" props={props} summary={t('lend.end')}>
      <Pick
        act="lend-back"
        props={props}
        name="collega-lend-back"
        label={t('lend.end.who')}
        choices={borrowers.map(({ officer }) => ({ value: officer, label: nameOf(officer) }))}
      />
    </ActFold>
  );
}

/** Until when one's own access goes. */
export function ForAWhile({ until }: { readonly until: DateOnly | null }) {
  const t = useDeskT();
  const f = useFormat();
  return until === null ? null : (
    <Callout tone="warn" title={t('lend.mine', { day: f.date(until) })}>
      <p>{t('lend.mine.text')}</p>
    </Callout>
  );
}
