import { beforeAll, describe, expect, inject, test } from 'vitest';
import { sha256 } from '../../src/platform/crypto.js';
import { createTestDatabase } from '../support/database.js';
import { acknowledgedAnswers, heldApplications, runKilled, type KilledCampaign } from './campaigns.js';
import { drawKills, STAGES } from './kill-points.js';

const SEED = 1;
const PAIRS = 8;
const points = drawKills(sha256('praktijktest kill points, version 1'), 5);

let undisturbed: KilledCampaign;
let embedded: KilledCampaign[];
let served: KilledCampaign[] = [];

/** Two at a time: each campaign is a process that mostly waits for its own database. */
async function runAll(): Promise<KilledCampaign[]> {
  const done: KilledCampaign[] = [];
  const jobs = [[], ...points.slice(0, 4)].entries();
  const work = async (): Promise<void> => {
    for (const [at, kills] of jobs) done[at] = await runKilled(kills, { seed: SEED, pairs: PAIRS });
  };
  await Promise.all([work(), work()]);
  return done;
}

beforeAll(async () => {
  const [first, ...others] = await runAll();
  if (first === undefined) throw new Error('The undisturbed campaign did not run.');
  undisturbed = first;
  embedded = others;
  if (inject('postgres') === null) return;
  const { url, drop } = await createTestDatabase('empty');
  served = [await runKilled(points[4] ?? [], { seed: SEED, pairs: PAIRS, url })];
  await drop();
}, 900_000);

const campaigns = (): KilledCampaign[] => [...embedded, ...served];
const kills = () => campaigns().flatMap((campaign) => campaign.kills);

describe('a campaign killed at twenty points and restarted', () => {
  test('is hit in every stage at least twice', () => {
    const hits = embedded.flatMap((campaign) => campaign.kills.map((kill) => kill.stage));
    for (const kill of kills())
      console.info(`killed in ${kill.stage ?? 'no known stage'}: ${kill.seen} (${kill.point.n})`);
    expect(hits).toHaveLength(20);
    expect(STAGES.filter((stage) => hits.filter((hit) => hit === stage).length < 2)).toEqual([]);
  });

  test('brings no application to an employer twice', () => {
    for (const { journal } of campaigns()) {
      const held = heldApplications(journal);
      expect(held.length - new Set(held).size).toBe(0);
      expect(journal.filter((line) => line.type === 'copy')).toEqual([]);
    }
  });

  test('knows of every application that an employer holds that it was sent or may have been', () => {
    for (const { journal, after } of kills()) {
      const states = new Map(after.applications.map(({ messageId, state }) => [messageId, state]));
      const wrong = heldApplications(journal).filter(
        (id) => !['sent', 'in-doubt', 'not-sent'].includes(states.get(id) ?? ''),
      );
      expect(wrong).toEqual([]);
    }
  });

  test('has the attempt of every application that an employer holds', () => {
    for (const { journal, after } of kills()) {
      const attempted = new Set(after.attempts.map((attempt) => attempt.messageId));
      expect(heldApplications(journal).filter((id) => !attempted.has(id))).toEqual([]);
    }
  });

  test('keeps every answer that it acknowledged', () => {
    for (const { journal, after } of kills()) {
      const kept = new Set(after.responses);
      expect(acknowledgedAnswers(journal).filter((hash) => !kept.has(hash))).toEqual([]);
    }
  });

  test('keeps no answer twice', () => {
    for (const { end } of campaigns()) expect(end.responses.length).toBe(new Set(end.responses).size);
  });

  test('keeps every attempt that was committed', () => {
    for (const { before, after } of kills()) {
      const kept = new Set(after.attempts.map((attempt) => attempt.id));
      expect((before?.attempts ?? []).filter((attempt) => !kept.has(attempt.id))).toEqual([]);
    }
  });

  test('stands, after a restart, where the last commit left it', () => {
    for (const { before, after, acknowledged, fromOutside, seen } of kills()) {
      const gained = [
        after.attempts.length - (before?.attempts.length ?? 0) - acknowledged.attempt,
        after.codings - (before?.codings ?? 0) - acknowledged.coding,
        after.outcomes - (before?.outcomes ?? 0) - acknowledged.outcome,
      ];
      // A kill from outside may fall between a commit and its being written down; one from inside may not.
      const impossible = gained.filter((more) => more < 0 || (more > 0 && !fromOutside));
      expect([seen, impossible]).toEqual([seen, []]);
    }
  });

  test('leaves no attempt open', () => {
    expect(kills().flatMap(({ after }) => after.attempts.filter((attempt) => attempt.open))).toEqual([]);
  });

  test('has the whole plan or none of it', () => {
    for (const { after } of kills()) expect([0, 3 * PAIRS]).toContain(after.tests);
  });

  test('has a chain that verifies and that only grew', () => {
    for (const { before, after } of kills()) {
      expect(after.broken).toBeNull();
      expect(after.links).toBeGreaterThanOrEqual(before?.links ?? 0);
    }
  });

  test('counts every pair at its end, and each once', () => {
    for (const { end } of campaigns()) {
      expect([end.campaign, end.broken, end.pairs.length, end.outcomes, end.uncoded]).toEqual([
        'closed',
        null,
        24,
        48,
        undisturbed.end.uncoded,
      ]);
      expect(end.counts[0]).toBe(end.counts[1]);
    }
  });

  test('ends as the undisturbed campaign does, but for what a person settled as not sent', () => {
    for (const { end, kills } of campaigns()) {
      const ordinals = new Map(end.applications.map(({ messageId, ordinal }) => [messageId, ordinal]));
      const lost = new Set(
        kills
          .flatMap(({ settled }) => settled.filter(({ as }) => as === 'not-sent'))
          .map(({ messageId }) => ordinals.get(messageId)),
      );
      const expected = undisturbed.end.pairs.map((pair) =>
        lost.has(pair.ordinal) ? { ...pair, lenient: 'void' } : pair,
      );
      expect(end.pairs).toEqual(expected);
    }
  });

  test('had applications in doubt of both kinds, which a person settled', () => {
    const settled = kills().flatMap((kill) => kill.settled.map(({ as }) => as));
    expect(new Set(settled)).toEqual(new Set(['sent', 'not-sent']));
  });
});
