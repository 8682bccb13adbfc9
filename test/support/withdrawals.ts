import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { CampaignId } from '../../src/campaigns/index.js';
import type { ApplicationId } from '../../src/fieldwork/scheduling/index.js';
import type { ResponseId } from '../../src/fieldwork/index.js';
import { addMember } from '../../src/campaigns/index.js';
import { practiceAccounts } from '../../src/auth/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import type { World } from './world.js';

/** An application that was sent, with both names of its test. */
export interface SentApplication {
  readonly id: ApplicationId;
  readonly test: string;
  readonly position: number;
  readonly arm: 'control' | 'treatment';
  readonly sector: string;
  readonly from_address: string;
  readonly from_name: string;
  readonly to_address: string;
  readonly message_id: string;
}

/** Reads as the owner of the tables, whom no policy holds back. */
export async function rowsOf<Row>(world: World, query: ReturnType<typeof sql>): Promise<Row[]> {
  const found = await asOwner(world.services.database.kysely, (db) => query.execute(db));
  return found.rows as Row[];
}

/** The sent applications of a campaign in the order of the plan. */
export const sentOf = (world: World, campaign: CampaignId): Promise<SentApplication[]> =>
  rowsOf(
    world,
    sql`select a.id, a.test, a.position, a.arm, t.sector, a.from_address, a.from_name, a.to_address, a.message_id
      from application a join test t on t.id = a.test where a.campaign = ${campaign} and a.state = 'sent' order by t.ordinal, a.position`,
  );

/** The practice account of the fieldworker. */
export const fieldworker = practiceAccounts.find(({ roles }) =>
  roles.some((role) => role === 'fieldworker'),
)!;

/** Takes the fieldworker into the team of a campaign. */
export const joinTeam = (world: World, campaign: CampaignId): Promise<void> =>
  addMember(world.as('coordinator'), campaign, fieldworker.id);

interface Answer {
  readonly from?: string;
  readonly subject?: string;
  readonly headers?: readonly string[];
}

/** An employer answers an application by mail, and it is matched. @returns the answer's number */
export async function answer(
  world: World,
  to: { readonly from_address: string },
  text = 'Wij nodigen u uit voor een gesprek.',
  { from = 'els@klant.example', subject = 'Uw sollicitatie', headers = [] }: Answer = {},
): Promise<ResponseId> {
  const { responses, systemContext } = world.services;
  const lines = [
    `From: Els <${from}>`,
    `To: ${to.from_address}`,
    `Subject: ${subject}`,
    `Message-ID: <${randomUUID()}@klant.example>`,
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
  ];
  const raw = Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}\r\n`);
  await responses.receive(systemContext(), { envelope: { from, to: [to.from_address] }, raw });
  while ((await responses.process(systemContext())) > 0);
  const [row] = await rowsOf<{ id: ResponseId }>(
    world,
    sql`select id from response where envelope_to = ${to.from_address} order by received_at desc, id limit 1`,
  );
  return row!.id;
}

/** The withdrawal of an application as its row stands. */
export async function withdrawalOf(
  world: World,
  application: { readonly id: string },
): Promise<
  | {
      id: string;
      state: string;
      due_at: Date;
      template: number;
      sent_at: Date | null;
      body: string;
      subject: string;
    }
  | undefined
> {
  const [row] = await rowsOf<{
    id: string;
    state: string;
    due_at: Date;
    template: number;
    sent_at: Date | null;
    body: string;
    subject: string;
  }>(
    world,
    sql`select id, state, due_at, template, sent_at, body, subject from withdrawal where application = ${application.id}`,
  );
  return row;
}

/** The fieldworker reads the answer as an invitation, withdraws, and the mail is handed over once. */
export async function withdraw(world: World, response: ResponseId): Promise<string> {
  const { withdrawals, systemContext } = world.services;
  const ctx = world.as('fieldworker');
  const id = await withdrawals.triage(ctx, response, { expects: 'invitation', slot: null });
  await withdrawals.withdraw(ctx, id!);
  await withdrawals.send(systemContext());
  return id!;
}
