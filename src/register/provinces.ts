/** The Belgian provinces and the Brussels region, Flemish ones first: the order in which figures stand. */
export const PROVINCES = [
  'antwerp',
  'limburg',
  'east-flanders',
  'flemish-brabant',
  'west-flanders',
  'brussels',
  'walloon-brabant',
  'hainaut',
  'liege',
  'luxembourg',
  'namur',
] as const;
export type Province = (typeof PROVINCES)[number];

/** The first postcode of each run, in order; a run goes on to the next one. Source: bpost, list of postcodes by province. */
const RUNS: readonly (readonly [from: number, province: Province])[] = [
  [1000, 'brussels'],
  [1300, 'walloon-brabant'],
  [1500, 'flemish-brabant'],
  [2000, 'antwerp'],
  [3000, 'flemish-brabant'],
  [3500, 'limburg'],
  [4000, 'liege'],
  [5000, 'namur'],
  [6000, 'hainaut'],
  [6600, 'luxembourg'],
  [7000, 'hainaut'],
  [8000, 'west-flanders'],
  [9000, 'east-flanders'],
];

/** The province of a Belgian postcode (four digits, 1000 to 9999); null for anything else. */
export function provinceOf(postcode: string | null): Province | null {
  if (postcode === null || !/^[1-9]\d{3}$/.test(postcode)) return null;
  return RUNS.findLast(([from]) => from <= Number(postcode))?.[1] ?? null;
}

interface Names {
  readonly nl: string;
  readonly en: string;
  readonly fr: string;
}

const NAMES: Readonly<Record<Province, Names>> = {
  antwerp: { nl: 'Antwerpen', en: 'Antwerp', fr: 'Anvers' },
  limburg: { nl: 'Limburg', en: 'Limburg', fr: 'Limbourg' },
  'east-flanders': { nl: 'Oost-Vlaanderen', en: 'East Flanders', fr: 'Flandre orientale' },
  'flemish-brabant': { nl: 'Vlaams-Brabant', en: 'Flemish Brabant', fr: 'Brabant flamand' },
  'west-flanders': { nl: 'West-Vlaanderen', en: 'West Flanders', fr: 'Flandre occidentale' },
  brussels: { nl: 'Brussel', en: 'Brussels', fr: 'Bruxelles' },
  'walloon-brabant': { nl: 'Waals-Brabant', en: 'Walloon Brabant', fr: 'Brabant wallon' },
  hainaut: { nl: 'Henegouwen', en: 'Hainaut', fr: 'Hainaut' },
  liege: { nl: 'Luik', en: 'Liège', fr: 'Liège' },
  luxembourg: { nl: 'Luxemburg', en: 'Luxembourg', fr: 'Luxembourg' },
  namur: { nl: 'Namen', en: 'Namur', fr: 'Namur' },
};

/** Every province with its names, in their order. */
export const provinceNames: readonly (Names & { readonly code: Province })[] = PROVINCES.map((code) => ({
  code,
  ...NAMES[code],
}));
