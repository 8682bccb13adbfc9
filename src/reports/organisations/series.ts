import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { fault } from '../../platform/faults.js';
import { parseKbo } from '../../register/index.js';
import { WAYS, type ClientRequest } from '../intake/answers.js';

/** How many requests of clients one series holds. */
export const MOST_REQUESTS = 100;
export const MOST_CSV_BYTES = 1024 * 1024;

/** A field of a request that cannot stay so, and what to do. The heading of a file is row 1. */
export interface RowFault {
  readonly row: number;
  readonly field: string;
  readonly cure: string;
}
export type ReadSeries =
  | { readonly ok: true; readonly requests: readonly ClientRequest[] }
  | { readonly ok: false; readonly faults: readonly RowFault[] };

/** Codes and names by which a file may name a ground. */
export interface NamedGround {
  readonly code: string;
  readonly names: readonly string[];
}

/** The columns of a file, in the words of a file and of the API. */
export const COLUMNS = [
  { field: 'client', csv: 'klant' },
  { field: 'kbo', csv: 'kbo' },
  { field: 'grounds', csv: 'kenmerken' },
  { field: 'wording', csv: 'vraag' },
  { field: 'facts', csv: 'feiten' },
  { field: 'period', csv: 'wanneer' },
  { field: 'way', csv: 'hoe' },
] as const;

const most = (count: number) =>
  fault({
    nl: `Gebruik hoogstens ${count} tekens.`,
    en: `Use at most ${count} characters.`,
    fr: `Utilisez au plus ${count} caractères.`,
  });
const text = (count: number) =>
  z
    .string({ error: fault({ nl: 'Zet hier tekst.', en: 'Put text here.', fr: 'Mettez du texte ici.' }) })
    .trim()
    .max(count, most(count))
    .default('');

const noClient = fault({
  nl: 'Zeg welke klant het vroeg.',
  en: 'Say which client asked.',
  fr: 'Dites quel client l’a demandé.',
});
const noGround = fault({
  nl: 'Noem minstens één kenmerk uit de lijst.',
  en: 'Name at least one ground of the list.',
  fr: 'Citez au moins un critère de la liste.',
});
const noWay = fault({
  nl: `Kies uit: ${WAYS.join(', ')}. Of laat leeg.`,
  en: `Choose from: ${WAYS.join(', ')}. Or leave it empty.`,
  fr: `Choisissez parmi : ${WAYS.join(', ')}. Ou laissez vide.`,
});
const noKbo = fault({
  nl: 'Dit is geen ondernemingsnummer. Het heeft tien cijfers. Of laat leeg.',
  en: 'This is no enterprise number. It has ten digits. Or leave it empty.',
  fr: 'Ce n’est pas un numéro d’entreprise. Il a dix chiffres. Ou laissez vide.',
});
const nothingTold = fault({
  nl: 'Schrijf wat er letterlijk gevraagd werd, of wat er gebeurde.',
  en: 'Write what was asked word for word, or what happened.',
  fr: 'Écrivez ce qui a été demandé mot pour mot, ou ce qui s’est passé.',
});

/** One request; `grounds` are codes that are known. */
function itemOf(codes: readonly string[]) {
  return z
    .object({
      client: text(300).refine((given) => given !== '', noClient),
      kbo: text(40).refine((given) => given === '' || parseKbo(given).ok, noKbo),
      grounds: z
        .array(z.string(), { error: noGround })
        .min(1, noGround)
        .max(codes.length, noGround)
        .refine((given) => given.every((code) => codes.includes(code)), noGround),
      wording: text(2000),
      facts: text(4000),
      period: text(200),
      way: text(40).refine((given) => given === '' || WAYS.some((one) => one === given), noWay),
    })
    .refine(({ wording, facts }) => wording !== '' || facts !== '', {
      path: ['wording'],
      error: nothingTold,
    });
}

const isCount = (count: number): boolean => count > 0 && count <= MOST_REQUESTS;

/** Reads requests as the API brings them; all of them, or what is wrong with each. */
export function readRequests(
  items: readonly unknown[],
  codes: readonly string[],
  place: { readonly row: (at: number) => number; readonly nameOf: (field: string) => string },
): ReadSeries {
  if (!isCount(items.length))
    return { ok: false, faults: [{ row: place.row(0), field: place.nameOf(''), cure: wrongCount }] };
  const schema = itemOf(codes);
  const faults: RowFault[] = [];
  const requests: ClientRequest[] = [];
  for (const [at, item] of items.entries()) {
    const read = schema.safeParse(item);
    if (read.success) requests.push(read.data);
    else
      for (const { path, message } of read.error.issues)
        faults.push({ row: place.row(at), field: place.nameOf(String(path[0] ?? '')), cure: message });
  }
  return faults.length > 0 ? { ok: false, faults: faults.slice(0, MOST_REQUESTS) } : { ok: true, requests };
}

