import { Problem, type FieldFault } from '../../platform/problems.js';
import { isDateOnly, type DateOnly } from '../../platform/dates.js';
import {
  Callout,
  Card,
  EmptyState,
  faultOf,
  Radios,
  SubmitButton,
  SummaryList,
  Tag,
  TextInput,
  useFormat,
  useLang,
} from '../../web/index.js';
import type { DeskAsked, DeskMeans } from '../desk/asked.js';
import { DeskFrame } from '../desk/frame.js';
import type { Visitor } from '../desk/session.js';
import type { Answer, Told } from '../intake/answered.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import { ORGANISATION_KINDS } from '../schema.js';
import type { DutyRegister, Obliged } from './register-service.js';
import type { Organisations } from './service.js';
import { organisationTranslator } from './words.js';

type Means = DeskMeans & { readonly organisations: Organisations };
const useT = () => organisationTranslator(useLang());

/** GET /dienst/meldplicht: organisations, what obliges them, and whether they filed at least one report a year. */
export function registerPage(means: Means, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  return registerTold(means, asked, visitor, {});
}

/** POST /dienst/meldplicht: adds an organisation, keeps what obliges it, gives a start code, shuts one out. */
export async function takeRegister(means: Means, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const { fields } = asked.form;
  const id = fields['organisatie'] ?? '';
  const { organisations } = means;
  switch (fields['stap']) {
    case 'add':
      return add(means, asked, visitor);
    case 'duty':
      return keepDuty(means, asked, visitor, id);
    case 'start':
      return registerTold(means, asked, visitor, { code: await organisations.restart(visitor, id) });
    case 'block':
      await organisations.block(visitor, id);
      return { to: channelPaths.deskDuty };
    default:
      throw new Problem('bad-body');
  }
}

async function keepDuty(means: Means, asked: DeskAsked, visitor: Visitor, id: string): Promise<Answer> {
  const t = organisationTranslator(asked.lang);
  const text = (name: string): string => (asked.form.fields[name] ?? '').trim();
  const [signed, clause] = [text('ondertekend'), text('clausule')];
  const codeSignedOn: DateOnly | null = isDateOnly(signed) ? signed : null;
  const checks: readonly (readonly [boolean, string, string])[] = [
    [signed === '' || codeSignedOn !== null, `ondertekend-${id}`, t('duty.signed.bad')],
    [clause === '' || (clause.length >= 2 && clause.length <= 300), `clausule-${id}`, t('duty.clause.bad')],
  ];
  const faults = checks.flatMap(([fits, field, message]) => (fits ? [] : [{ field, message }]));
  if (faults.length > 0) return registerTold(means, asked, visitor, { faults });
  await means.organisations.keepDuty(visitor, id, { codeSignedOn, clause: clause === '' ? null : clause });
  return { to: channelPaths.deskDuty };
}

async function add(means: Means, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const t = organisationTranslator(asked.lang);
  const text = (name: string): string => (asked.form.fields[name] ?? '').trim();
  const kind = ORGANISATION_KINDS.find((one) => one === text('soort'));
  const [name, number, login] = [text('naam'), text('nummer'), text('account').toLowerCase()];
  const checks: readonly (readonly [boolean, string, string])[] = [
    [name.length >= 2 && name.length <= 200, 'naam', t('duty.name.bad')],
    [kind !== undefined, 'soort', t('duty.kind.bad')],
    [number.length >= 2 && number.length <= 60, 'nummer', t('duty.number.bad')],
    [/^[a-z0-9._-]{2,100}$/.test(login), 'account', t('duty.login.bad')],
  ];
  const faults = checks.flatMap(([fits, field, message]) => (fits ? [] : [{ field, message }]));
  if (faults.length > 0 || kind === undefined) return registerTold(means, asked, visitor, { faults });
  try {
    const code = await means.organisations.add(visitor, { name, kind, number, login });
    return await registerTold(means, { ...asked, form: { ...asked.form, fields: {} } }, visitor, { code });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'organisation-login') throw error;
    const message = t('duty.login.taken');
    return registerTold(means, asked, visitor, { faults: [{ field: 'account', message }] });
  }
}

interface Shown {
  readonly faults?: readonly FieldFault[];
  /** A start code that is shown this once. */
  readonly code?: string;
}

async function registerTold(
  means: Means,
  asked: DeskAsked,
  visitor: Visitor,
  { faults = [], code }: Shown,
): Promise<Told> {
  const register = await means.organisations.register(visitor);
  return {
    status: faults.length > 0 ? 422 : 200,
    title: organisationTranslator(asked.lang)('duty.title'),
    content: <RegisterView register={register} typed={asked.form.fields} faults={faults} code={code} />,
    faults,
  };
}

interface RegisterProps {
  readonly register: DutyRegister;
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
  readonly code: string | undefined;
}

