import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asOwner } from '../../src/platform/db/index.js';
import { createMailSender } from '../../src/platform/mail/index.js';
import { corpus, fillIn, findApplicants, isHeldOut, type CorpusLine } from '../support/corpus.js';
import { openedAnswer } from '../support/sealed.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

/** Pairs in each of three sectors: so many applications that nearly every message has one of its own. */
const PAIRS = 23;

interface Result {
  readonly line: CorpusLine;
  /** The application it belongs to, by key. */
  readonly truth: string | null;
  readonly matched: string | null;
  readonly by: string | null;
  readonly suggestion: string | null;
  readonly state: string;
  readonly reasons: string[] | null;
}

let world: World;
const results: Result[] = [];

beforeAll(async () => {
  world = await openWorld();
  await runningCampaign(world, PAIRS);
  await sendAll(world);
  const applicants = await findApplicants(world);
  const port = await world.services.receiver.listen();
  const sender = createMailSender({ host: '127.0.0.1', port, loopbackOnly: true });
  for (const line of corpus) {
    const { envelope, raw } = fillIn(line, applicants);
    for (const to of envelope.to) {
      const delivery = await sender.send({ envelope: { from: envelope.from, to }, raw });
      expect([line.file, delivery.kind]).toEqual([line.file, 'sent']);
    }
  }
  await sender.close();
  while ((await world.services.responses.process(world.services.systemContext())) > 0);
  const keys = new Map([...applicants.values()].map(({ id, key }) => [id, key]));
  const found = await asOwner(world.services.database.kysely, (db) =>
    sql<{
      to: string;
      id: string;
      sealed: Buffer;
      sha256: Buffer;
      application: string | null;
      by: string | null;
      suggestion: string | null;
      state: string;
      reasons: string[] | null;
    }>`
      select envelope_to as "to", id, sealed, sha256, application, matched_by as by, suggestion, state, match_reasons as reasons from response`.execute(
      db,
    ),
  );
  for (const line of corpus) {
    const { envelope, raw } = fillIn(line, applicants);
    for (const [place, to] of envelope.to.entries()) {
      const row = found.rows.find((one) => one.to === to && openedAnswer(one).equals(raw))!;
      const truth = line.applications[place] ?? null;
      results.push({
        line,
        truth,
        matched: row.application === null ? null : keys.get(row.application)!,
        by: row.by,
        suggestion: row.suggestion,
        state: row.state,
        reasons: row.reasons,
      });
    }
  }
  const shown = process.env['PT_CORPUS'];
  if (shown !== 'held-out')
    print(
      'written',
      results.filter(({ line }) => !isHeldOut(line)),
    );
  if (shown !== 'written')
    print(
      'held out',
      results.filter(({ line }) => isHeldOut(line)),
    );
}, 300_000);
afterAll(() => world.close());

/** Rows are the truth, columns what the rules suggested; then every message that went otherwise. */
function print(name: string, some: readonly Result[]): void {
  const shares = sharesOf(some);
  const judged = some.filter(({ truth }) => truth !== null);
  const codes = [
    ...new Set(judged.flatMap(({ line, suggestion }) => [line.code!, suggestion ?? 'none'])),
  ].sort();
  const rows = codes.filter((code) => judged.some(({ line }) => line.code === code));
  const table = rows.map((row) =>
    [
      row.padEnd(6),
      ...codes.map((column) =>
        String(
          judged.filter(({ line, suggestion }) => line.code === row && (suggestion ?? 'none') === column)
            .length || '.',
        ).padStart(6),
      ),
    ].join(''),
  );
  const odd = some.filter(
    ({ truth, matched, line, suggestion }) =>
      truth !== matched || (truth !== null && line.code !== suggestion),
  );
  console.log(
    [
      `corpus, ${name}: ${some.length} messages; matched without a person ${(100 * shares.matched).toFixed(1)} % of ${judged.length}, wrong ${shares.wrong}, suggestion right ${(100 * shares.right).toFixed(1)} %`,
      ['true'.padEnd(6), ...codes.map((code) => code.padStart(6))].join(''),
      ...table,
      ...odd.map(
        ({ line, truth, matched, suggestion, by, reasons }) =>
          `  ${line.file}: ${line.code ?? '-'} → ${suggestion ?? 'none'}${truth === matched ? '' : `, belongs to ${truth ?? 'nobody'}, matched ${matched ?? 'none'} by ${by ?? '-'} ${String(reasons ?? '')}`}`,
      ),
    ].join('\n'),
  );
}

function sharesOf(some: readonly Result[]): { matched: number; wrong: number; right: number } {
  const judged = some.filter(({ truth }) => truth !== null);
  return {
    matched: judged.filter(({ truth, matched }) => truth === matched).length / judged.length,
    wrong: some.filter(({ truth, matched }) => matched !== null && truth !== matched).length,
    right: judged.filter(({ line, suggestion }) => line.code === suggestion).length / judged.length,
  };
}

describe('the corpus of answers', () => {
  test('holds at least 120 messages in three languages, a third of them held out of rule-writing', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(120);
    expect(new Set(corpus.map(({ language }) => language))).toEqual(new Set(['nl', 'fr', 'en']));
    expect(corpus.filter(isHeldOut).length * 3).toBeGreaterThanOrEqual(corpus.length);
  });
  test('is matched for at least 95 % without a person', () => {
    expect(sharesOf(results).matched).toBeGreaterThanOrEqual(0.95);
  });
  test('is never matched to an application it does not belong to', () => {
    expect(
      results
        .filter(({ truth, matched }) => matched !== null && truth !== matched)
        .map(({ line }) => line.file),
    ).toEqual([]);
  });
  test('gets the right code suggested for at least 85 %', () => {
    expect(sharesOf(results).right).toBeGreaterThanOrEqual(0.85);
  });
  test('keeps these shares in the third that no rule was written for', () => {
    const { matched, wrong, right } = sharesOf(results.filter(({ line }) => isHeldOut(line)));
    expect([matched >= 0.95, wrong, right >= 0.85]).toEqual([true, 0, true]);
  });
  test('waits in the queue wherever it was not matched', () => {
    expect(
      results
        .filter(({ matched, state }) => (matched === null) !== (state === 'unmatched'))
        .map(({ line }) => line.file),
    ).toEqual([]);
  });
});
