import { holds } from '../auth/index.js';
import {
  Callout,
  DataTable,
  fill,
  formatterFor,
  Link,
  paths,
  SummaryList,
  textIn,
  type Lang,
  type SummaryItem,
} from '../web/index.js';
import { wordsIn as authorisationWordsIn } from './authorisations/words.js';
import type { CampaignFacts, CellCompetence, Competence } from './facts.js';
import { groundsOf } from './contrasts.js';
import { cellKey } from './increments/schema.js';
import { cellNameOf, nameOf } from './names.js';
import { testsNeeded } from './power.js';
import { needsPower } from './rules.js';
import type { Campaign } from './schema.js';
import { singleWordsIn } from './single-words.js';
import type { SealView } from './views.js';
import { wordsIn } from './words.js';

interface PartProps {
  readonly lang: Lang;
  readonly facts: CampaignFacts;
}

/** Legal basis with its status, and the authorisation with what is used of it. */
export function Legal({ lang, facts, roles }: PartProps & { readonly roles: readonly string[] }) {
  const t = wordsIn(lang);
  const say = authorisationWordsIn(lang);
  const f = formatterFor(lang);
  const { campaign, basis, authorisation } = facts;
  const basisLabel = `${textIn(basis.name, lang)} (${campaign.basis.version})`;
  const items: SummaryItem[] = [
    {
      term: t('legal.basis'),
      value: holds(roles, 'legal-basis.read') ? (
        <Link
          href={fill(paths.legalBases.one, { basis: campaign.basis.code, version: campaign.basis.version })}
        >
          {basisLabel}
        </Link>
      ) : (
        basisLabel
      ),
    },
    { term: t('legal.status'), value: basis.exercise ? t('legal.exercise') : t(`legal.${basis.status}`) },
    { term: t('legal.service'), value: serviceWord(campaign.service, lang) },
  ];
  if (authorisation === null)
    items.push({
      term: t('legal.authorisation'),
      value: <Link href={fill(paths.authorisations.one, { id: campaign.id })}>{t('legal.none')}</Link>,
    });
  else {
    items.push({
      term: t('legal.authorisation'),
      value: (
        <Link href={fill(paths.authorisations.one, { id: campaign.id })}>
          {`${say(`state.${authorisation.state}`)}${f.colon}${say(`kind.${authorisation.kind}`)}`}
        </Link>
      ),
    });
    if (authorisation.number !== null) items.push({ term: t('legal.number'), value: authorisation.number });
    if (authorisation.validFrom !== null)
      items.push({ term: t('legal.from'), value: f.dateTime(authorisation.validFrom) });
    if (authorisation.validUntil !== null)
      items.push({ term: t('legal.until'), value: f.dateTime(authorisation.validUntil) });
    const max = f.number(authorisation.maxTests);
    // How far it is used up is the team's to know.
    const used = facts.member ? (facts.progress.calls?.begun ?? facts.progress.plan.begun) : undefined;
    if (authorisation.maxTests !== null) {
      const value =
        used === undefined ? t('legal.at-most', { max }) : t('legal.used', { used: f.number(used), max });
      items.push({ term: t('legal.max'), value });
    }
  }
  return (
    <>
      <SummaryList items={items} />
      {facts.competence === null ? null : <CompetencePart lang={lang} competence={facts.competence} />}
    </>
  );
}

/** Whose matter each sector of the campaign is; another body's is forwarded. */
function CompetencePart({ lang, competence }: { readonly lang: Lang; readonly competence: Competence }) {
  const t = wordsIn(lang);
  const foreign = competence.cells.filter(({ own }) => !own);
  return (
    <>
      {foreign.length === 0 ? null : (
        <Callout tone="bad" title={t('competence.foreign')}>
          <p>{t('competence.forward')}</p>
        </Callout>
      )}
      <DataTable<CellCompetence>
        caption={t('competence.caption', { matter: competence.matter })}
        rows={competence.cells}
        keyOf={({ sector }) => sector}
        columns={[
          { head: t('plan.sector'), cell: ({ sector }) => sector, names: true },
          { head: t('competence.body'), cell: ({ body }) => body },
          {
            head: t('competence.way'),
            cell: ({ own, notice }) =>
              own ? t('competence.own') : <Link href={notice}>{t('competence.notice')}</Link>,
          },
        ]}
      />
    </>
  );
}

const SERVICES = ['vsi', 'federal-social-inspection', 'sector', 'mandated-research'] as const;

/** A service by its name; one that a later text of law brings by its code. */
function serviceWord(code: string, lang: Lang): string {
  const known = SERVICES.find((one) => one === code);
  return known === undefined ? code : wordsIn(lang)(`service.${known}`);
}

