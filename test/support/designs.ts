// Designs of the wizard, answered through its own pages.
import { postAs } from './acting.js';
import type { World } from './world.js';

/** What is typed at each asking step, in their order. */
export const STEP_ANSWERS = {
  doel: { name: 'Ontwerp', purpose: 'enforcement' },
  rechtsgrond: {
    basis: 'exercise 1',
    service: 'vsi',
    employerType: 'ordinary-employer',
    relation: 'application',
    place: 'flanders',
  },
  scenario: { scenario: 'correspondence-origin-name' },
  kader: {
    sendFromDay: '14',
    sendFromMonth: '9',
    sendFromYear: '2026',
    pairsPerDay: '6',
    'quota-bouw': '4',
    'quota-uitzend': '3',
  },
  uitkomst: {
    hypothesis: 'Een Vlaamse naam krijgt vaker een positieve reactie dan een Turkse naam.',
    primaryDefinition: 'lenient',
    stopRule: 'fixed',
  },
  kracht: { controlOnly: '12', treatmentOnly: '4,5', power: '0.8', alpha: '0.05' },
} as const;

let made = 0;

/** A design that was answered up to and including a step; null when none was. @returns its id */
export async function designOf(
  world: World,
  account: { id: string },
  until: keyof typeof STEP_ANSWERS | null,
  name = `Half ontwerp ${(made += 1)}`,
  change: Readonly<Record<string, object>> = {},
): Promise<string> {
  const started = await postAs(world, account, '/campagnes/nieuw', {});
  const id = /\/nieuw\/([^/]+)\//.exec(String(started.headers['location']))?.[1] ?? '';
  if (until === null) return id;
  for (const [step, typed] of Object.entries(STEP_ANSWERS)) {
    const answered = await postAs(world, account, `/campagnes/nieuw/${id}/stap/${step}`, {
      ...typed,
      ...(step === 'doel' ? { name } : {}),
      ...change[step],
    });
    if (answered.status !== 303) throw new Error(`${step}: ${answered.status}`);
    if (step === until) break;
  }
  return id;
}
