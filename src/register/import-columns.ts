// The columns of the two CSV files, their Dutch names, and the check of a header line.
import { closest } from '../platform/yaml.js';
import type { CsvRecord, RowFault } from './import-rows.js';

export type ImportKind = 'employers' | 'vacancies';

interface Column {
  required: boolean;
  aliases: readonly string[];
}

const COLUMNS: Record<ImportKind, Record<string, Column>> = {
  employers: {
    kbo: { required: true, aliases: ['ondernemingsnummer', 'kbo_nummer'] },
    name: { required: true, aliases: ['naam', 'bedrijfsnaam'] },
    sector: { required: true, aliases: ['sectorcode'] },
    joint_committee: { required: false, aliases: ['paritair_comite', 'pc'] },
    nace: { required: false, aliases: ['nace_code', 'nacebel'] },
    municipality: { required: false, aliases: ['gemeente'] },
    postcode: { required: false, aliases: ['postnummer'] },
    establishment: { required: false, aliases: ['vestiging', 'vestigingsnummer', 'vestigingseenheid'] },
    parent_kbo: { required: false, aliases: ['moeder_kbo', 'moederonderneming', 'kbo_moeder'] },
    mail_domain: { required: false, aliases: ['maildomein', 'domein'] },
    phone: { required: false, aliases: ['telefoon', 'telefoonnummer'] },
    mail: { required: false, aliases: ['mailadres', 'e_mail', 'email'] },
    application_email: {
      required: false,
      aliases: ['sollicitatiemail', 'sollicitatie_mail', 'sollicitatie_e_mail'],
    },
  },
  vacancies: {
    reference: { required: true, aliases: ['referentie', 'kenmerk', 'vacaturenummer'] },
    source: { required: true, aliases: ['bron'] },
    title: { required: true, aliases: ['titel', 'functietitel', 'functie'] },
    kbo: { required: true, aliases: ['ondernemingsnummer', 'kbo_nummer'] },
    establishment: { required: false, aliases: ['vestiging', 'vestigingsnummer', 'vestigingseenheid'] },
    sector: { required: false, aliases: ['sectorcode'] },
    place: { required: true, aliases: ['plaats', 'standplaats', 'gemeente'] },
    postcode: { required: true, aliases: ['postnummer'] },
    contact_email: { required: true, aliases: ['contactmail', 'contact_mail', 'e_mail', 'email'] },
    contact_name: { required: false, aliases: ['contactpersoon', 'contactnaam'] },
    contact_phone: { required: false, aliases: ['contacttelefoon', 'telefoon', 'telefoonnummer'] },
    form_url: { required: false, aliases: ['webformulier', 'formulier', 'formulaire'] },
    occupation: { required: true, aliases: ['beroep'] },
    bottleneck: { required: true, aliases: ['knelpunt', 'knelpuntberoep'] },
    open_from: { required: true, aliases: ['open_vanaf', 'open_van'] },
    open_until: { required: false, aliases: ['open_tot', 'open_tot_en_met'] },
    snapshot: { required: false, aliases: ['momentopname'] },
    exclusion: { required: false, aliases: ['uitsluiting', 'niet_testen'] },
    language: { required: false, aliases: ['taal', 'langue'] },
  },
};

/** Names of the columns of a file, in the order in which they are documented. */
export function columnsOf(kind: ImportKind): string[] {
  return Object.keys(COLUMNS[kind]);
}

export type HeaderResult =
  | { ok: true; /** Per column of the file, the field it holds. */ columns: string[] }
  | { ok: false; faults: RowFault[] };

/** Checks a header line: every missing, unknown and repeated column is named. Dutch names are accepted. */
export function readHeader(kind: ImportKind, cells: readonly string[], line = 1): HeaderResult {
  const known = COLUMNS[kind];
  const names = new Map<string, string>();
  for (const [field, column] of Object.entries(known))
    for (const name of [field, ...column.aliases]) names.set(name, field);
  const columns = cells.map((cell) => names.get(plainName(cell)));
  const faults: RowFault[] = [];
  const fault = (field: string, problem: string, cure: string) => faults.push({ line, field, problem, cure });
  columns.forEach((field, i) => {
    const written = (cells[i] ?? '').replace(/^\uFEFF/, '').trim();
    if (field === undefined) {
      const near = closest(plainName(written), names.keys());
      const cure = near
        ? `did you mean "${near}"?`
        : `remove it; this file has ${Object.keys(known).join(', ')}`;
      fault(written, written === '' ? `column ${i + 1} has no name` : `unknown column "${written}"`, cure);
    } else if (columns.indexOf(field) < i) {
      fault(
        field,
        `column "${field}" stands there twice (columns ${columns.indexOf(field) + 1} and ${i + 1})`,
        'keep one of the two',
      );
    }
  });
  for (const [field, column] of Object.entries(known)) {
    if (column.required && !columns.includes(field)) {
      fault(field, `column "${field}" is missing`, `add it (in Dutch: ${column.aliases.join(' or ')})`);
    }
  }
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, columns: columns.filter((field) => field !== undefined) };
}

/** The cells of a line by column name; a line that is too long or too short is a fault. */
export function toRecord(
  columns: readonly string[],
  cells: readonly string[],
  line: number,
): { ok: true; record: CsvRecord } | { ok: false; faults: RowFault[] } {
  if (cells.length === columns.length)
    return { ok: true, record: Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? ''])) };
  const problem = `the line has ${cells.length} fields, the header ${columns.length}`;
  const cure = 'look for a missing or extra separator, or a text that needs quotes';
  return { ok: false, faults: [{ line, field: '', problem, cure }] };
}

function plainName(cell: string): string {
  const bare = cell
    .replace(/^\uFEFF/, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
  return bare
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}
