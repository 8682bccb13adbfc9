import type { Contradiction } from '../../fieldwork/index.js';
import { DataTable, fill, formatterFor, Link, paths, type Lang } from '../../web/index.js';
import { wordsIn } from './page-words.js';

interface Fact extends Omit<Contradiction, 'unit' | 'test' | 'filled' | 'invited'> {
  readonly test: string;
  readonly filled: string;
  readonly invited: string;
  readonly employer: string;
}

/** Every contradiction with both its moments and the answers it rests on; nothing where there is none. */
export function Contradictions({ lang, facts }: { readonly lang: Lang; readonly facts: readonly Fact[] }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  if (facts.length === 0) return null;
  return (
    <>
      <h2>{t('employers.facts')}</h2>
      <DataTable<Fact>
        caption={t('employers.facts')}
        captionHidden
        narrow="stack"
        rows={facts}
        keyOf={({ test, filledArm }) => `${test} ${filledArm}`}
        columns={[
          { head: t('fact.employer'), cell: ({ employer }) => employer, names: true },
          { head: t('fact.filled'), cell: ({ filledArm }) => t(`fact.${filledArm}`) },
          { head: t('fact.filled-at'), cell: ({ filledAt }) => f.dateTime(filledAt) },
          { head: t('fact.invited-at'), cell: ({ invitedAt }) => f.dateTime(invitedAt) },
          {
            head: t('fact.test'),
            cell: ({ test }) => <Link href={fill(paths.tests.one, { id: test })}>{t('fact.see-test')}</Link>,
          },
          {
            head: t('fact.answers'),
            cell: ({ filled, invited }) => (
              <>
                <code>{filled.slice(0, 8)}</code>, <code>{invited.slice(0, 8)}</code>
              </>
            ),
          },
        ]}
      />
    </>
  );
}
