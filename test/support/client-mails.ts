// A campaign in which clients write to agencies, and agencies that answer by real mail.
import { sql } from 'kysely';
import { addMember, type CampaignDraft, type CampaignId } from '../../src/campaigns/index.js';
import type { CallTaskId } from '../../src/fieldwork/calls/schema.js';
import { asOwner } from '../../src/platform/db/index.js';
import { composeMessage, createMailSender, type MailSender } from '../../src/platform/mail/index.js';
import { callDraft } from './calls.js';
import { authorise, importWorld, seedOf, type World } from './world.js';

/** A running campaign of mails to `agencies` temp agencies, each with an address. */
export async function runningMails(
  world: World,
  agencies: number,
  change: Partial<CampaignDraft> = {},
): Promise<CampaignId> {
  await importWorld(world, agencies);
  await asOwner(world.services.database.kysely, (db) =>
    sql`update employer set mail = 'info' || kbo || '@kantoor.example'`.execute(db),
  );
  const { campaigns } = world.services;
  const draft = callDraft(agencies, { scenario: 'client-mail-temp-agency', ...change });
  const id = await campaigns.create(world.as('inspector'), draft);
  await campaigns.seal(world.as('coordinator'), id, seedOf(1));
  await addMember(world.as('coordinator'), id, world.as('fieldworker').actor.id);
  await authorise(world, id);
  await campaigns.start(world.as('inspector'), id);
  return id;
}

/** A mail of the plan, with who writes to whom. */
export interface PlannedMail {
  readonly task: CallTaskId;
  readonly from: string;
  readonly to: string;
  readonly agency: string;
}

export async function mailsOf(world: World, campaign: CampaignId): Promise<PlannedMail[]> {
  const found = await asOwner(world.services.database.kysely, (db) =>
    sql<PlannedMail>`select m.task, m.from_address as "from", m.to_address as "to", e.name as agency
      from client_mail m join call_task t on t.id = m.task join employer e on e.id = t.employer
      where m.campaign = ${campaign} order by t.ordinal`.execute(db),
  );
  return found.rows;
}

/** Opens the way by which agencies answer. */
export async function openAnswers(world: World): Promise<MailSender> {
  const port = await world.services.receiver.listen();
  return createMailSender({ host: '127.0.0.1', port, loopbackOnly: true });
}

let written = 0;

/** An agency answers a mail by real mail; the answer is brought to its mail. */
export async function answer(
  world: World,
  sender: MailSender,
  { from, to }: Pick<PlannedMail, 'from' | 'to'>,
  text: string,
): Promise<void> {
  written += 1;
  const raw = await composeMessage({
    from: { name: 'Balie', address: to },
    to: { address: from },
    subject: 'Re: Vraag',
    text,
    date: world.services.clock.now(),
    messageId: `antwoord-${written}@kantoor.example`,
  });
  await sender.send({ envelope: { from: to, to: from }, raw });
  await world.services.clientMails.receive(world.services.systemContext());
}
