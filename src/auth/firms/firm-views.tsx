import type { DateOnly } from '../../platform/dates.js';
import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
  ConfirmForm,
  DataTable,
  EmptyState,
  ErrorSummary,
  faultOf,
  fill,
  formatterFor,
  Link,
  paths,
  PostForm,
  SubmitButton,
  Tag,
  TextInput,
  type Lang,
} from '../../web/index.js';
import { mayWorkOn } from './rules.js';
import type { FirmLine, OwnTester } from './views.js';
import { InviteFields } from '../accounts/invite-fields.js';
import { wordsIn } from './words.js';

interface FormState {
  readonly lang: Lang;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** Which firm calls for the service, under which contract, and until when? */
export function FirmsView(
  props: FormState & { readonly firms: readonly FirmLine[]; readonly today: DateOnly },
) {
  const { lang, firms, today, faults } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('firms.lead')}</p>
      <DataTable<FirmLine>
        caption={t('firms.caption')}
        captionHidden
        narrow="stack"
        rows={firms}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title={t('firms.none')}>
            <p>{t('firms.none-next')}</p>
          </EmptyState>
        }
        columns={[
          { head: t('firm.name'), cell: ({ name }) => name, names: true },
          { head: t('firm.contract'), cell: ({ contract }) => contract },
          { head: t('firm.from'), cell: ({ validFrom }) => f.date(validFrom) },
          { head: t('firm.until'), cell: ({ validUntil }) => f.date(validUntil) },
          { head: t('firm.state'), cell: (firm) => <FirmState lang={lang} firm={firm} today={today} /> },
          {
            head: t('firm.change'),
            cell: ({ id, name }) => (
              <Link href={fill(paths.firms.one, { id })}>
                {t('firm.change')}
                <span class="visually-hidden"> {name}</span>
              </Link>
            ),
          },
        ]}
      />
      <h2>{t('add.title')}</h2>
      <FirmFields {...props} action={paths.firms.add} verb={t('add.verb')} typed={props.kept} />
    </>
  );
}

function FirmState({ lang, firm, today }: { lang: Lang; firm: FirmLine; today: DateOnly }) {
  const holds = mayWorkOn(firm, today).allowed;
  return <Tag tone={holds ? 'good' : 'warn'}>{wordsIn(lang)(holds ? 'state.holds' : 'state.over')}</Tag>;
}

/** A firm to change. */
export function FirmFormView(props: FormState & { readonly firm: FirmLine }) {
  const { lang, firm, faults, kept } = props;
  const written = {
    firmName: firm.name,
    contract: firm.contract,
    validFrom: firm.validFrom,
    validUntil: firm.validUntil,
  };
  return (
    <>
      <ErrorSummary faults={faults} />
      <FirmFields
        {...props}
        action={fill(paths.firms.change, { id: firm.id })}
        verb={wordsIn(lang)('change.verb')}
        typed={faults.length > 0 ? kept : written}
      />
    </>
  );
}

interface FieldsProps extends FormState {
  readonly action: string;
  readonly verb: string;
  readonly typed: Readonly<Record<string, string>>;
}

function FirmFields({ lang, faults, action, verb, typed }: FieldsProps) {
  const t = wordsIn(lang);
  const text = (name: string) => ({
    name,
    value: typed[name],
    error: faultOf(faults, name),
    width: 'medium' as const,
  });
  return (
    <PostForm action={action}>
      <TextInput {...text('firmName')} label={t('firm.name')} autocomplete="off" />
      <TextInput {...text('contract')} label={t('firm.contract')} autocomplete="off" />
      <TextInput {...text('validFrom')} label={t('firm.from')} type="date" />
      <TextInput {...text('validUntil')} label={t('firm.until')} hint={t('firm.until.hint')} type="date" />
      <SubmitButton>{verb}</SubmitButton>
    </PostForm>
  );
}

const TONES = { active: 'good', invited: 'active', blocked: 'muted' } as const;

interface TestersProps extends FormState {
  readonly firm: FirmLine;
  readonly today: DateOnly;
  readonly testers: readonly OwnTester[];
  /** Until when an invitation works that left by mail just now. */
  readonly until?: string | undefined;
}

/** Who calls for this firm? */
export function TestersView(props: TestersProps) {
  const { lang, firm, today, testers, faults, kept, until } = props;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const holds = mayWorkOn(firm, today).allowed;
  return (
    <>
      <ErrorSummary faults={faults} />
      <p class="lead">{t('testers.lead', { firm: firm.name })}</p>
      {until === undefined ? null : (
        <Callout tone="good" title={t('invite.done')}>
          <p>{t('invite.done.what', { when: f.dateTime(new Date(until)) })}</p>
        </Callout>
      )}
      <p>
        {t('contract.words', {
          contract: firm.contract,
          from: f.date(firm.validFrom),
          until: f.date(firm.validUntil),
        })}
      </p>
      {holds ? null : <Callout tone="warn" title={t('testers.over')} />}
      <DataTable<OwnTester>
        caption={t('testers.caption')}
        captionHidden
        narrow="stack"
        rows={testers}
        keyOf={({ account }) => account}
        empty={
          <EmptyState title={t('testers.none')}>
            <p>{t('testers.none-next')}</p>
          </EmptyState>
        }
        columns={[
          { head: t('tester.name'), cell: ({ name }) => name, names: true },
          { head: t('tester.number'), cell: ({ number }) => f.number(number) },
          { head: t('tester.login'), cell: ({ login }) => <span class="breaks">{login ?? '–'}</span> },
          {
            head: t('tester.state'),
            cell: ({ state }) => <Tag tone={TONES[state]}>{t(`account.${state}`)}</Tag>,
          },
          { head: t('tester.open'), cell: ({ open }) => f.number(open) },
          {
            head: t('tester.acts'),
            cell: (tester) =>
              tester.state === 'blocked' ? '–' : <TesterActs {...{ lang, tester, holds }} />,
          },
        ]}
      />
      {holds ? (
        <>
          <h2>{t('invite.title')}</h2>
          <PostForm action={paths.firm.invite}>
            <InviteFields
              labels={{ name: t('invite.name'), email: t('invite.email') }}
              kept={kept}
              faults={faults}
            />
            <SubmitButton>{t('invite.verb')}</SubmitButton>
          </PostForm>
        </>
      ) : null}
    </>
  );
}

interface ActsProps {
  readonly lang: Lang;
  readonly tester: OwnTester;
  readonly holds: boolean;
}

function TesterActs({ lang, tester, holds }: ActsProps) {
  const t = wordsIn(lang);
  const { account: id, name } = tester;
  return (
    <details>
      <summary>
        {t('act.more')}
        <span class="visually-hidden"> {name}</span>
      </summary>
      <div class="acts">
        {holds ? (
          <PostForm action={fill(paths.firm.inviteAgain, { id })}>
            <SubmitButton tone="secondary">
              {t('act.again')}
              <span class="visually-hidden"> {name}</span>
            </SubmitButton>
          </PostForm>
        ) : null}
        <ConfirmForm action={fill(paths.firm.endTester, { id })} verb={t('act.end')} tone="danger">
          <p>{t('act.end.what')}</p>
        </ConfirmForm>
      </div>
    </details>
  );
}