/** What the plan states, and the pairs it asks for. */
export function Plan({ lang, facts }: PartProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { campaign } = facts;
  const { calls } = facts.progress;
  const single = campaign.design === 'single';
  const s = singleWordsIn(lang);
  const pace = { from: f.date(campaign.sendFrom), pairs: campaign.pairsPerDay };
  const total = campaign.cells.reduce((sum, cell) => sum + cell.quota, 0);
  return (
    <>
      <SummaryList
        items={[
          { term: t('plan.purpose'), value: t(`purpose.${campaign.purpose}`) },
          { term: t('plan.hypothesis'), value: campaign.hypothesis },
          {
            term: t('plan.ground'),
            value: groundsOf(campaign)
              .map((ground) => nameOf(facts.grounds, ground, lang))
              .join(', '),
          },
          {
            term: t('plan.scenario'),
            value: (
              <Link href={fill(paths.scenarios.one, { scenario: campaign.scenario })}>
                {t('plan.scenario-version', { name: campaign.scenario, version: campaign.scenarioVersion })}
              </Link>
            ),
          },
          ...(single ? [{ term: s('design'), value: s('design.single') }] : []),
          ...(calls === null
            ? [{ term: t('plan.definition'), value: t(`plan.${campaign.primaryDefinition}`) }]
            : []),
          ...(calls === null && needsPower(campaign.purpose) ? powerItems(campaign, lang) : []),
          {
            term: t('plan.pace'),
            value: single ? s('pace', pace) : t(calls === null ? 'plan.pace-words' : 'plan.pace-calls', pace),
          },
        ]}
      />
      <DataTable
        caption={single ? s('cells') : t(calls === null ? 'plan.cells' : 'plan.cells-calls')}
        rows={[...campaign.cells, { sector: '', ground: '', contrast: null, quota: total }]}
        keyOf={cellKey}
        columns={[
          {
            head: t('plan.sector'),
            cell: (cell) => (cell.sector === '' ? t('plan.total') : cellNameOf(facts.sectors, cell, lang)),
            names: true,
          },
          {
            head: single ? s('applications') : t(calls === null ? 'plan.quota' : 'plan.agencies'),
            cell: ({ quota }) => f.number(quota),
            align: 'right',
          },
        ]}
      />
    </>
  );
}

/** Purposes that make a case of one employer. */
const PROVABLE: ReadonlySet<Campaign['purpose']> = new Set(['enforcement', 'contract-clause']);

/** The way to what the plan can show, and for who seals to the sealing. */
export function PlanWays({ lang, facts, roles }: PartProps & { readonly roles: readonly string[] }) {
  const t = wordsIn(lang);
  const { id, state, purpose } = facts.campaign;
  return (
    <p class="confirm-acts">
      {state === 'draft' && holds(roles, 'campaign.seal') ? (
        <Link href={fill(paths.campaigns.seal, { id })} class="button button-primary">
          {t('act.seal')}
        </Link>
      ) : null}
      <Link href={fill(paths.campaigns.plan, { id })}>{t('one.see-plan')}</Link>
      {facts.seal === null ? null : (
        <>
          <Link href={fill(paths.campaigns.amendments, { id })}>{t('one.see-amendments')}</Link>
          {facts.progress.calls === null ? (
            <Link href={fill(paths.campaigns.increments, { id })}>{t('one.see-increments')}</Link>
          ) : null}
          {facts.member && holds(roles, 'evidence.prove') && PROVABLE.has(purpose) ? (
            <Link href={fill(paths.campaigns.proofs, { id })}>{t('one.see-proofs')}</Link>
          ) : null}
        </>
      )}
    </p>
  );
}

/** What binds a plan whose figures are statistics; a targeted plan is bounded by its authorisation instead. */
function powerItems(campaign: Campaign, lang: Lang): SummaryItem[] {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const needed = testsNeeded(campaign);
  const single = campaign.design === 'single';
  const s = singleWordsIn(lang);
  const shares = {
    power: f.percent(campaign.power),
    control: f.percent(campaign.controlOnly, 1),
    treatment: f.percent(campaign.treatmentOnly, 1),
    alpha: f.number(campaign.alpha, 3),
  };
  return [
    { term: t('plan.stop-rule'), value: single ? s('fixed') : t(`plan.${campaign.stopRule}`) },
    { term: t('plan.power'), value: single ? s('power', shares) : t('plan.power-words', shares) },
    {
      term: t('plan.needed'),
      value:
        needed === null
          ? t('plan.none-needed')
          : single
            ? s('needed', { tests: f.number(needed) })
            : t('plan.needed-words', { pairs: f.number(needed) }),
    },
  ];
}

/** Who sealed the plan and when, with the hashes by which it can be checked later. */
export function Seal({ lang, seal }: { readonly lang: Lang; readonly seal: SealView | null }) {
  const t = wordsIn(lang);
  if (seal === null) return <p>{t('seal.none')}</p>;
  return (
    <SummaryList
      items={[
        { term: t('seal.by'), value: seal.sealedBy },
        { term: t('seal.at'), value: formatterFor(lang).dateTime(seal.sealedAt) },
        { term: t('seal.hash'), value: <Shortened text={seal.hash.toString('hex')} /> },
        { term: t('seal.seed'), value: <Shortened text={seal.seedCommitment.toString('hex')} /> },
        ...(seal.signed === null
          ? []
          : [
              {
                term: t('seal.signature'),
                value: <Shortened text={seal.signed.signature.toString('hex')} />,
              },
              { term: t('seal.key'), value: <Shortened text={seal.signed.signedWith.toString('hex')} /> },
            ]),
      ]}
    />
  );
}

function Shortened({ text }: { readonly text: string }) {
  return (
    <details>
      <summary>
        <code>{text.slice(0, 12)}…</code>
      </summary>
      <code>{text}</code>
    </details>
  );
}
