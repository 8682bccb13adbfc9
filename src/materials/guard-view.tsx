import { Callout, DataTable, type Lang } from '../web/index.js';
import { courseRulesFor, phraseRulesFor, spokenLines } from './guard/rules.js';
import type { Provocation } from './guard/schema.js';
import type { Scenario } from './schema.js';
import { wordsIn } from './words.js';

interface GuardProps {
  readonly lang: Lang;
  readonly scenario: Scenario;
  readonly provocation: Provocation;
}

/** What was checked so that a scenario provokes nothing. One that does is never loaded, so every rule found nothing. */
export function Guard({ lang, scenario, provocation }: GuardProps) {
  const t = wordsIn(lang);
  const lines = spokenLines(scenario).length;
  const own = 'forbiddenPhrases' in scenario ? scenario.forbiddenPhrases.length : 0;
  const rows = [
    ...courseRulesFor(scenario).map((rule) => ({
      code: rule,
      name: t(`course.${rule}`),
      why: t(`course.${rule}-why`),
    })),
    ...phraseRulesFor(scenario, provocation).map(({ code, name, why }) => ({
      code,
      name: name[lang],
      why: why[lang],
    })),
    ...(own === 0
      ? []
      : [{ code: 'own-list', name: t('guard.own-list'), why: t('guard.own-list-why', { n: own }) }]),
  ];
  return (
    <>
      <h2 id="uitlokking">{t('guard.title')}</h2>
      <Callout tone="good" title={t('guard.passed', { count: lines })} />
      <DataTable
        caption={t('guard.caption')}
        captionHidden
        keyOf={({ code }) => code}
        rows={rows}
        columns={[
          { head: t('guard.rule'), names: true, cell: ({ name }) => name },
          { head: t('guard.why'), cell: ({ why }) => why },
        ]}
        narrow="stack"
      />
    </>
  );
}
