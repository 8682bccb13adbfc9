import type { CampaignId } from '../../campaigns/index.js';
import {
  Callout,
  ConfirmForm,
  DataTable,
  EmptyState,
  fill,
  formatterFor,
  Link,
  paths,
  SummaryList,
  type Lang,
} from '../../web/index.js';
import type { CalledPair } from './views.js';
import { wordsIn } from './words.js';

interface Props {
  readonly lang: Lang;
  readonly campaign: CampaignId;
  /** An origin in words. */
  readonly origin: (code: string) => string;
  readonly language: 'nl' | 'fr' | 'en' | null;
  readonly pairs: readonly CalledPair[];
  readonly shared: number | undefined;
  readonly without: number | undefined;
}

/** Who calls for which pairs, and is it fairly shared? */
export function CallersView({ lang, campaign, origin, language, pairs, shared, without }: Props) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  if (language === null || pairs.length === 0)
    return (
      <EmptyState title={t('callers.none')}>
        <p>{t(language === null ? 'callers.none-why' : 'callers.not-sealed')}</p>
      </EmptyState>
    );
  const waiting = pairs.filter(({ open, control }) => open && control === null);
  const lacking = without ?? 0;
  return (
    <>
      <p class="lead">{t('callers.lead')}</p>
      {shared === undefined ? null : (
        <Callout
          tone={lacking === 0 ? 'good' : 'warn'}
          title={t('callers.shared', { count: f.number(shared) })}
        >
          {lacking === 0 ? null : <p>{t('callers.lacking', { count: f.number(lacking) })}</p>}
        </Callout>
      )}
      <SummaryList
        items={[
          { term: t('callers.pairs'), value: f.number(pairs.length) },
          { term: t('callers.waiting'), value: f.number(waiting.length) },
        ]}
      />
      {waiting.length === 0 ? null : <Needs lang={lang} origin={origin} pairs={waiting} />}
      <ConfirmForm
        action={fill(paths.campaigns.shareCallers, { id: campaign })}
        verb={t('callers.verb')}
        tone="primary"
      >
        <p>{t('callers.what')}</p>
      </ConfirmForm>
      <p>
        <Link href={paths.voices.list}>{t('callers.voices')}</Link>
      </p>
      <Balance lang={lang} pairs={pairs} />
    </>
  );
}

/** Which voices the pairs need that have no callers. */
function Needs({ lang, origin, pairs }: Pick<Props, 'lang' | 'origin' | 'pairs'>) {
  const t = wordsIn(lang);
  const needs = new Map<string, { readonly pair: CalledPair; readonly count: number }>();
  for (const pair of pairs) {
    const key = `${pair.sex} ${pair.controlOrigin} ${pair.treatmentOrigin}`;
    needs.set(key, { pair, count: (needs.get(key)?.count ?? 0) + 1 });
  }
  return (
    <DataTable<{ readonly pair: CalledPair; readonly count: number }>
      caption={t('needs.caption')}
      rows={[...needs.values()]}
      keyOf={({ pair }) => `${pair.sex} ${pair.controlOrigin} ${pair.treatmentOrigin}`}
      columns={[
        { head: t('needs.sex'), names: true, cell: ({ pair }) => t(`sex.${pair.sex}`) },
        { head: t('needs.control'), cell: ({ pair }) => origin(pair.controlOrigin) },
        { head: t('needs.treatment'), cell: ({ pair }) => origin(pair.treatmentOrigin) },
        { head: t('needs.pairs'), cell: ({ count }) => formatterFor(lang).number(count), align: 'right' },
      ]}
    />
  );
}

interface Share {
  readonly number: number;
  readonly control: number;
  readonly treatment: number;
  readonly first: number;
  readonly second: number;
}

/** How often each caller is control or treatment, and first or second: the rotation as it came out. */
function Balance({ lang, pairs }: Pick<Props, 'lang' | 'pairs'>) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const rows = sharesOf(pairs);
  if (rows.length === 0) return null;
  return (
    <DataTable<Share>
      caption={t('balance.caption')}
      rows={rows}
      keyOf={({ number }) => String(number)}
      columns={[
        { head: t('balance.caller'), names: true, cell: ({ number }) => t('balance.tester', { number }) },
        { head: t('balance.control'), cell: ({ control }) => f.number(control), align: 'right' },
        { head: t('balance.treatment'), cell: ({ treatment }) => f.number(treatment), align: 'right' },
        { head: t('balance.first'), cell: ({ first }) => f.number(first), align: 'right' },
        { head: t('balance.second'), cell: ({ second }) => f.number(second), align: 'right' },
      ]}
    />
  );
}

function sharesOf(pairs: readonly CalledPair[]): Share[] {
  const shares = new Map<number, Share>();
  for (const { controlNumber, treatmentNumber, firstArm } of pairs)
    for (const [number, arm] of [
      [controlNumber, 'control'],
      [treatmentNumber, 'treatment'],
    ] as const) {
      if (number === null) continue;
      const known = shares.get(number) ?? { number, control: 0, treatment: 0, first: 0, second: 0 };
      const place = firstArm === arm ? 'first' : 'second';
      shares.set(number, { ...known, [arm]: known[arm] + 1, [place]: known[place] + 1 });
    }
  return [...shares.values()].sort((a, b) => a.number - b.number);
}
