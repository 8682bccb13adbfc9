import { holds, page, type RouteLine } from '../auth/index.js';
import type { Ctx } from '../platform/context.js';
import { Callout, DataTable, fill, Link, paths, Tag, type Lang } from '../web/index.js';
import { findEntry } from './find-entry.js';
import type { LibraryEntry, Materials } from './load.js';
import { UNPROTECTED, mayPlan } from './rules.js';
import { kindOf, nameIn, ScenarioView } from './scenario-view.js';
import { previewPages } from './preview.js';
import { wordsIn } from './words.js';

type NamedGround = { readonly code: string } & Readonly<Record<Lang, string>>;
export type FindGrounds = (ctx: Ctx) => Promise<readonly NamedGround[]>;

/** The pages of scenarios: all of them, one, and an example of a pair with its documents. */
export function materialPages(materials: Materials, findGrounds: FindGrounds): RouteLine[] {
  const namesFor = async (ctx: Ctx, lang: Lang) => {
    const grounds = await findGrounds(ctx);
    return (code: string): string =>
      code === UNPROTECTED
        ? wordsIn(lang)('ground.none')
        : (grounds.find((ground) => ground.code === code)?.[lang] ?? code);
  };
  return [
    page(paths.scenarios.list, { can: 'campaign.read' }, async (ctx, { lang }) => ({
      title: wordsIn(lang)('list.title'),
      content: (
        <ScenarioList
          lang={lang}
          entries={[...materials.scenarios.values()]}
          groundName={await namesFor(ctx, lang)}
        />
      ),
    })),
    page(paths.scenarios.one, { can: 'campaign.read' }, async (ctx, { params, lang }) => {
      const entry = findEntry(materials, params.scenario);
      const { scenario } = entry;
      return {
        title: nameIn(scenario.title, lang),
        trail: [{ label: wordsIn(lang)('list.title'), href: paths.scenarios.list }],
        content: (
          <ScenarioView
            lang={lang}
            entry={entry}
            provocation={materials.provocation}
            groundName={await namesFor(ctx, lang)}
            repeated={
              scenario.kind === 'recurrence' ? materials.scenarios.get(scenario.repeats)?.scenario : undefined
            }
            mayPreview={holds(ctx.actor.roles, 'campaign.design')}
          />
        ),
      };
    }),
    ...previewPages(materials),
  ];
}

interface ScenarioListProps {
  readonly lang: Lang;
  readonly entries: readonly LibraryEntry[];
  readonly groundName: (code: string) => string;
}

/** What do we send or say? */
function ScenarioList({ lang, entries, groundName }: ScenarioListProps) {
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('list.lead')}</p>
      <Callout tone="good">
        <p>{t('list.guard')}</p>
      </Callout>
      <DataTable
        caption={t('list.caption')}
        captionHidden
        rows={entries}
        keyOf={({ scenario }) => scenario.id}
        columns={[
          {
            head: t('list.name'),
            names: true,
            cell: ({ scenario }) => (
              <Link href={fill(paths.scenarios.one, { scenario: scenario.id })}>
                {nameIn(scenario.title, lang)}
              </Link>
            ),
          },
          {
            head: t('list.ground'),
            cell: ({ scenario }) => [scenario.ground, ...scenario.alsoGrounds].map(groundName).join(', '),
          },
          { head: t('list.kind'), cell: ({ scenario }) => kindOf(scenario, t) },
          { head: t('list.language'), cell: ({ scenario }) => t(`language.${scenario.language}`) },
          { head: t('list.version'), align: 'right', cell: ({ scenario }) => scenario.version },
          {
            head: t('list.plan'),
            cell: ({ scenario }) =>
              mayPlan(scenario).allowed ? (
                <Tag tone="good">{t('plan.yes')}</Tag>
              ) : (
                <Tag tone="muted">{t('plan.no')}</Tag>
              ),
          },
        ]}
      />
    </>
  );
}
