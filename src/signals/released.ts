import { sql } from 'kysely';
import { record } from '../audit/index.js';
import type { Ctx, TxCtx } from '../platform/context.js';
import { sha256 } from '../platform/crypto.js';
import { asId } from '../platform/ids.js';
import type { Job } from '../platform/jobs.js';
import * as store from './store.js';
import { findEmployerId } from './views.js';

/** What the reporting channel released of a report: a summary under a random reference, and nothing that leads back. */
interface Released {
  readonly reference: string;
  readonly kbo: string | null;
  readonly sector: string;
  readonly grounds: string[];
  readonly period: string;
  readonly summary: string;
}

/** Takes over by night what the channel released long enough ago, all at the same minute: no instant tells of a report. */
export function signalJobs(): Job[] {
  return [{ name: 'signals.released', when: '0 50 4 * * *', run: takeReleased }];
}

/** Makes a signal of each summary, in the order of their random references, with the summary itself as its exhibit. */
function takeReleased(ctx: Ctx): Promise<number> {
  return ctx.inTx(async (ctx) => {
    const { rows } = await sql<Released>`select reference, kbo, sector, grounds, period, summary
      from pt_reports.take_handovers() order by reference collate "C"`.execute(ctx.db);
    for (const released of rows) await keepReleased(ctx, released);
    return rows.length;
  });
}

async function keepReleased(ctx: TxCtx, released: Released): Promise<void> {
  const { reference, kbo, summary, ...about } = released;
  const employer = kbo === null ? null : await findEmployerId(ctx, kbo);
  // An employer that the register does not hold is named in the facts: the summary is gone from the channel by now.
  const facts = employer === undefined ? `${summary}\n\nKBO-nummer van de werkgever: ${kbo ?? ''}` : summary;
  const signal = asId<'signal'>(ctx.newId());
  const kind = 'complaint-or-report';
  await store.insertSignal(ctx, signal, reference, employer ?? null, { ...about, kind, facts });
  record(ctx, { what: 'signal.recorded', signal, kind });
  const exhibit = ctx.newId();
  const file = sha256(facts).toString('hex');
  await store.insertExhibit(ctx, exhibit, signal, { kind: 'report', facts: EXHIBIT, file });
  record(ctx, { what: 'signal.exhibit-added', signal, exhibit, fileHash: file });
}

const EXHIBIT =
  'De samenvatting hierboven, die het meldpunt met toestemming van de melder vrijgaf. De hash is die van haar tekst.';
