// A pair to look at, drawn with a throw-away seed: it tells nothing of any plan, and is sent to nobody.
import type { DateOnly } from '../platform/dates.js';
import { sha256 } from '../platform/crypto.js';
import { openStream } from '../platform/rng.js';
import type { Speech } from './fields.js';
import { generatePair, type GenerateResult } from './generate.js';
import type { Materials } from './load.js';
import type { CorrespondenceScenario } from './schema.js';

interface Vacancy {
  title: string;
  occupation: string;
  place: string;
  postcode: string;
}

/** Made-up vacancies to which an example applies, in turn. */
const VACANCIES: Readonly<Record<Speech, readonly Vacancy[]>> = {
  nl: [
    { title: 'Magazijnmedewerker', occupation: 'logistiek', place: 'Mechelen', postcode: '2800' },
    { title: 'Administratief bediende', occupation: 'administratie', place: 'Gent', postcode: '9000' },
    { title: 'Winkelmedewerker', occupation: 'verkoop', place: 'Hasselt', postcode: '3500' },
  ],
  fr: [
    { title: 'Magasinier', occupation: 'logistique', place: 'Bruxelles', postcode: '1000' },
    { title: 'Employé administratif', occupation: 'administration', place: 'Bruxelles', postcode: '1050' },
  ],
  en: [
    { title: 'Warehouse assistant', occupation: 'logistics', place: 'Vilvoorde', postcode: '1800' },
    {
      title: 'Customer service assistant',
      occupation: 'customer service',
      place: 'Leuven',
      postcode: '3000',
    },
  ],
};

/** The example of a number, from 1: the same number gives the same pair on the same day. */
export function drawExample(
  { poolsIn }: Materials,
  scenario: CorrespondenceScenario,
  number: number,
  today: DateOnly,
): GenerateResult {
  const vacancies = VACANCIES[scenario.language];
  const vacancy = vacancies[number % vacancies.length];
  if (vacancy === undefined) throw new RangeError('There is no made-up vacancy in this language.');
  return generatePair(
    scenario,
    poolsIn(scenario.language),
    openStream(sha256('praktijktest/example/1', scenario.id), 'example', number),
    {
      exercise: true,
      on: today,
      vacancy,
      employer: { name: 'Voorbeeld nv' },
      template: number % 2 === 0 ? 0 : 1,
      layout: Math.floor(number / 2) % 2 === 0 ? 0 : 1,
      mailDomains: { control: 'post.example', treatment: 'brief.example' },
    },
  );
}
