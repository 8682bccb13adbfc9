import { FEWEST_DISCORDANT } from '../../statistics/index.js';
import { cellNameOf, type Campaign } from '../../campaigns/index.js';
import {
  Callout,
  DataTable,
  EmptyState,
  EvidencePath,
  fill,
  formatterFor,
  Link,
  paths,
  withQuery,
  type Column,
  type Lang,
} from '../../web/index.js';
import { eValueWords } from '../e-value-words.js';
import type { Names } from '../names.js';
import { pointsOf } from './flag-view.js';
import { lookingWords } from './looking-words.js';
import { wordsIn } from './page-words.js';
import type { FinalCell } from './schema.js';
import { FLAG_LEVEL } from './service.js';
import type { CurrentLook, FinalLook } from './views.js';

interface LooksViewProps {
  readonly lang: Lang;
  readonly names: Names;
  readonly campaign: Pick<Campaign, 'id' | 'cells'>;
  /** One per family, once the campaign is concluded. */
  readonly final: readonly FinalLook[];
  /** The evidence of now, for plans that are looked at all along. */
  readonly current: readonly CurrentLook[];
  /** There is evidence, and the reader may not see it. */
  readonly shut: boolean;
  /** The cell of which the path is drawn; the first one unless it was chosen. */
  readonly cell: string | undefined;
}

/** What does the evidence per cell say, and what is final? */
export function LooksView(props: LooksViewProps) {
  const { lang, final, current, shut } = props;
  const t = wordsIn(lang);
  const say = lookingWords(lang);
  return (
    <>
      <p class="lead">{t('look.lead')}</p>
      {shut ? (
        <Callout tone="warn" title={say('shut')}>
          <p>{say('shut-why')}</p>
        </Callout>
      ) : null}
      {current.length > 0 ? <p>{say('logged')}</p> : null}
      {final.length === 0 && current.length === 0 && !shut ? (
        <EmptyState title={t('look.wait')}>
          <p>{t('look.wait-why')}</p>
        </EmptyState>
      ) : null}
      {final.map((look) => (
        <Final key={look.family} {...props} look={look} />
      ))}
      {current.map((look) => (
        <Current key={look.family} {...props} look={look} />
      ))}
      <Path {...props} />
      <p>
        <Link href={paths.flags.list}>{t('flags.title')}</Link>
      </p>
    </>
  );
}

/** A cell by its sector, and by its contrast where the campaign has several. */
function nameOfCell(
  { campaign, names, lang }: Pick<LooksViewProps, 'campaign' | 'names' | 'lang'>,
  { sector, ground }: FinalCell,
): string {
  const contrast = campaign.cells.find((cell) => cell.ground === ground)?.contrast;
  return cellNameOf(names.sectors, { sector, contrast }, lang);
}

function familyWords(lang: Lang, { family, k }: { readonly family: number; readonly k: number }): string {
  const f = formatterFor(lang);
  return wordsIn(lang)('look.family', { family: f.number(family), count: k });
}

type LookProps<Look> = Pick<LooksViewProps, 'lang' | 'names' | 'campaign'> & { readonly look: Look };

function Final({ look, ...props }: LookProps<FinalLook>) {
  const { lang } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const tested = look.kind === 'tested';
  const testColumns: Column<FinalCell>[] = [
    { head: t('look.midP'), cell: ({ midP }) => f.pValue(midP), align: 'right' },
    { head: t('look.adjusted'), cell: ({ adjustedP }) => f.pValue(adjustedP), align: 'right' },
    { head: t('look.flag'), cell: (cell) => flagWords(cell, lang) },
  ];
  return (
    <section>
      <h2>{familyWords(lang, look)}</h2>
      <p>{look.why === null ? t('look.tested', { when: f.date(look.at) }) : t(`look.${look.why}`)}</p>
      {tested && look.early ? <p>{t('flag.early')}</p> : null}
      <CellTable
        {...props}
        caption={familyWords(lang, look)}
        captionHidden
        cells={look.cells}
        more={tested ? testColumns : []}
      />
      {tested ? <p>{t('flag.guarantee-final')}</p> : <p class="soft">{t('look.anytime-note')}</p>}
    </section>
  );
}

function flagWords(cell: FinalCell, lang: Lang): string {
  const t = wordsIn(lang);
  if (cell.flagged) return t('look.raised');
  if (cell.controlOnly + cell.treatmentOnly < FEWEST_DISCORDANT) return t('look.few');
  return t(cell.treatmentOnly > cell.controlOnly ? 'look.reverse' : 'look.not');
}

function Current({ look, ...props }: LookProps<CurrentLook>) {
  const { lang } = props;
  const t = wordsIn(lang);
  return (
    <section>
      <h2>{t('look.now')}</h2>
      <CellTable
        {...props}
        caption={familyWords(lang, look)}
        captionHidden={false}
        cells={look.cells}
        more={[]}
      />
      <p class="soft">{t('look.anytime-note')}</p>
    </section>
  );
}

/** How the evidence of one cell grew; the others are a link away, since thirty drawings would weigh more than they say. */
function Path(props: LooksViewProps) {
  const { lang, campaign, current, cell: chosen } = props;
  const say = lookingWords(lang);
  const cells = current.flatMap(({ cells, series, k }) =>
    cells.map((cell, index) => ({
      key: `${cell.sector}.${cell.ground}`,
      cell,
      k,
      series: series[index] ?? [],
    })),
  );
  const one = cells.find(({ key }) => key === chosen) ?? cells[0];
  if (one === undefined) return null;
  const nameOf = ({ cell }: typeof one): string => nameOfCell(props, cell);
  return (
    <section>
      <h2>{say('path')}</h2>
      {cells.length === 1 ? null : (
        <nav aria-label={say('choose')}>
          <p>
            {cells.map((other, index) => (
              <>
                {index === 0 ? null : ' · '}
                {other === one ? (
                  <strong aria-current="true">{nameOf(other)}</strong>
                ) : (
                  <Link
                    href={withQuery(fill(paths.campaigns.flags, { id: campaign.id }), { cel: other.key })}
                  >
                    {nameOf(other)}
                  </Link>
                )}
              </>
            ))}
          </p>
        </nav>
      )}
      <EvidencePath
        id="bewijs"
        title={say('path.title', { sector: nameOf(one) })}
        points={pointsOf(one.series)}
        threshold={one.k / FLAG_LEVEL}
      />
      <p class="soft">{wordsIn(lang)('flag.path-note')}</p>
    </section>
  );
}

interface CellTableProps extends Pick<LooksViewProps, 'lang' | 'names' | 'campaign'> {
  readonly caption: string;
  readonly captionHidden: boolean;
  readonly cells: readonly FinalCell[];
  readonly more: readonly Column<FinalCell>[];
}

function CellTable({ caption, captionHidden, cells, more, ...props }: CellTableProps) {
  const { lang } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <DataTable<FinalCell>
      caption={caption}
      captionHidden={captionHidden}
      narrow="stack"
      rows={cells}
      keyOf={({ sector, ground }) => `${sector} ${ground}`}
      columns={[
        { head: t('look.sector'), cell: (cell) => nameOfCell(props, cell), names: true },
        {
          head: t('look.discordant'),
          cell: ({ controlOnly, treatmentOnly }) => `${f.number(controlOnly)} / ${f.number(treatmentOnly)}`,
          align: 'right',
        },
        ...more,
        { head: t('look.e'), cell: ({ logE }) => eValueWords(logE, lang), align: 'right' },
        { head: t('look.anytime'), cell: ({ anytimeP }) => f.pValue(anytimeP), align: 'right' },
      ]}
    />
  );
}