function RegisterView(props: RegisterProps) {
  const t = useT();
  const { register, faults, code } = props;
  return (
    <DeskFrame current="duty" faults={faults}>
      {code === undefined ? null : (
        <Callout tone="good" title={t('duty.code')}>
          <p>{t('duty.code.text')}</p>
          <p>
            <strong lang="nl">{code}</strong>
          </p>
        </Callout>
      )}
      <p class="lead">{t('duty.lead')}</p>
      {register.organisations.length === 0 ? <EmptyState title={t('duty.none')} /> : null}
      {register.organisations.map((one) => (
        <ObligedCard
          key={one.id}
          one={one}
          years={register.years}
          typed={typedFor(props.typed, one.id)}
          faults={faults}
        />
      ))}
      <AddForm {...props} />
    </DeskFrame>
  );
}

interface CardProps {
  readonly one: Obliged;
  readonly years: readonly number[];
  /** What was typed of this organisation and could not be kept; null where nothing was. */
  readonly typed: RegisterProps['typed'] | null;
  readonly faults: readonly FieldFault[];
}

/** What came back with a fault belongs to the one organisation whose form was sent. */
const typedFor = (typed: RegisterProps['typed'], id: string): RegisterProps['typed'] | null =>
  typed['stap'] === 'duty' && typed['organisatie'] === id ? typed : null;

function ObligedCard({ one, years, typed, faults }: CardProps) {
  const t = useT();
  const f = useFormat();
  return (
    <Card title={one.name} aside={one.blocked ? <Tag tone="muted">{t('duty.blocked')}</Tag> : null}>
      <SummaryList
        items={[
          { term: t(`duty.kind.${one.kind}`), value: one.number },
          { term: t('duty.login'), value: one.login },
          {
            term: t('home.code'),
            value:
              one.codeSignedOn === null
                ? t('home.code.not')
                : t('home.code.on', { day: f.date(one.codeSignedOn) }),
          },
          { term: t('home.clause'), value: one.clause ?? t('home.clause.not') },
          ...years.map((year) => ({
            term: t('home.year', { year: String(year) }),
            value: one.years.includes(year) ? (
              <Tag tone="good">{t('home.some')}</Tag>
            ) : (
              <Tag tone="warn">{t('home.none')}</Tag>
            ),
          })),
        ]}
      />
      <details open={typed !== null}>
        <summary>{t('duty.change', { name: one.name })}</summary>
        <ChangeForms {...{ one, typed, faults }} />
      </details>
    </Card>
  );
}

function ChangeForms({ one, typed, faults }: Omit<CardProps, 'years'>) {
  const t = useT();
  const field = (name: 'ondertekend' | 'clausule', label: string, kept: string | null, hint?: string) => {
    const bad = faultOf(faults, `${name}-${one.id}`);
    const input = { id: `${name}-${one.id}`, name, value: typed?.[name] ?? kept ?? '' };
    return (
      <div class={bad === undefined ? 'field' : 'field field-bad'}>
        <label for={input.id}>{label}</label>
        {hint === undefined ? null : <p class="hint">{hint}</p>}
        {bad === undefined ? null : <p class="field-error">{bad}</p>}
        {name === 'ondertekend' ? <input type="date" {...input} /> : <input type="text" {...input} />}
      </div>
    );
  };
  return (
    <>
      <ChannelForm id={`plicht-${one.id}`} action={channelPaths.deskDuty} step="duty">
        <input type="hidden" name="organisatie" value={one.id} />
        {field('ondertekend', t('duty.signed'), one.codeSignedOn)}
        {field('clausule', t('duty.clause'), one.clause, t('duty.clause.hint'))}
        <SubmitButton>{t('duty.keep')}</SubmitButton>
      </ChannelForm>
      <ChannelForm id={`start-${one.id}`} action={channelPaths.deskDuty} step="start">
        <input type="hidden" name="organisatie" value={one.id} />
        <SubmitButton tone="secondary">{t('duty.restart')}</SubmitButton>
      </ChannelForm>
      {one.blocked ? null : (
        <ChannelForm id={`afsluiten-${one.id}`} action={channelPaths.deskDuty} step="block">
          <input type="hidden" name="organisatie" value={one.id} />
          <SubmitButton tone="secondary">{t('duty.block')}</SubmitButton>
        </ChannelForm>
      )}
    </>
  );
}

function AddForm({ typed, faults }: RegisterProps) {
  const t = useT();
  const line = (name: string, label: string, hint?: string) => (
    <TextInput
      name={name}
      label={label}
      hint={hint}
      width="medium"
      value={typed[name]}
      error={faultOf(faults, name)}
    />
  );
  return (
    <>
      <h2>{t('duty.add')}</h2>
      <ChannelForm id="nieuw" action={channelPaths.deskDuty} step="add">
        {line('naam', t('duty.name'))}
        <Radios
          name="soort"
          label={t('duty.kind')}
          choices={ORGANISATION_KINDS.map((value) => ({ value, label: t(`duty.kind.${value}`) }))}
          value={typed['soort']}
          error={faultOf(faults, 'soort')}
        />
        {line('nummer', t('duty.number'))}
        {line('account', t('duty.login'), t('duty.login.hint'))}
        <SubmitButton>{t('duty.add')}</SubmitButton>
      </ChannelForm>
    </>
  );
}
