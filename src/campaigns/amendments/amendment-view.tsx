import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  ConfirmForm,
  DataTable,
  Dialog,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  Link,
  paths,
  SummaryList,
  TextArea,
  TextInput,
  type Lang,
} from '../../web/index.js';
import { cellKey } from '../increments/schema.js';
import { cellNameOf, type Named } from '../names.js';
import type { Campaign, Cell } from '../schema.js';
import { sumByCell } from './rules.js';
import type { Amendment, VoidedTests } from './schema.js';
import { wordsIn } from './words.js';

export interface AmendmentsProps {
  readonly lang: Lang;
  readonly campaign: Campaign;
  readonly sealed: boolean;
  readonly amendments: readonly Amendment[];
  readonly sectors: readonly Named[];
  /** What the reader may do here. */
  readonly may: { readonly void: boolean; readonly state: boolean };
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** The sealed plan beside what became of it, the amendments in their order, and the ways to make one. */
export function AmendmentsView(props: AmendmentsProps) {
  const { lang, campaign, sealed, amendments, faults, may } = props;
  const t = wordsIn(lang);
  if (!sealed) return <p class="lead">{t('unsealed')}</p>;
  const { id } = campaign;
  return (
    <>
      <p class="lead">{t('lead')}</p>
      <ErrorSummary faults={faults} />
      <Callout>
        <p>{t('rule')}</p>
      </Callout>
      <Beside {...props} />
      <h2>{t('list')}</h2>
      {amendments.length === 0 ? <p>{t('none')}</p> : null}
      {amendments.map((amendment) => (
        <One key={amendment.number} {...props} amendment={amendment} />
      ))}
      <div class="confirm-acts">
        {may.void ? <VoidForm {...props} /> : null}
        {may.state ? <StatementForm {...props} /> : null}
      </div>
      <h2>{t('files')}</h2>
      <ul>
        <li>
          <Link href={fill(paths.campaigns.sealPdf, { id })}>{t('files.pdf')}</Link>
        </li>
        <li>
          <Link href={fill(paths.campaigns.sealJson, { id })}>{t('files.json')}</Link>
        </li>
      </ul>
    </>
  );
}

interface BesideRow {
  /** Null: all of them. */
  readonly cell: Cell | null;
  readonly sealed: number;
  readonly voided: number;
}

function Beside({ lang, campaign, amendments, sectors }: AmendmentsProps) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const voidedIn = sumByCell(amendments.flatMap(({ voided }) => voided));
  const rows: BesideRow[] = campaign.cells.map((cell) => ({
    cell,
    sealed: cell.quota,
    voided: voidedIn(cell),
  }));
  const total = {
    cell: null,
    sealed: rows.reduce((sum, { sealed }) => sum + sealed, 0),
    voided: rows.reduce((sum, { voided }) => sum + voided, 0),
  };
  return (
    <DataTable<BesideRow>
      caption={t('beside')}
      narrow="scroll"
      rows={[...rows, total]}
      keyOf={({ cell }) => (cell === null ? '' : cellKey(cell))}
      columns={[
        {
          head: t('beside.sector'),
          cell: ({ cell }) => (cell === null ? t('beside.total') : cellNameOf(sectors, cell, lang)),
          names: true,
        },
        { head: t('beside.sealed'), cell: ({ sealed }) => f.number(sealed), align: 'right' },
        { head: t('beside.voided'), cell: ({ voided }) => f.number(voided), align: 'right' },
        {
          head: t('beside.now'),
          cell: ({ sealed, voided }) => f.number(sealed - voided),
          align: 'right',
        },
      ]}
    />
  );
}

/** The cell that an amendment takes tests out of, in words. */
function placeName(
  { sector, ground }: VoidedTests,
  { campaign, sectors, lang }: Pick<AmendmentsProps, 'campaign' | 'sectors' | 'lang'>,
): string {
  const contrast = campaign.cells.find((cell) => cell.ground === ground)?.contrast;
  return cellNameOf(sectors, { sector, contrast }, lang);
}

function One({ lang, amendment, sectors, campaign }: AmendmentsProps & { readonly amendment: Amendment }) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const { number, kind, text, voided, reason, madeAt, madeBy, stateThen, hash } = amendment;
  const what = voided.map((one) =>
    t('void.words', {
      sector: placeName(one, { campaign, sectors, lang }),
      tests: f.plural(one.tests, t('void.one'), t('void.many')),
    }),
  );
  const hex = hash.toString('hex');
  return (
    <>
      <h3>
        {t('number', { number })}
        {f.colon}
        {t(`kind.${kind}`)}
      </h3>
      <SummaryList
        items={[
          { term: t('what'), value: text ?? what.join('; ') },
          { term: t('why'), value: reason },
          { term: t('when'), value: f.dateTime(madeAt) },
          { term: t('state'), value: t(`state.${stateThen}`) },
          { term: t('who'), value: madeBy },
          {
            term: t('hash'),
            value: (
              <details>
                <summary>
                  <code>{hex.slice(0, 12)}…</code>
                </summary>
                <code>{hex}</code>
              </details>
            ),
          },
        ]}
      />
    </>
  );
}

function VoidForm({ lang, campaign, faults, kept }: AmendmentsProps) {
  const t = wordsIn(lang);
  return (
    <Dialog
      verb={t('void.title')}
      tone="secondary"
      open={['numbers', 'voidReason'].some((name) => faultOf(faults, name) !== undefined)}
    >
      <ConfirmForm action={fill(paths.campaigns.voidTests, { id: campaign.id })} verb={t('void.verb')}>
        <p>{t('void.lead')}</p>
        <TextInput
          name="numbers"
          label={t('void.numbers')}
          hint={t('void.numbers-hint')}
          value={kept['numbers']}
          error={faultOf(faults, 'numbers')}
          autocomplete="off"
        />
        <Reason name="voidReason" lang={lang} faults={faults} kept={kept} />
      </ConfirmForm>
    </Dialog>
  );
}

function StatementForm({ lang, campaign, faults, kept }: AmendmentsProps) {
  const t = wordsIn(lang);
  return (
    <Dialog
      verb={t('statement.title')}
      tone="secondary"
      open={['text', 'statementReason'].some((name) => faultOf(faults, name) !== undefined)}
    >
      <ConfirmForm action={fill(paths.campaigns.stateChange, { id: campaign.id })} verb={t('statement.verb')}>
        <p>{t('statement.lead')}</p>
        <TextArea
          name="text"
          label={t('statement.text')}
          hint={t('statement.text-hint')}
          rows={4}
          value={kept['text']}
          error={faultOf(faults, 'text')}
        />
        <Reason name="statementReason" lang={lang} faults={faults} kept={kept} />
      </ConfirmForm>
    </Dialog>
  );
}

function Reason({
  name,
  lang,
  faults,
  kept,
}: Pick<AmendmentsProps, 'lang' | 'faults' | 'kept'> & { readonly name: string }) {
  const t = wordsIn(lang);
  return (
    <TextArea
      name={name}
      label={t('reason')}
      hint={t('reason.hint')}
      rows={3}
      value={kept[name]}
      error={faultOf(faults, name)}
    />
  );
}
