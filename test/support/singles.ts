// A baseline of single applications: each employer gets one, of an arm that is drawn for it.
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { addMember, type CampaignDraft, type CampaignId } from '../../src/campaigns/index.js';
import { authorise, draftOf, importWorld, seedOf, type World } from './world.js';

/** Applications per sector: three whole blocks, twelve of each arm. */
export const SINGLES = 24;

/** What a draft of single applications says. */
export const SINGLE = {
  scenario: 'single-origin',
  purpose: 'baseline',
  stopRule: 'fixed',
  primaryDefinition: 'strict',
  controlOnly: 0.9,
  treatmentOnly: 0.1,
} satisfies Partial<CampaignDraft>;

/** A sealed baseline of single applications, with designer, sealer and fieldworker in its team. */
export async function sealSingles(world: World, change: Partial<CampaignDraft> = {}): Promise<CampaignId> {
  await importWorld(world, SINGLES + 4);
  const id = await world.services.campaigns.create(
    world.as('inspector'),
    draftOf(SINGLES, { ...SINGLE, ...change }),
  );
  await world.services.campaigns.seal(world.as('coordinator'), id, seedOf(1));
  await releaseIncrement(world.as('inspector'), id, 0);
  await addMember(world.as('coordinator'), id, world.as('fieldworker').actor.id);
  return id;
}

/** The same, authorised and running. */
export async function runSingles(world: World): Promise<CampaignId> {
  const id = await sealSingles(world);
  await authorise(world, id);
  await world.services.campaigns.start(world.as('inspector'), id);
  return id;
}
