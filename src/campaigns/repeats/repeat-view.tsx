import { Callout, DataTable, fill, formatterFor, Link, paths, type Lang } from '../../web/index.js';
import type { Campaign } from '../schema.js';
import type { RepeatLine, Repeats } from './schema.js';
import { wordsIn } from './words.js';

interface RepeatViewProps {
  readonly lang: Lang;
  readonly campaign: Pick<Campaign, 'id'>;
  readonly repeats: Repeats;
  /** What the reader may know of the employers that the request names; null for others than the team. */
  readonly lines: readonly RepeatLine[] | null;
}

/** Who may be tested again, and what each of the others lacks? */
export function RepeatView({ lang, campaign, repeats, lines }: RepeatViewProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <h2>{t('title')}</h2>
      <p>{t('rule', { days: f.number(repeats.days) })}</p>
      {lines === null ? <p>{t('team')}</p> : null}
      {lines?.length === 0 ? (
        <Callout tone="warn">
          <p>{t('unnamed')}</p>
          <p>
            <Link href={fill(paths.authorisations.one, { id: campaign.id })}>{t('unnamed.link')}</Link>
          </p>
        </Callout>
      ) : null}
      {lines === null || lines.length === 0 ? null : (
        <DataTable<RepeatLine>
          caption={t('caption')}
          narrow="stack"
          rows={lines}
          keyOf={({ number }) => number}
          columns={[
            { head: t('employer'), cell: ({ name }) => name ?? '–', names: true },
            { head: t('number'), cell: ({ number }) => number },
            { head: t('state'), cell: (line) => stateOf(line, lang) },
          ]}
        />
      )}
    </>
  );
}

function stateOf({ lacks, freeOn }: RepeatLine, lang: Lang): string {
  const t = wordsIn(lang);
  if (lacks === null) return t('able');
  return lacks === 'early'
    ? t('lack.early', { day: freeOn === null ? '' : formatterFor(lang).date(freeOn) })
    : t(`lack.${lacks}`);
}

/** What a design that does a test again should know beforehand. */
export function RepeatAsked({ lang, repeats }: { readonly lang: Lang; readonly repeats: Repeats }) {
  const t = wordsIn(lang);
  return (
    <Callout tone="neutral" title={t('wizard.title')}>
      <p>{t('wizard.what', { days: formatterFor(lang).number(repeats.days) })}</p>
    </Callout>
  );
}
