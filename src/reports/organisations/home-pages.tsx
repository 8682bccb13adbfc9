import type { FieldFault } from '../../platform/problems.js';
import { toCivil } from '../../platform/dates.js';
import {
  Callout,
  Checkboxes,
  ErrorSummary,
  faultOf,
  sayFaults,
  SubmitButton,
  SummaryList,
  TextArea,
  TextInput,
  useFormat,
  useLang,
} from '../../web/index.js';
import type { Answer, Told } from '../intake/answered.js';
import { FileInput, type Named } from '../intake/step-form.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import { groundsOf, type OrganisationAsked, type OrganisationMeans } from './asked.js';
import { exampleCsv, type RowFault } from './series.js';
import type { OwnDuty } from './service.js';
import type { Member } from './session.js';
import { organisationTranslator } from './words.js';

const useT = () => organisationTranslator(useLang());

/** GET /organisatie: the own duty, and the forms to file. */
export function homePage(
  means: OrganisationMeans,
  asked: OrganisationAsked,
  member: Member,
): Promise<Answer> {
  return homeTold(means, asked, member, {});
}

/** GET /organisatie/voorbeeld: a file to start from. */
export function examplePage(means: OrganisationMeans): Promise<Answer> {
  const [ground] = groundsOf(means);
  const bytes = Buffer.from(`\uFEFF${exampleCsv(ground?.code ?? '')}`, 'utf8');
  return Promise.resolve({ name: 'voorbeeld.csv', bytes });
}

interface Wrong {
  readonly faults?: readonly FieldFault[];
  readonly rows?: readonly RowFault[];
}

export async function homeTold(
  means: OrganisationMeans,
  asked: OrganisationAsked,
  member: Member,
  { faults = [], rows = [] }: Wrong,
): Promise<Told> {
  const own = await means.organisations.readOwn(member);
  return {
    status: faults.length > 0 ? 422 : 200,
    title: organisationTranslator(asked.lang)('home.title'),
    content: (
      <HomeView
        own={own}
        typed={asked.form.fields}
        grounds={means.grounds(asked.lang)}
        faults={faults}
        rows={sayRows(rows, asked)}
      />
    ),
    faults,
  };
}

const sayRows = (rows: readonly RowFault[], { lang }: OrganisationAsked): RowFault[] =>
  sayFaults(
    rows.map(({ field, cure }) => ({ field, message: cure })),
    lang,
  ).map(({ field, message }, at) => ({ row: rows[at]?.row ?? 0, field, cure: message }));

interface HomeProps {
  readonly own: OwnDuty;
  readonly typed: Readonly<Record<string, string>>;
  readonly grounds: readonly Named[];
  readonly faults: readonly FieldFault[];
  readonly rows: readonly RowFault[];
}

function HomeView(props: HomeProps) {
  const t = useT();
  const { own, faults, rows } = props;
  return (
    <>
      <ErrorSummary faults={faults} />
      {rows.length === 0 ? null : <RowFaults rows={rows} />}
      <p class="lead">{t('home.lead', { name: own.organisation.name })}</p>
      <OneRequest {...props} />
      <h2>{t('file.series')}</h2>
      <p>{t('file.series.text')}</p>
      <p>
        <a href={channelPaths.organisationExample}>{t('file.example')}</a>
      </p>
      <ChannelForm id="reeks" action={channelPaths.organisation} step="reeks" withFile>
        <Reference {...props} name="kenmerk-reeks" />
        <FileInput error={faultOf(faults, 'file')} />
        <SubmitButton>{t('file.next')}</SubmitButton>
      </ChannelForm>
      <Duty own={own} />
      <More {...props} />
      <ChannelForm id="af" action={channelPaths.organisation} step="nav">
        <SubmitButton tone="secondary">{t('home.out')}</SubmitButton>
      </ChannelForm>
    </>
  );
}

