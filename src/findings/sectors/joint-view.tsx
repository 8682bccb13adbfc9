import { DataTable, formatterFor, textIn, type Figure, type Lang } from '../../web/index.js';
import type { Campaign } from '../../campaigns/index.js';
import type { NamedCode } from '../../register/index.js';
import { nameOf } from '../names.js';
import { shareOf } from './finding-tables.js';
import type { JointFinding } from './joint.js';
import { jointWordsIn } from './joint-words.js';

interface JointViewProps {
  readonly lang: Lang;
  readonly interactions: readonly JointFinding[];
  /** The cells of the campaign, with the names of their contrasts. */
  readonly cells: Campaign['cells'];
  readonly sectors: readonly NamedCode[];
}

/** What do both signals do together, beyond each alone? Nothing where the design does not ask it. */
export function JointView({ lang, interactions, cells, sectors }: JointViewProps) {
  const [first] = interactions;
  if (first === undefined) return null;
  const t = jointWordsIn(lang);
  const titleOf = (ground: string): string => {
    const contrast = cells.find((cell) => cell.ground === ground)?.contrast ?? null;
    return contrast === null ? ground : textIn(contrast, lang);
  };
  return (
    <>
      <h2>{t('head')}</h2>
      <p>
        {t('lead', {
          joint: titleOf(first.joint.ground),
          one: titleOf(first.alone[0].ground),
          other: titleOf(first.alone[1].ground),
        })}
      </p>
      <DataTable<JointFinding>
        caption={t('caption')}
        captionHidden
        rows={interactions}
        keyOf={({ sector, joint }) => `${sector} ${joint.ground}`}
        muted={({ interaction }) => interaction.kind === 'undetermined'}
        columns={[
          { head: t('sector'), cell: ({ sector }) => nameOf(sectors, sector, lang), names: true },
          { head: t('difference'), cell: (one) => differenceIn(one, lang), align: 'right' },
          { head: t('ratio'), cell: (one) => ratioIn(one, lang), align: 'right' },
          { head: t('meaning'), cell: (one) => t(meaningOf(one)) },
        ]}
      />
      <p class="soft">{t('notes')}</p>
    </>
  );
}

function differenceIn({ interaction }: JointFinding, lang: Lang): string {
  const f = formatterFor(lang);
  if (interaction.kind === 'undetermined') return f.number(null);
  return shareOf(f, interaction.difference.estimate, interaction.difference.ci);
}

function ratioIn({ interaction }: JointFinding, lang: Lang): string {
  const f = formatterFor(lang);
  if (interaction.kind === 'undetermined' || interaction.ratio.estimate === null) return f.number(null);
  const { estimate, ci } = interaction.ratio;
  const [low, high]: readonly [Figure, Figure] = ci;
  return `${f.ratio(estimate)} (${f.interval(low, high)})`;
}

/** What the interval of the extra difference says. */
function meaningOf({ interaction }: JointFinding): 'few' | 'more' | 'less' | 'chance' {
  if (interaction.kind === 'undetermined') return 'few';
  const [low, high] = interaction.difference.ci;
  if (low !== null && low > 0) return 'more';
  return high !== null && high < 0 ? 'less' : 'chance';
}
