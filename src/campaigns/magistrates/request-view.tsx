import {
  fill,
  formatterFor,
  Link,
  paths,
  PlainText,
  StateTag,
  SummaryList,
  Tag,
  withQuery,
  type Lang,
} from '../../web/index.js';
import { standingLook } from '../authorisations/authorisation-view.js';
import { requestBlocks } from '../authorisations/request-paper.js';
import { stands } from '../authorisations/rules.js';
import { wordsIn as authorisationWords } from '../authorisations/words.js';
import type { Block } from '../paper.js';
import type { RequestFacts, RequestProps } from './facts.js';
import type { DecisionStep } from './schema.js';
import { wordsIn } from './words.js';

interface PartProps {
  readonly lang: Lang;
  readonly facts: RequestFacts;
}

/** What is asked for, why, and how far does it reach? */
export function RequestView({ lang, facts }: RequestProps) {
  const t = wordsIn(lang);
  const { request } = facts;
  return (
    <>
      <p class="lead">{t('one.lead')}</p>
      <Stand lang={lang} facts={facts} />
      <Acts lang={lang} facts={facts} />
      <Decisions lang={lang} facts={facts} />
      <Conditions lang={lang} facts={facts} />
      <Reports lang={lang} facts={facts} />
      <h2>{t('asked.title')}</h2>
      <KeptText blocks={requestBlocks(request.body)} lang={request.body.request.language} />
      <h2>{t('files.title')}</h2>
      <p>{t('files.what')}</p>
      <ul>
        {(
          [
            ['pdf', paths.requests.pdf, request.pdfHash],
            ['html', paths.requests.html, request.htmlHash],
          ] as const
        ).map(([kind, path, hash]) => (
          <li key={kind}>
            <Link href={fill(path, { id: request.authorisation.id })}>{t(`files.${kind}`)}</Link>
            <br />
            {t('hash')} <code class="breaks">{hash.toString('hex')}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function Stand({ lang, facts }: PartProps) {
  const t = wordsIn(lang);
  const { request, standing } = facts;
  if (request.waits)
    return (
      <p>
        <Tag tone="active">{t('waits')}</Tag>
      </p>
    );
  if (standing === 'requested') return <p>{t('lapsed')}</p>;
  const f = formatterFor(lang);
  const a = authorisationWords(lang);
  const { number, validFrom, validUntil, maxTests } = request.authorisation;
  return (
    <>
      <h2>{t('stands.title')}</h2>
      <p>
        <StateTag state={standing} look={standingLook(a)} />
      </p>
      {number === null || validFrom === null || validUntil === null ? null : (
        <SummaryList
          items={[
            { term: a('decision.number'), value: number },
            { term: a('decision.from'), value: f.dateTime(validFrom) },
            { term: a('decision.until'), value: f.dateTime(validUntil) },
            { term: a('decision.max'), value: f.number(maxTests) },
          ]}
        />
      )}
    </>
  );
}

/** What may be decided now. */
function Acts({ lang, facts }: PartProps) {
  const { request } = facts;
  const t = wordsIn(lang);
  const open = stands(request.authorisation.state);
  const steps: DecisionStep[] = request.waits
    ? ['granted', 'refused']
    : open
      ? ['extended', 'withdrawn']
      : [];
  const shown = steps.filter((step) => step !== 'extended' || facts.standing !== 'expired');
  if (shown.length === 0) return null;
  const looks = {
    granted: 'primary',
    refused: 'secondary',
    extended: 'secondary',
    withdrawn: 'danger',
  } as const;
  return (
    <>
      <h2>{t('acts.title')}</h2>
      <p class="confirm-acts">
        {shown.map((step) => (
          <Link
            key={step}
            href={withQuery(fill(paths.requests.decision, { id: request.authorisation.id }), { wat: step })}
            class={`button button-${looks[step]}`}
          >
            {t(`act.${step}`)}
          </Link>
        ))}
      </p>
    </>
  );
}

function Decisions({ lang, facts }: PartProps) {
  const { decisions, request } = facts;
  if (decisions.length === 0) return null;
  const t = wordsIn(lang);
  const id = request.authorisation.id;
  const files = [
    ['pdf', paths.requests.decisionPdf],
    ['html', paths.requests.decisionHtml],
  ] as const;
  return (
    <>
      <h2>{t('decisions.title')}</h2>
      <ul>
        {decisions.map(({ number, step, decidedAt, pdfHash }) => (
          <li key={number}>
            {t(`decision.${step}`)}, {formatterFor(lang).dateTime(decidedAt)}
            {files.map(([kind, path]) => (
              <span key={kind}>
                {', '}
                <Link href={fill(path, { id, number: String(number) })}>
                  {t(`decision.${kind}`, { n: number })}
                </Link>
              </span>
            ))}
            <br />
            {t('hash')} <code class="breaks">{pdfHash.toString('hex')}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function Conditions({ lang, facts }: PartProps) {
  const { conditions } = facts;
  if (conditions.length === 0) return null;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <>
      <h2>{t('conditions.title')}</h2>
      <SummaryList
        items={conditions.map(({ words, metBy, metAt, note }) => ({
          term: words[lang],
          value:
            metAt === null ? (
              t('conditions.open')
            ) : (
              <Lines
                text={t('conditions.met', { who: metBy ?? '?', when: f.dateTime(metAt), note: note ?? '' })}
              />
            ),
        }))}
      />
    </>
  );
}

function Reports({ lang, facts }: PartProps) {
  const t = wordsIn(lang);
  const { reports, request } = facts;
  if (request.authorisation.number === null) return null;
  const id = request.authorisation.id;
  const files = [
    ['pdf', paths.requests.reportPdf],
    ['html', paths.requests.reportHtml],
    ['json', paths.requests.reportJson],
  ] as const;
  return (
    <>
      <h2>{t('reports.title')}</h2>
      <p>{t(reports.length === 0 ? 'reports.none' : 'reports.what')}</p>
      {reports.length === 0 ? null : (
        <ul>
          {reports.map(({ number, madeAt, pdfHash }) => (
            <li key={number}>
              {t('report.when', { when: formatterFor(lang).dateTime(madeAt) })}
              {files.map(([kind, path]) => (
                <span key={kind}>
                  {', '}
                  <Link href={fill(path, { id, number: String(number) })}>
                    {t(`report.${kind}`, { n: number })}
                  </Link>
                </span>
              ))}
              <br />
              {t('hash')} <code class="breaks">{pdfHash.toString('hex')}</code>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Text of several lines as it was typed; one line without the space of a paragraph. */
function Lines({ text }: { readonly text: string }) {
  return text.includes('\n') ? <PlainText text={text} /> : <span class="breaks">{text}</span>;
}

/** A kept text as a page shows it, in its own language: heads, and below each its terms. */
function KeptText({ blocks, lang }: { readonly blocks: readonly Block[]; readonly lang: Lang }) {
  const parts: { head: Block | null; items: { term: string; value: string }[] }[] = [];
  for (const block of blocks) {
    if (block.tag === 'H2' || block.tag === 'H3') parts.push({ head: block, items: [] });
    else {
      if (parts.length === 0) parts.push({ head: null, items: [] });
      parts.at(-1)?.items.push({ term: block.term ?? '', value: block.text });
    }
  }
  return (
    <div lang={lang}>
      {parts.map(({ head, items }, place) => (
        <section key={place}>
          {head === null ? null : head.tag === 'H2' ? <h2>{head.text}</h2> : <h3>{head.text}</h3>}
          {items.length === 0 ? null : items.every(({ term }) => term === '') ? (
            items.map(({ value }) => <p key={value}>{value}</p>)
          ) : (
            <SummaryList items={items.map(({ term, value }) => ({ term, value: <Lines text={value} /> }))} />
          )}
        </section>
      ))}
    </div>
  );
}