/** What is wrong in a file: row, field and cure. */
function RowFaults({ rows }: { readonly rows: readonly RowFault[] }) {
  const t = useT();
  const { colon } = useFormat();
  return (
    <Callout tone="bad" title={t('file.refused')}>
      <ul>
        {rows.map(({ row, field, cure }, at) => (
          <li key={at}>
            <strong>
              {field === '' ? t('file.row.whole', { row }) : t('file.row', { row, field })}
              {colon}
            </strong>
            {cure}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function Reference({ typed, faults, name }: HomeProps & { readonly name: string }) {
  const t = useT();
  return (
    <TextInput
      name={name}
      label={t('file.reference')}
      hint={t('file.reference.hint')}
      width="medium"
      value={typed[name]}
      error={faultOf(faults, name)}
    />
  );
}

function OneRequest(props: HomeProps) {
  const t = useT();
  const { typed, faults, grounds } = props;
  const line = (name: 'client' | 'kbo' | 'period', optional: boolean) => (
    <TextInput
      name={name}
      label={t(`file.${name}`)}
      optional={optional}
      value={typed[name]}
      error={faultOf(faults, name)}
    />
  );
  return (
    <>
      <h2>{t('file.one')}</h2>
      <ChannelForm action={channelPaths.organisation} step="een">
        <Reference {...props} name="kenmerk-een" />
        {line('client', false)}
        {line('kbo', true)}
        <Checkboxes
          name="grounds"
          label={t('file.grounds')}
          choices={grounds.map(({ code, name }) => ({ value: code, label: name }))}
          chosen={grounds.map(({ code }) => code).filter((code) => typed[`grounds-${code}`] === 'ja')}
          error={faultOf(faults, 'grounds')}
        />
        <TextArea
          name="wording"
          label={t('file.wording')}
          rows={3}
          value={typed['wording']}
          error={faultOf(faults, 'wording')}
        />
        <TextArea
          name="facts"
          label={t('file.facts')}
          optional
          rows={4}
          value={typed['facts']}
          error={faultOf(faults, 'facts')}
        />
        {line('period', true)}
        <SubmitButton>{t('file.next')}</SubmitButton>
      </ChannelForm>
    </>
  );
}

function Duty({ own }: { readonly own: OwnDuty }) {
  const t = useT();
  const f = useFormat();
  const { organisation, years, today } = own;
  const { year } = toCivil(today);
  return (
    <>
      <h2>{t('home.duty')}</h2>
      <SummaryList
        items={[
          { term: t(`duty.kind.${organisation.kind}`), value: organisation.number },
          {
            term: t('home.code'),
            value:
              organisation.codeSignedOn === null
                ? t('home.code.not')
                : t('home.code.on', { day: f.date(organisation.codeSignedOn) }),
          },
          { term: t('home.clause'), value: organisation.clause ?? t('home.clause.not') },
          ...[year, year - 1].map((one) => ({
            term: t('home.year', { year: String(one) }),
            value: t(years.includes(one) ? 'home.some' : 'home.none'),
          })),
        ]}
      />
    </>
  );
}

function More({ own, typed, faults }: HomeProps) {
  const t = useT();
  return (
    <>
      <h2>{t('proof.title')}</h2>
      <ChannelForm id="bewijs" action={channelPaths.organisation} step="bewijs">
        <TextInput
          name="bewijs-van"
          label={t('file.reference')}
          width="medium"
          value={typed['bewijs-van']}
          error={faultOf(faults, 'bewijs-van')}
        />
        <SubmitButton tone="secondary">{t('proof.go')}</SubmitButton>
      </ChannelForm>
      <h2>{t('api.title')}</h2>
      <p>{t('api.text', { address: channelPaths.organisationApi })}</p>
      <p>{t(own.hasApiKey ? 'api.has' : 'api.not')}</p>
      <ChannelForm id="sleutel" action={channelPaths.organisation} step="sleutel">
        <TextInput
          name="sleutel"
          label={t('api.key')}
          value={typed['sleutel']}
          error={faultOf(faults, 'sleutel')}
        />
        <div class="confirm-acts">
          <SubmitButton tone="secondary" name="actie" value="bewaar">
            {t('api.keep')}
          </SubmitButton>
          {own.hasApiKey ? (
            <SubmitButton tone="secondary" name="actie" value="verwijder">
              {t('api.drop')}
            </SubmitButton>
          ) : null}
        </div>
      </ChannelForm>
    </>
  );
}