const wrongCount = fault({
  nl: `Geef één tot ${MOST_REQUESTS} vragen van klanten.`,
  en: `Give one to ${MOST_REQUESTS} requests of clients.`,
  fr: `Donnez de une à ${MOST_REQUESTS} demandes de clients.`,
});
const noHeading = fault({
  nl: `De eerste rij heeft de namen van de kolommen: ${COLUMNS.map(({ csv }) => csv).join(';')}. Neem het voorbeeld.`,
  en: `The first row has the names of the columns: ${COLUMNS.map(({ csv }) => csv).join(';')}. Take the example.`,
  fr: `La première ligne porte les noms des colonnes : ${COLUMNS.map(({ csv }) => csv).join(';')}. Prenez l’exemple.`,
});
const notReadable = fault({
  nl: 'Bewaar het bestand als CSV in UTF-8, met evenveel velden in elke rij.',
  en: 'Save the file as CSV in UTF-8, with equally many fields in each row.',
  fr: 'Enregistrez le fichier en CSV UTF-8, avec autant de champs à chaque ligne.',
});

/** Characters of one row, of its heading too. */
const MOST_ROW = 64 * 1024;
/** Characters of the grounds of one row. */
const MOST_GROUNDS = 2000;

const Records = z.array(z.array(z.string()));
const csvNames: ReadonlyMap<string, string> = new Map(COLUMNS.map(({ field, csv }) => [field, csv]));

/** Reads a CSV file (UTF-8; a comma or a semicolon between fields) of requests; all of it, or what is wrong in which row. */
export function readCsv(bytes: Buffer, grounds: readonly NamedGround[]): ReadSeries {
  const content = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const wrong = (cure: string): ReadSeries => ({ ok: false, faults: [{ row: 1, field: '', cure }] });
  if (bytes.length > MOST_CSV_BYTES || content.includes('\uFFFD') || content.includes('\0'))
    return wrong(notReadable);
  const records = recordsOf(content);
  if (records === null) return wrong(notReadable);
  const [heading = [], ...rows] = records;
  const fields = heading.map((name) => fieldOf(name));
  if (!fields.includes('client') || !fields.includes('grounds') || fields.includes(undefined))
    return wrong(noHeading);
  // Too many are not looked at: the count alone is told.
  const items = isCount(rows.length) ? rows.map((row) => itemIn(row, fields, grounds)) : [];
  const codes = grounds.map(({ code }) => code);
  return readRequests(items, codes, {
    row: (at) => at + 2,
    nameOf: (field) => csvNames.get(field) ?? field,
  });
}

function recordsOf(content: string): string[][] | null {
  const [first = ''] = content.split(/\r?\n/, 1);
  const delimiter = first.includes(';') ? ';' : ',';
  try {
    return Records.parse(
      parse(content, {
        delimiter,
        skip_empty_lines: true,
        skip_records_with_empty_values: true,
        max_record_size: MOST_ROW,
        // The heading, and one row more than may be: that tells of too many.
        to: MOST_REQUESTS + 2,
      }),
    );
  } catch {
    return null;
  }
}

const fieldOf = (name: string): string | undefined => {
  const plain = name.trim().toLowerCase();
  return COLUMNS.find(({ field, csv }) => field === plain || csv === plain)?.field;
};

function itemIn(
  row: readonly string[],
  fields: readonly (string | undefined)[],
  grounds: readonly NamedGround[],
): Record<string, unknown> {
  const item: Record<string, unknown> = {};
  for (const [at, field] of fields.entries()) {
    const value = row[at] ?? '';
    if (field !== undefined) item[field] = field === 'grounds' ? groundsIn(value, grounds) : value;
  }
  return item;
}

/** Grounds by code or name, with a comma, a slash or a plus between them. */
function groundsIn(typed: string, grounds: readonly NamedGround[]): string[] {
  if (typed.length > MOST_GROUNDS) return [];
  const parts = typed
    .split(/[,/+|]/)
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
  const codes = parts.map(
    (part) =>
      grounds.find(({ code, names }) => code === part || names.some((name) => name.toLowerCase() === part))
        ?.code ?? part,
  );
  return [...new Set(codes)];
}

/** A file to start from: the heading and one row that is right. */
export function exampleCsv(ground: string): string {
  const row = ['Voorbeeld NV', '', ground, '“Stuur mij geen ouderen.”', '', 'september', 'phone'];
  return `${COLUMNS.map(({ csv }) => csv).join(';')}\r\n${row.join(';')}\r\n`;
}
