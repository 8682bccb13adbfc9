import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ResponseId } from '../../src/fieldwork/index.js';
import { EXPECTED, type Expected } from '../../src/fieldwork/withdrawals/schema.js';
import { Problem } from '../../src/platform/problems.js';
import { asId } from '../../src/platform/ids.js';
import { openFaultySmtp, type Fault, type FaultySmtp, type Step } from '../support/faulty-smtp.js';
import {
  answer,
  joinTeam,
  rowsOf,
  sentOf,
  withdrawalOf,
  type SentApplication,
} from '../support/withdrawals.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const HOUR = 3_600_000;
const REASON = 'een reden die lang genoeg is';

let world: World;
let smtp: FaultySmtp;
let sent: SentApplication[];
let used = 0;

beforeAll(async () => {
  smtp = await openFaultySmtp();
  world = await openWorld({ smtp: { host: '127.0.0.1', port: smtp.port } });
  const campaign = await runningCampaign(world, 8);
  await joinTeam(world, campaign);
  await sendAll(world);
  sent = await sentOf(world, campaign);
}, 120_000);
afterAll(async () => {
  await smtp.close();
  await world.close();
});

type Happening =
  | { readonly kind: 'answer' }
  | {
      readonly kind: 'triage';
      readonly which: number;
      readonly expects: Expected;
      readonly slot: number | null;
    }
  | { readonly kind: 'withdraw' | 'spare' | 'recover' | 'by-itself' }
  | { readonly kind: 'settle'; readonly as: 'sent' | 'not-sent' }
  | { readonly kind: 'send'; readonly server: (typeof SERVERS)[number] }
  | { readonly kind: 'wait'; readonly hours: number };

const SERVERS = ['fine', 'greeting', 'RCPT-4', 'RCPT-5', 'dot-4', 'dot', 'body'] as const;
const FAULTS: Readonly<Record<(typeof SERVERS)[number], Partial<Record<Step, Fault>>>> = {
  fine: {},
  greeting: { greeting: 'drop' },
  'RCPT-4': { RCPT: { say: '451 later\r\n' } },
  'RCPT-5': { RCPT: { say: '550 nobody\r\n' } },
  'dot-4': { dot: { say: '451 later\r\n' } },
  // The server took it and broke off before it said so: the worst that can happen to "never twice".
  dot: { dot: 'drop' },
  body: { body: 'drop' },
};
/** With these the server has, or may have, the message. */
const MAY_HAVE: ReadonlySet<string> = new Set(['fine', 'dot', 'body']);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ kind: 'answer' as const }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('triage' as const),
      which: fc.nat(5),
      expects: fc.constantFrom(...EXPECTED),
      slot: fc.option(fc.integer({ min: -24, max: 96 })),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ kind: 'withdraw' as const }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      { kind: 'spare' as const },
      { kind: 'recover' as const },
      { kind: 'by-itself' as const },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      as: fc.constantFrom('sent' as const, 'not-sent' as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('send' as const), server: fc.constantFrom(...SERVERS) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 60 }) }),
  },
);

/** Does one thing as far as the product lets it; a refusal is an answer like any other. */
async function happen(one: Happening, application: SentApplication, answers: ResponseId[]): Promise<number> {
  const { withdrawals, systemContext, clock } = world.services;
  const field = world.as('fieldworker');
  const own = await withdrawalOf(world, application);
  const id = own === undefined ? undefined : asId<'withdrawal'>(own.id);
  switch (one.kind) {
    case 'answer':
      answers.push(await answer(world, application, `Bericht ${answers.length}: komt u op gesprek?`));
      return 0;
    case 'triage': {
      const response = answers[one.which % answers.length]!;
      const slot = one.slot === null ? null : new Date(clock.now().getTime() + one.slot * HOUR);
      await withdrawals.triage(field, response, { expects: one.expects, slot });
      return 0;
    }
    case 'withdraw':
      if (id !== undefined) await withdrawals.withdraw(field, id);
      return 0;
    case 'spare':
      if (id !== undefined) await withdrawals.spare(field, id, REASON);
      return 0;
    case 'settle':
      if (id !== undefined) await withdrawals.settle(field, id, one.as, REASON);
      return 0;
    case 'recover':
      return (await withdrawals.recover(systemContext(), true)) * 0;
    case 'by-itself':
      return (await withdrawals.sendUndecided(systemContext())) * 0;
    case 'send': {
      await smtp.behave(FAULTS[one.server]);
      const made = await withdrawals.send(systemContext());
      return MAY_HAVE.has(one.server) ? made : 0;
    }
    case 'wait':
      await world.at(new Date(clock.now().getTime() + one.hours * HOUR));
      return 0;
  }
}

/** Answers of the application that stand without what they must have. */
const astray = (application: SentApplication): Promise<unknown[]> =>
  rowsOf(
    world,
    sql`select r.id from response r left join triage g on g.response = r.id left join withdrawal w on w.id = g.withdrawal
      where r.application = ${application.id} and r.state = 'matched' and not r.automatic and (
        g.response is null or g.due_at is null or g.due_at < date_trunc('milliseconds', r.received_at)
        or (g.expects is not null and g.expects <> 'nothing' and (w.id is null or w.due_at > g.due_at or w.state = 'not-needed' and not exists (
          select from audit_link l where l.what = 'withdrawal.spared' and l.body::jsonb ->> 'withdrawal' = w.id::text))))`,
  );

test('no sequence of events leaves an answer that expects an act without its clock, and none sends two withdrawals', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 25 }), async (events) => {
      const application = sent[used++ % sent.length]!;
      const answers: ResponseId[] = [];
      let handedOver = await mayHaveArrived(application);
      for (const one of [{ kind: 'answer' } as const, ...events]) {
        try {
          handedOver += await happen(one, application, answers);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
        }
        expect(await astray(application)).toEqual([]);
        expect(handedOver).toBeLessThanOrEqual(1);
        expect(await mayHaveArrived(application)).toBe(handedOver);
      }
      await settleRest(application);
    }),
    { numRuns: 30, endOnFailure: true, interruptAfterTimeLimit: 150_000, markInterruptAsFailure: false },
  );
}, 240_000);

/** How many attempts for the application the server has, or may have. */
async function mayHaveArrived(application: SentApplication): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    world,
    sql`select count(*)::int as n from withdrawal_attempt x join withdrawal w on w.id = x.withdrawal
      where w.application = ${application.id} and x.result in ('sent', 'in-doubt')`,
  );
  return row!.n;
}

/** Leaves nothing due, nor what becomes due by itself, that another run would send. */
async function settleRest(application: SentApplication): Promise<void> {
  const own = await withdrawalOf(world, application);
  if (own?.state === 'open')
    await world.services.withdrawals.spare(world.as('fieldworker'), asId<'withdrawal'>(own.id), REASON);
  if (own?.state !== 'due') return;
  await smtp.behave();
  await world.at(new Date(world.services.clock.now().getTime() + 5 * HOUR));
  await world.services.withdrawals.send(world.services.systemContext());
}
