import { fill, formatterFor, Link, paths, type Lang } from '../../web/index.js';
import type { AuthorisationFacts } from './facts.js';
import { requestWordsIn } from './request-words.js';

interface PartProps {
  readonly lang: Lang;
  readonly facts: AuthorisationFacts;
}

/** The request as it was sent, to take along. */
export function Sent({ lang, facts }: PartProps) {
  const { sent, campaign } = facts;
  if (sent === null) return null;
  const r = requestWordsIn(lang);
  const { id } = campaign;
  const files = [
    ['pdf', paths.authorisations.sentPdf, sent.pdfHash],
    ['html', paths.authorisations.sentHtml, sent.htmlHash],
  ] as const;
  return (
    <>
      <h2>{r('sent')}</h2>
      <p>{r('sent.what', { when: formatterFor(lang).dateTime(sent.sentAt) })}</p>
      {facts.addressee === null ? null : <p>{r('to.sent', { name: facts.addressee.name })}</p>}
      <ul>
        {files.map(([kind, path, hash]) => (
          <li key={kind}>
            <Link href={fill(path, { id })}>{r(`sent.${kind}`)}</Link>
            <br />
            {r('sent.hash')} <code class="breaks">{hash.toString('hex')}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What a magistrate decided here, to take along. */
export function Decided({ lang, facts }: PartProps) {
  const { decisions, campaign } = facts;
  if (decisions.length === 0) return null;
  const r = requestWordsIn(lang);
  const files = [
    ['pdf', paths.authorisations.decisionPdf],
    ['html', paths.authorisations.decisionHtml],
  ] as const;
  return (
    <>
      <h2>{r('decided')}</h2>
      <ul>
        {decisions.map(({ number, step, decidedAt, decider, pdfHash }) => (
          <li key={number}>
            {r(`decided.${step}`)}, {decider}, {formatterFor(lang).dateTime(decidedAt)}
            {files.map(([kind, path]) => (
              <span key={kind}>
                {', '}
                <Link href={fill(path, { id: campaign.id, number: String(number) })}>
                  {r(`decided.${kind}`, { n: number })}
                </Link>
              </span>
            ))}
            <br />
            {r('sent.hash')} <code class="breaks">{pdfHash.toString('hex')}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
