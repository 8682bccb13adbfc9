import { DataTable, formatterFor, type Lang } from '../../web/index.js';
import { cellNameOf, type Named } from '../names.js';
import { cellKey } from '../increments/schema.js';
import type { Campaign } from '../schema.js';
import type { CellPower, PowerTable } from './schema.js';
import { wordsIn } from './words.js';

interface PowerViewProps {
  readonly lang: Lang;
  readonly asked: Pick<Campaign, 'alpha' | 'power' | 'stopRule'>;
  readonly table: PowerTable | null;
  readonly sectors: readonly Named[];
}

type Row = CellPower | 'needed';

/** The chance to find the stated difference, read in three ways side by side, and the pairs that each asks for. */
export function PowerView({ lang, asked, table, sectors }: PowerViewProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  if (table === null) return <p>{t('power.none')}</p>;
  const { needed } = table;
  const chance = (which: 'alone' | 'final' | 'standing') => ({
    head: t(`power.${which}`),
    cell: (row: Row) => {
      if (row !== 'needed') return f.percent(row[which]);
      const pairs = needed[which];
      return pairs === null ? t('power.more') : f.number(pairs);
    },
    align: 'right' as const,
  });
  const alpha = f.percent(asked.alpha, asked.alpha * 100 === Math.round(asked.alpha * 100) ? 0 : 1);
  return (
    <>
      <p>{t('power.what')}</p>
      <DataTable<Row>
        caption={t('power.caption')}
        rows={[...table.cells, 'needed']}
        keyOf={(row) => (row === 'needed' ? '' : cellKey(row))}
        narrow="stack"
        columns={[
          {
            head: t('power.sector'),
            cell: (row) =>
              row === 'needed'
                ? t('power.needed', { power: f.percent(asked.power) })
                : cellNameOf(sectors, row, lang),
            names: true,
          },
          {
            head: t('power.pairs'),
            cell: (row) => (row === 'needed' ? '' : f.number(row.pairs)),
            align: 'right',
          },
          {
            head: t('power.speaking'),
            cell: (row) => (row === 'needed' ? '' : f.number(row.speaking)),
            align: 'right',
          },
          chance('alone'),
          chance('final'),
          chance('standing'),
        ]}
      />
      <p>
        <strong>{t(`power.yours.${asked.stopRule}`)}</strong> {t('power.employers')}
      </p>
      <ul>
        <li>{t('power.alone.what', { alpha })}</li>
        {table.cells.length > 1 ? (
          <li>{t('power.final.what', { alpha, k: f.number(table.cells.length) })}</li>
        ) : null}
        <li>{t('power.standing.what')}</li>
      </ul>
    </>
  );
}
