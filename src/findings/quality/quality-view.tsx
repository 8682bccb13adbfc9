import { voidWord, type Campaign, type Definition } from '../../campaigns/index.js';
import type { BalanceTest } from '../../statistics/index.js';
import { DataTable, formatterFor, type Lang } from '../../web/index.js';
import type { Names } from '../names.js';
import type { CodingQuality } from './agreement.js';
import { CodersAgreement } from './agreement-view.js';
import { checkBalance, type Arrangement } from './rules.js';
import type { Sensitivity } from './sensitivity.js';
import { SensitivityTables } from './sensitivity-view.js';
import type { MissingLine, VoidLine } from './views.js';
import { wordsIn } from './words.js';

/** What the page of quality shows; nothing in it tells an outcome before the campaign has closed. */
export interface ShownQuality {
  readonly campaign: Campaign;
  readonly definition: Definition;
  readonly names: Names;
  readonly arrangements: readonly Arrangement[];
  readonly voids: readonly VoidLine[];
  readonly missing: readonly MissingLine[];
  readonly coding: CodingQuality;
  /** Null before the close. */
  readonly sensitivity: readonly Sensitivity[] | null;
}

interface PartProps {
  readonly lang: Lang;
  readonly shown: ShownQuality;
}

/** Was chance fair, and does the result hang on our choices? */
export function QualityView({ lang, shown }: PartProps) {
  const t = wordsIn(lang);
  const single = shown.campaign.design === 'single';
  return (
    <>
      <p class="lead">{t('quality.lead')}</p>
      <p class="soft">{t('quality.team')}</p>
      <Balance lang={lang} rows={shown.arrangements} single={single} />
      <Voids lang={lang} rows={shown.voids} />
      <Missing lang={lang} rows={shown.missing} />
      <CodersAgreement lang={lang} coding={shown.coding} />
      {single ? null : (
        <SensitivityTables
          lang={lang}
          definition={shown.definition}
          names={shown.names}
          sectors={shown.sensitivity}
        />
      )}
    </>
  );
}

function Balance({
  lang,
  rows,
  single,
}: {
  readonly lang: Lang;
  readonly rows: readonly Arrangement[];
  readonly single: boolean;
}) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const column = (key: 'planned' | 'sent' | 'counted' | 'voided') => ({
    head: t(`balance.${key}`),
    cell: (row: Arrangement) => f.number(row[key]),
    align: 'right' as const,
  });
  return (
    <>
      <h2>{t('balance.title')}</h2>
      <p>{t(single ? 'balance.why-single' : 'balance.why')}</p>
      <DataTable<Arrangement>
        caption={t('balance.title')}
        captionHidden
        rows={rows}
        empty={t('balance.none')}
        keyOf={({ firstArm, template, layout }) => `${firstArm}-${template}-${layout}`}
        columns={[
          {
            head: t(single ? 'balance.arm' : 'balance.order'),
            cell: ({ firstArm }) => t(`arm.${firstArm}`),
            names: true,
          },
          { head: t('balance.template'), cell: ({ template }) => f.number(template + 1), align: 'right' },
          { head: t('balance.layout'), cell: ({ layout }) => f.number(layout + 1), align: 'right' },
          column('planned'),
          column('sent'),
          column('counted'),
          column('voided'),
        ]}
      />
      {single ? null : <p class="soft">{t('balance.template-note')}</p>}
      {rows.length === 0 ? null : <BalanceTests lang={lang} rows={rows} />}
    </>
  );
}

/** Below this a difference deserves a look; a check, not a verdict. */
const ODD = 0.01;

function BalanceTests({ lang, rows }: { readonly lang: Lang; readonly rows: readonly Arrangement[] }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const checks = checkBalance(rows);
  const says = (test: BalanceTest): string => {
    if (test.kind === 'undetermined') return t('balance.undetermined');
    return test.p < ODD ? t('balance.odd') : t('balance.fine');
  };
  return (
    <DataTable
      caption={t('balance.tests')}
      rows={(['planned', 'sent', 'counted', 'voids'] as const).map((key) => ({ key, test: checks[key] }))}
      keyOf={({ key }) => key}
      columns={[
        { head: t('balance.what'), cell: ({ key }) => t(`balance.row.${key}`), names: true },
        {
          head: t('balance.p'),
          cell: ({ test }) => f.pValue(test.kind === 'tested' ? test.p : null),
          align: 'right',
        },
        { head: t('balance.says'), cell: ({ test }) => says(test) },
      ]}
    />
  );
}

function Voids({ lang, rows }: { readonly lang: Lang; readonly rows: readonly VoidLine[] }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <h2>{t('voids.title')}</h2>
      {rows.length === 0 ? (
        <p>{t('voids.none')}.</p>
      ) : (
        <DataTable<VoidLine>
          caption={t('voids.title')}
          captionHidden
          rows={rows}
          keyOf={({ reason, firstArm, position }) => `${reason}-${firstArm}-${position}`}
          columns={[
            { head: t('voids.reason'), cell: ({ reason }) => voidWord(reason, lang), names: true },
            { head: t('balance.order'), cell: ({ firstArm }) => t(`arm.${firstArm}`) },
            { head: t('voids.position'), cell: ({ position }) => f.number(position), align: 'right' },
            { head: t('voids.count'), cell: ({ count }) => f.number(count), align: 'right' },
          ]}
        />
      )}
    </>
  );
}

function Missing({ lang, rows }: { readonly lang: Lang; readonly rows: readonly MissingLine[] }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const which = ({ control, treatment }: MissingLine) =>
    control && treatment ? ('both' as const) : control ? ('control' as const) : ('treatment' as const);
  return (
    <>
      <h2>{t('missing.title')}</h2>
      {rows.length === 0 ? (
        <p>{t('missing.none')}.</p>
      ) : (
        <DataTable<MissingLine>
          caption={t('missing.title')}
          captionHidden
          rows={rows}
          keyOf={which}
          columns={[
            { head: t('missing.which'), cell: (row) => t(`missing.${which(row)}`), names: true },
            { head: t('voids.count'), cell: ({ count }) => f.number(count), align: 'right' },
          ]}
        />
      )}
    </>
  );
}
