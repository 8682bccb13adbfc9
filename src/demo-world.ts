import { checkDigits } from './register/index.js';
import { openStream, type Stream } from './platform/rng.js';
import { createClock } from './platform/clock.js';
import type { Config } from './platform/config.js';
import { dateOnly, toInstant } from './platform/dates.js';
import type { Log } from './platform/log.js';

/** The first moment of every demo: a Monday morning in Brussels. */
export const DEMO_START = toInstant(dateOnly(2026, 9, 7), 8 * 60);
/** The machine's own time in milliseconds. */
export const realNow = (): number => createClock().now().getTime();

/** How a demo is run. */
export interface DemoOptions {
  readonly config: Config;
  readonly log: Log;
  readonly seed: number;
  /** Pairs in each of the three sectors; 80 in the full demo. */
  readonly pairs?: number;
  /** Where the embedded database and the simulator's journal stand. */
  readonly folder: string;
  /** Go on with what stands in the folder instead of making it anew. */
  readonly resume?: boolean;
  /** A dump of a migrated demo database to start the embedded one from, instead of making an empty one first. */
  readonly from?: Blob;
  readonly onProgress: (line: string) => void;
  readonly onStatement?: (text: string) => void;
  /** The command that starts the employers; default this program's own `simulator`. Its options are added. */
  readonly simulatorCommand?: readonly [program: string, ...args: string[]];
}

/** A made-up world: sectors with how their employers behave. The numbers are shares of pairs. */
export const DEMO_SECTORS = [
  {
    code: 'uitzend',
    both: 0.15,
    controlOnly: 0.42,
    treatmentOnly: 0.02,
    titles: [
      'Orderpicker',
      'Inpakker',
      'Magazijnmedewerker',
      'Productiemedewerker',
      'Administratief bediende',
    ],
  },
  {
    code: 'bouw',
    both: 0.14,
    controlOnly: 0.14,
    treatmentOnly: 0.08,
    titles: ['Metser', 'Dakwerker', 'Vloerder', 'Schilder', 'Werfhulp'],
  },
  {
    code: 'detailhandel',
    both: 0.17,
    controlOnly: 0.06,
    treatmentOnly: 0.06,
    titles: [
      'Verkoper',
      'Winkelmedewerker',
      'Kassamedewerker',
      'Rekkenvuller',
      'Assistent-winkelverantwoordelijke',
    ],
  },
] as const;

/** Pairs in each sector of the full demo. */
export const DEMO_PAIRS = 80;

const PLACES = [
  ['Antwerpen', '2000'],
  ['Mechelen', '2800'],
  ['Gent', '9000'],
  ['Aalst', '9300'],
  ['Leuven', '3000'],
  ['Hasselt', '3500'],
  ['Genk', '3600'],
  ['Brugge', '8000'],
  ['Kortrijk', '8500'],
  ['Turnhout', '2300'],
] as const;
const FIRST = [
  'Bever',
  'Linde',
  'Zilver',
  'Noorder',
  'Kanaal',
  'Molen',
  'Wilgen',
  'Rijn',
  'Kruis',
  'Valk',
  'Hof',
  'Meer',
  'Polder',
  'Heide',
  'Toren',
  'Berk',
] as const;
const SECOND = [
  'berg',
  'dal',
  'brug',
  'veld',
  'poort',
  'beek',
  'plein',
  'hoek',
  'donk',
  'gaard',
  'stede',
  'rode',
  'zicht',
  'kant',
  'wijk',
  'bos',
] as const;
const KIND = { uitzend: 'Interim', bouw: 'Bouwwerken', detailhandel: 'Winkels' } as const;
const CONTACTS = [
  'An',
  'Bart',
  'Carine',
  'Dirk',
  'Els',
  'Filip',
  'Greet',
  'Hilde',
  'Ivo',
  'Karen',
  'Luc',
  'Mieke',
  'Nele',
  'Paul',
  'Rita',
  'Stef',
  'Tine',
  'Wim',
] as const;
const SURNAMES = [
  'Adams',
  'Baert',
  'Coppens',
  'De Smet',
  'Engels',
  'Goossens',
  'Hendrickx',
  'Jacobs',
  'Lambrecht',
  'Mertens',
  'Nijs',
  'Pauwels',
  'Segers',
  'Wouters',
] as const;

/** The same made-up world for everybody: it does not hang on the demo's seed, so that the seed alone decides what chance does. */
const WORLD_SEED = Buffer.from('praktijktest demo world, version 1', 'utf8');

/**
 * Two CSV files for the import: every vacancy with an employer of its own, `pairs` in each sector, the first being the one at
 * `first`. The KBO numbers stand in a range that the demo keeps to itself (0999.0xx).
 */
export function demoFiles(
  pairs: number,
  openFrom: string,
  first = 0,
): { employers: string; vacancies: string } {
  const employers = ['kbo,name,sector,municipality,postcode,establishment,mail_domain'];
  const vacancies = [
    'reference,source,title,kbo,establishment,sector,place,postcode,contact_email,contact_name,occupation,bottleneck,open_from',
  ];
  for (const [part, sector] of DEMO_SECTORS.entries()) {
    for (let index = first; index < first + pairs; index += 1) {
      const stream = openStream(WORLD_SEED, sector.code, index);
      const [place, postcode] = stream.pick(PLACES);
      const kbo = withCheck(`09990${part}${String(index).padStart(2, '0').slice(-2)}`, index);
      const establishment = withCheck(`29990${part}${String(index).padStart(2, '0').slice(-2)}`, index);
      const [name, domain] = companyName(stream, sector.code, index);
      const contact = `${stream.pick(CONTACTS)} ${stream.pick(SURNAMES)}`;
      const title = stream.pick(sector.titles);
      employers.push([kbo, name, sector.code, place, postcode, establishment, domain].join(','));
      vacancies.push(
        [
          `${sector.code}-${String(index + 1).padStart(3, '0')}`,
          'demo',
          title,
          kbo,
          establishment,
          sector.code,
          place,
          postcode,
          `jobs@${domain}`,
          contact,
          title,
          'nee',
          openFrom,
        ].join(','),
      );
    }
  }
  return { employers: `${employers.join('\n')}\n`, vacancies: `${vacancies.join('\n')}\n` };
}

function companyName(
  stream: Stream,
  sector: keyof typeof KIND,
  index: number,
): [name: string, domain: string] {
  const word = `${stream.pick(FIRST)}${stream.pick(SECOND)}`;
  return [`${KIND[sector]} ${word}`, `${word.toLowerCase()}-${index + 1}.${sector}.example`];
}

function withCheck(eight: string, index: number): string {
  if (index > 99) throw new RangeError('The demo world has at most 100 employers in a sector.');
  return `${eight}${checkDigits(eight)}`;
}

/** How the simulator's employers behave. */
export function demoPopulation(): {
  employers: { match: string; both: number; controlOnly: number; treatmentOnly: number }[];
} {
  return {
    employers: DEMO_SECTORS.map(({ code, both, controlOnly, treatmentOnly }) => ({
      match: `.${code}.example`,
      both,
      controlOnly,
      treatmentOnly,
    })),
  };
}
