import { addDays, type DateOnly } from '../../platform/dates.js';
import type { FieldFault } from '../../platform/problems.js';
import {
  Callout,
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
import type { Permission } from '../permissions.js';
import { MOST_DAYS, opens } from './rules.js';
import type { TokenView } from './schema.js';
import { wordsIn } from './words.js';

/** A permission that a token can be given, and the addresses it opens. */
export interface Offer {
  readonly scope: Permission;
  readonly opens: readonly string[];
}

interface TokensProps {
  readonly lang: Lang;
  readonly tokens: readonly TokenView[];
  readonly offers: readonly Offer[];
  readonly today: DateOnly;
  /** The token that was made just now. */
  readonly made: string | null;
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** Somebody's own tokens, and the form for a new one. */
export function Tokens(props: TokensProps) {
  const { lang, made } = props;
  const t = wordsIn(lang);
  return (
    <>
      <ErrorSummary faults={props.faults} />
      {made === null ? null : <MadeToken lang={lang} token={made} />}
      <p class="lead">{t('tokens.lead')}</p>
      <p>
        <Link href={paths.api.about}>{t('tokens.document')}</Link>
      </p>
      {props.offers.length === 0 && props.tokens.length === 0 ? null : (
        <>
          <h2>{t('tokens.list')}</h2>
          <TokenTable {...props} />
        </>
      )}
      {props.offers.length === 0 ? (
        <EmptyState title={t('tokens.nothing')}>{t('tokens.nothing.why')}</EmptyState>
      ) : (
        <MakeForm {...props} />
      )}
    </>
  );
}

function MadeToken({ lang, token }: { readonly lang: Lang; readonly token: string }) {
  const t = wordsIn(lang);
  return (
    <Callout tone="warn" title={t('tokens.made')}>
      <p>{t('tokens.made.once')}</p>
      <pre class="example">{token}</pre>
      <p>{t('tokens.made.use')}</p>
      <pre class="example">{`Authorization: Bearer ${token}`}</pre>
    </Callout>
  );
}

function TokenTable({ lang, tokens, today }: TokensProps) {
  const t = wordsIn(lang);
  const format = formatterFor(lang);
  return (
    <DataTable
      caption={t('tokens.title')}
      captionHidden
      keyOf={(token) => token.id}
      rows={tokens}
      muted={(token) => !opens(token, today)}
      empty={<EmptyState title={t('tokens.none')}>{t('tokens.none.next')}</EmptyState>}
      columns={[
        { head: t('tokens.name'), names: true, cell: (token) => token.label },
        { head: t('tokens.scopes'), cell: (token) => <code>{token.scopes.join(', ')}</code> },
        { head: t('tokens.expires'), cell: (token) => format.date(token.expiresOn) },
        {
          head: t('tokens.used'),
          cell: (token) =>
            token.lastUsedOn === null ? t('tokens.used.never') : format.date(token.lastUsedOn),
        },
        { head: t('tokens.state'), cell: (token) => <State lang={lang} token={token} today={today} /> },
        {
          head: t('tokens.end'),
          cell: (token) => (opens(token, today) ? <RevokeForm lang={lang} token={token} /> : null),
        },
      ]}
    />
  );
}

interface TokenProps {
  readonly lang: Lang;
  readonly token: TokenView;
}

function State({ lang, token, today }: TokenProps & { readonly today: DateOnly }) {
  const t = wordsIn(lang);
  if (token.revokedAt !== null) return <Tag tone="muted">{t('tokens.state.revoked')}</Tag>;
  return opens(token, today) ? (
    <Tag tone="good">{t('tokens.state.open')}</Tag>
  ) : (
    <Tag tone="muted">{t('tokens.state.expired')}</Tag>
  );
}

function RevokeForm({ lang, token }: TokenProps) {
  const t = wordsIn(lang);
  return (
    <PostForm action={fill(paths.tokens.revoke, { id: token.id })}>
      <SubmitButton tone="secondary">
        {t('tokens.revoke')}
        <span class="visually-hidden"> {t('tokens.revoke.which', { label: token.label })}</span>
      </SubmitButton>
    </PostForm>
  );
}

function MakeForm({ lang, offers, today, faults, kept }: TokensProps) {
  const t = wordsIn(lang);
  const last = formatterFor(lang).date(addDays(today, MOST_DAYS));
  return (
    <>
      <h2>{t('tokens.make')}</h2>
      <PostForm action={paths.tokens.make}>
        <TextInput
          name="label"
          label={t('tokens.make.label')}
          hint={t('tokens.make.label.hint')}
          value={kept['label']}
          width="medium"
          autocomplete="off"
          error={faultOf(faults, 'label')}
        />
        <TextInput
          name="expiresOn"
          type="date"
          label={t('tokens.make.expires')}
          hint={t('tokens.make.expires.hint', { last })}
          value={kept['expiresOn'] ?? addDays(today, 90)}
          width="medium"
          error={faultOf(faults, 'expiresOn')}
        />
        <Scopes lang={lang} offers={offers} ticked={kept['scopes'] ?? ''} error={faultOf(faults, 'scopes')} />
        <SubmitButton>{t('tokens.make.verb')}</SubmitButton>
      </PostForm>
    </>
  );
}

interface ScopesProps {
  readonly lang: Lang;
  readonly offers: readonly Offer[];
  /** The scopes that were ticked, with a space between them. */
  readonly ticked: string;
  readonly error: string | undefined;
}

/** The boxes to tick; the first carries the field's name as id, so that the error summary can point at it. */
function Scopes({ lang, offers, ticked, error }: ScopesProps) {
  const t = wordsIn(lang);
  return (
    <fieldset
      class={error === undefined ? 'field' : 'field field-bad'}
      aria-describedby={`scopes-hint${error === undefined ? '' : ' scopes-error'}`}
    >
      <legend>{t('tokens.make.scopes')}</legend>
      <p class="hint" id="scopes-hint">
        {t('tokens.make.scopes.hint')}
      </p>
      {error === undefined ? null : (
        <p class="field-error" id="scopes-error">
          <span class="visually-hidden">{t('web.errors.prefix')} </span>
          {error}
        </p>
      )}
      {offers.map(({ scope, opens: addresses }, index) => {
        const id = index === 0 ? 'scopes' : `scopes-${scope}`;
        return (
          <div class="radio" key={scope}>
            <input
              type="checkbox"
              id={id}
              name="scopes"
              value={scope}
              checked={ticked.split(' ').includes(scope)}
              aria-describedby={`${id}-opens`}
            />
            <label for={id}>
              <code>{scope}</code>
            </label>
            <p class="hint" id={`${id}-opens`}>
              {addresses.join(' · ')}
            </p>
          </div>
        );
      })}
    </fieldset>
  );
}
