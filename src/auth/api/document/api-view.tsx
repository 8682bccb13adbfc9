import type { Json } from '../../../platform/canonical.js';
import { DataTable, formatterFor, Link, paths, SummaryList, type Lang } from '../../../web/index.js';
import { MOST_PER_PAGE } from '../contract.js';
import { exampleOf } from './example.js';
import { API_RATE } from '../limiter.js';
import { addressOf, groupOf, problemsOf, queryOf, schemaOf, type ApiLine } from './openapi.js';
import { wordsIn } from './words.js';

interface ApiViewProps {
  readonly lang: Lang;
  readonly lines: readonly ApiLine[];
}

/** The API for a reader: how it works, then every address by room, folded. */
export function ApiView({ lang, lines }: ApiViewProps) {
  const t = wordsIn(lang);
  return (
    <>
      <p class="lead">{t('api.lead')}</p>
      <ul>
        <li>
          <Link href={paths.api.document}>{t('api.document')}</Link>
        </li>
        <li>
          <Link href={paths.tokens.list}>{t('api.tokens')}</Link>
        </li>
      </ul>
      <HowItWorks lang={lang} />
      {[...new Set(lines.map(groupOf))].map((group) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`}>{group}</h2>
          {lines
            .filter((line) => groupOf(line) === group)
            .map((line) => (
              <Address lang={lang} line={line} key={`${line.method} ${line.path}`} />
            ))}
        </section>
      ))}
    </>
  );
}

function HowItWorks({ lang }: { readonly lang: Lang }) {
  const t = wordsIn(lang);
  const format = formatterFor(lang);
  return (
    <>
      <h2>{t('api.how')}</h2>
      <p>{t('api.how.token')}</p>
      <pre class="example">Authorization: Bearer pt_…</pre>
      <ul>
        <li>{t('api.how.list', { most: MOST_PER_PAGE })}</li>
        <li>{t('api.how.version')}</li>
        <li>{t('api.how.key')}</li>
        <li>{t('api.how.problem')}</li>
        <li>
          {t('api.how.rate', { requests: format.number(API_RATE.requests), seconds: API_RATE.seconds })}
        </li>
      </ul>
    </>
  );
}

function Address({ lang, line }: { readonly lang: Lang; readonly line: ApiLine }) {
  const t = wordsIn(lang);
  const may = line.can === 'signed-in' ? t('api.permission.signed-in') : <code>{line.can}</code>;
  return (
    <details class="address">
      <summary>
        <code>
          {line.method.toUpperCase()} {addressOf(line)}
        </code>
        <span class="soft" lang="en">
          {' '}
          {line.contract.summary}
        </span>
      </summary>
      <SummaryList
        items={[
          { term: t('api.permission'), value: may },
          { term: t('api.problems'), value: <code>{problemsOf(line).join(', ')}</code> },
        ]}
      />
      <Parameters lang={lang} line={line} />
      <h3>{t('api.example')}</h3>
      <pre class="example">{requestOf(line)}</pre>
      <h3>{t('api.answer')}</h3>
      <pre class="example">
        {JSON.stringify(exampleOf(schemaOf(line.contract.answer, 'output')), null, 2)}
      </pre>
    </details>
  );
}

interface Parameter {
  readonly name: string;
  readonly where: string;
  readonly kind: string;
  readonly required: boolean;
}

function Parameters({ lang, line }: { readonly lang: Lang; readonly line: ApiLine }) {
  const t = wordsIn(lang);
  const parameters = parametersOf(line);
  if (parameters.length === 0) return null;
  return (
    <DataTable
      caption={t('api.parameters')}
      keyOf={(parameter) => `${parameter.where} ${parameter.name}`}
      rows={parameters}
      columns={[
        { head: t('api.parameter'), names: true, cell: ({ name }) => <code>{name}</code> },
        { head: t('api.where'), cell: ({ where }) => where },
        { head: t('api.kind'), cell: ({ kind }) => kind },
        {
          head: t('api.required'),
          cell: ({ required }) => t(required ? 'api.required.yes' : 'api.required.no'),
        },
      ]}
    />
  );
}

function parametersOf(line: ApiLine): Parameter[] {
  const { method, path, contract } = line;
  const header = (name: string, required: boolean) => ({ name, where: 'header', kind: 'string', required });
  return [
    ...(path.includes(':id') ? [{ name: 'id', where: 'path', kind: 'uuid', required: true }] : []),
    ...queryOf(line).map(({ name, required, schema }) => ({
      name,
      where: 'query',
      kind: kindOf(schema),
      required,
    })),
    ...(contract.kind === 'edit' ? [header('If-Match', true)] : []),
    ...(method === 'post' ? [header('Idempotency-Key', false)] : []),
    ...(contract.body === undefined
      ? []
      : [{ name: 'body', where: 'body', kind: 'application/json', required: true }]),
  ];
}

function kindOf({ enum: choices, type }: Readonly<Record<string, Json>>): string {
  if (Array.isArray(choices)) return choices.join(' | ');
  return typeof type === 'string' ? type : '';
}

/** A request by curl, as one would type it. */
function requestOf(line: ApiLine): string {
  const { method, contract } = line;
  const address = addressOf(line).replace('{id}', '00000000-0000-4000-8000-000000000000');
  const body =
    contract.body === undefined
      ? []
      : [
          "-H 'Content-Type: application/json'",
          `-d '${JSON.stringify(exampleOf(schemaOf(contract.body, 'input')), null, 2)}'`,
        ];
  const parts = [
    `curl${method === 'post' ? ' -X POST' : ''} "$PRAKTIJKTEST${address}"`,
    '-H "Authorization: Bearer $TOKEN"',
    ...(contract.kind === 'edit' ? [`-H 'If-Match: "${'0'.repeat(32)}"'`] : []),
    ...(method === 'post' ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...body,
  ];
  return parts.join(' \\\n  ');
}
