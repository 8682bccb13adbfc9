import { DataTable, formatterFor, type Lang } from '../../web/index.js';
import { cellNameOf, type Named } from '../names.js';
import { cellKey } from '../increments/schema.js';
import type { Campaign } from '../schema.js';
import { singleWordsIn } from '../single-words.js';
import type { CellPower, PowerTable } from './schema.js';
import { wordsIn } from './words.js';

interface PowerViewProps {
  readonly lang: Lang;
  readonly asked: Pick<Campaign, 'alpha' | 'power' | 'stopRule'> & Partial<Pick<Campaign, 'design'>>;
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
  const s = singleWordsIn(lang);
  const single = asked.design === 'single';
  const chance = (which: 'alone' | 'final' | 'standing', head = t(`power.${which}`)) => ({
    head,
    cell: (row: Row) => {
      if (row !== 'needed') return f.percent(row[which]);
      const pairs = needed[which];
      return pairs === null ? t('power.more') : f.number(pairs);
    },
    align: 'right' as const,
  });
  const alpha = f.percent(asked.alpha, asked.alpha * 100 === Math.round(asked.alpha * 100) ? 0 : 1);
  const family = { alpha, k: f.number(table.cells.length) };
  const speaking = {
    head: t('power.speaking'),
    cell: (row: Row) => (row === 'needed' ? '' : f.number(row.speaking)),
    align: 'right' as const,
  };
  return (
    <>
      <p>{single ? s('power.what') : t('power.what')}</p>
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
            head: single ? s('applications') : t('power.pairs'),
            cell: (row) => (row === 'needed' ? '' : f.number(row.pairs)),
            align: 'right',
          },
          ...(single
            ? [chance('alone'), ...(table.cells.length > 1 ? [chance('final', s('power.family'))] : [])]
            : [speaking, chance('alone'), chance('final'), chance('standing')]),
        ]}
      />
      {single ? null : (
        <p>
          <strong>{t(`power.yours.${asked.stopRule}`)}</strong> {t('power.employers')}
        </p>
      )}
      <ul>
        <li>{single ? s('power.alone', { alpha }) : t('power.alone.what', { alpha })}</li>
        {table.cells.length > 1 ? (
          <li>{single ? s('power.final', family) : t('power.final.what', family)}</li>
        ) : null}
        {single ? null : <li>{t('power.standing.what')}</li>}
      </ul>
    </>
  );
}
