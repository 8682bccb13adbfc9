import type { Ctx } from '../../platform/context.js';
import { toLocal } from '../../platform/dates.js';
import { Callout, Card, fill, formatterFor, paths, Tag, type Lang } from '../../web/index.js';
import { CALL_ENDS, type CallEnd } from './schema.js';
import { listOwnCalls, type OwnCall } from './views.js';
import { wordsIn } from './words.js';

interface Props {
  readonly lang: Lang;
  readonly calls: readonly OwnCall[];
  /** How the call that was just recorded ended. */
  readonly done: string | undefined;
}

const OPEN = new Set<string>(['planned', 'due', 'sending']);
const isEnd = (word: string | undefined): word is CallEnd => CALL_ENDS.some((end) => end === word);

/** The part of the tester's list that shows them; null for who has none. */
export async function showOwnCalls(ctx: Ctx, lang: Lang, done: string | undefined) {
  const calls = await listOwnCalls(ctx);
  return calls.length === 0 ? null : <OwnCalls lang={lang} calls={calls} done={done} />;
}

/** The calls that a tester makes as a candidate. */
function OwnCalls({ lang, calls, done }: Props) {
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  const open = calls.filter(({ state }) => OPEN.has(state));
  const over = calls.length - open.length;
  return (
    <>
      {isEnd(done) ? <Callout tone="good" title={t(`done.${done}`)} /> : null}
      <h2>{t('own.title')}</h2>
      {open.length === 0 ? (
        <p>{t('own.none')}</p>
      ) : (
        <div class="card-grid">
          {open.map((call) => (
            <Card
              key={call.id}
              level={3}
              title={t('own.call', { number: call.number })}
              href={fill(paths.candidateCalls.one, { id: call.id })}
              aside={
                <Tag tone={call.state === 'sending' ? 'active' : call.state === 'due' ? 'good' : 'muted'}>
                  {t(`own.${call.state === 'sending' || call.state === 'due' ? call.state : 'planned'}`)}
                </Tag>
              }
            >
              <p>
                {call.employer}, {call.place} · {f.date(toLocal(call.dueAt).date)}
                {call.tried.length === 0 ? null : ` · ${t('own.tried', { n: call.tried.length })}`}
              </p>
            </Card>
          ))}
        </div>
      )}
      {over === 0 ? null : <p class="soft">{t('own.over', { count: f.number(over) })}</p>}
    </>
  );
}
