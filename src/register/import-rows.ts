// Reads rows of the CSV files of employers and vacancies. Pure: a record and its line number in, a checked row or all of
// its faults out. Each fault names the line, the field and the cure.
import { compare } from '../platform/dates.js';
import type { DateOnly, Parsed } from '../platform/dates.js';
import {
  exclusionOfTitle,
  parseDay,
  parseDomain,
  parseEmail,
  parseExclusion,
  parseFormUrl,
  parseLanguage,
  parseJointCommittee,
  parseNace,
  parsePhone,
  parsePostcode,
  parseSector,
  parseSha256,
  parseYesNo,
  text,
} from './import-fields.js';
import type { KnownSectors } from './import-fields.js';
import { parseEstablishment, parseKbo } from './kbo.js';
import type { Exclusion, VacancyLanguage } from './schema.js';
import type { EstablishmentNumber, KboNumber } from './kbo.js';

export interface RowFault {
  line: number;
  /** The column, by its English name. */
  field: string;
  problem: string;
  cure: string;
}

export type RowResult<Row> = { ok: true; row: Row } | { ok: false; faults: RowFault[] };

/** A CSV record by column name; a column that the file does not have is absent. */
export type CsvRecord = Readonly<Partial<Record<string, string>>>;

export interface EmployerRow {
  kbo: KboNumber;
  name: string;
  sector: string;
  jointCommittee: string | null;
  nace: string | null;
  municipality: string | null;
  postcode: string | null;
  establishment: EstablishmentNumber | null;
  parentKbo: KboNumber | null;
  /** Lower case, such as example.be. */
  mailDomain: string | null;
  /** The number of its desk, as one dials it. */
  phone: string | null;
  /** Where its desk takes mail of clients. */
  mail: string | null;
  /** Whether the file has the column: one without it leaves the address that an employer has. */
  mailSaid: boolean;
  /** Where it takes applications without a vacancy. */
  applicationEmail: string | null;
  /** Whether the file has the column: one without it leaves the address that an employer has. */
  applicationEmailSaid: boolean;
}

export interface VacancyRow {
  reference: string;
  source: string;
  title: string;
  kbo: KboNumber;
  establishment: EstablishmentNumber | null;
  /** The employer's sector when null. */
  sector: string | null;
  place: string;
  postcode: string;
  contactEmail: string;
  contactName: string | null;
  /** Where one applies by a web form; null where by mail. */
  formUrl: string | null;
  /** Whether the file has the column: one without it leaves the form that a vacancy has. */
  formUrlSaid: boolean;
  /** The number to call about it; null leaves the employer's. */
  contactPhone: string | null;
  contactPhoneSaid: boolean;
  occupation: string;
  bottleneck: boolean;
  openFrom: DateOnly;
  /** Last day on which one can apply; null when not given. */
  openUntil: DateOnly | null;
  /** SHA-256 of the stored copy of the vacancy, 64 hexadecimal digits. */
  snapshot: string | null;
  /** Why it is left out of every sample; null when it is not. Where the file says nothing, a title that names a student's job does. */
  exclusion: Exclusion | null;
  /** Whether the file has the column: one without it leaves the mark that a vacancy has. */
  exclusionSaid: boolean;
  /** In which it is written; null where the file does not say: then it stays what it was, Dutch at first. */
  language: VacancyLanguage | null;
}

/** Checks one record of the file of employers; all faults of the row at once. */
export function parseEmployerRow(
  record: CsvRecord,
  line: number,
  sectors: KnownSectors,
): RowResult<EmployerRow> {
  const read = new RowReader(record, line);
  const kbo = read.required('kbo', parseKbo);
  const parentKbo = read.optional('parent_kbo', parseKbo);
  const jointCommittee = read.optional('joint_committee', parseJointCommittee);
  const row = {
    kbo,
    name: read.required('name', text(300)),
    sector: employerSector(read, sectors, jointCommittee),
    jointCommittee,
    nace: read.optional('nace', parseNace),
    municipality: read.optional('municipality', text(120)),
    postcode: read.optional('postcode', parsePostcode),
    establishment: read.optional('establishment', parseEstablishment),
    parentKbo,
    mailDomain: read.optional('mail_domain', parseDomain),
    phone: read.optional('phone', parsePhone),
    mail: read.optional('mail', parseEmail),
    mailSaid: record['mail'] !== undefined,
    applicationEmail: read.optional('application_email', parseEmail),
    applicationEmailSaid: record['application_email'] !== undefined,
  };
  if (kbo !== undefined && kbo === parentKbo) {
    read.fault(
      'parent_kbo',
      'an enterprise cannot be its own parent',
      'leave it empty, or give the number of the group',
    );
  }
  return read.finish(row, isComplete);
}

/** Checks one record of the file of vacancies; all faults of the row at once. */
export function parseVacancyRow(
  record: CsvRecord,
  line: number,
  sectors: KnownSectors,
): RowResult<VacancyRow> {
  const read = new RowReader(record, line);
  const openFrom = read.required('open_from', parseDay);
  const openUntil = read.optional('open_until', parseDay);
  const row = {
    reference: read.required('reference', text(120)),
    source: read.required('source', text(120)),
    title: read.required('title', text(300)),
    kbo: read.required('kbo', parseKbo),
    establishment: read.optional('establishment', parseEstablishment),
    sector: read.optional('sector', parseSector(sectors)),
    place: read.required('place', text(120)),
    postcode: read.required('postcode', parsePostcode),
    contactEmail: read.required('contact_email', parseEmail),
    contactName: read.optional('contact_name', text(200)),
    formUrl: read.optional('form_url', parseFormUrl),
    formUrlSaid: record['form_url'] !== undefined,
    contactPhone: read.optional('contact_phone', parsePhone),
    contactPhoneSaid: record['contact_phone'] !== undefined,
    occupation: read.required('occupation', text(200)),
    bottleneck: read.required('bottleneck', parseYesNo),
    openFrom,
    openUntil,
    snapshot: read.optional('snapshot', parseSha256),
    exclusion:
      read.raw('exclusion') === ''
        ? exclusionOfTitle(read.raw('title'))
        : read.optional('exclusion', parseExclusion),
    exclusionSaid: record['exclusion'] !== undefined,
    language: read.optional('language', parseLanguage),
  };
  if (openFrom && openUntil && compare(openUntil, openFrom) < 0) {
    read.fault(
      'open_until',
      `${openUntil} is before open_from (${openFrom})`,
      'swap the two days, or correct one',
    );
  }
  return read.finish(row, isComplete);
}

type Complete<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function isComplete<T extends object>(row: T): row is T & Complete<T> {
  return Object.values(row).every((value) => value !== undefined);
}

/** Collects the fields of one row and every fault met on the way; a field with a fault is undefined. */
class RowReader {
  readonly #record: CsvRecord;
  readonly #line: number;
  readonly #faults: RowFault[] = [];

  constructor(record: CsvRecord, line: number) {
    this.#record = record;
    this.#line = line;
  }

  fault(field: string, problem: string, cure: string): undefined {
    this.#faults.push({ line: this.#line, field, problem, cure });
  }

  /** The field as it stands in the file, without surrounding white space. */
  raw(field: string): string {
    return (this.#record[field] ?? '').trim();
  }

  required<T>(field: string, parse: (text: string) => Parsed<T>): T | undefined {
    if (this.raw(field) === '') return this.fault(field, 'the field is empty', `fill in ${field}`);
    return this.#parse(field, parse);
  }

  optional<T>(field: string, parse: (text: string) => Parsed<T>): T | null | undefined {
    return this.raw(field) === '' ? null : this.#parse(field, parse);
  }

  #parse<T>(field: string, parse: (text: string) => Parsed<T>): T | undefined {
    const value = this.raw(field);
    if (value.includes('\uFFFD')) {
      return this.fault(
        field,
        'some letters could not be read',
        'save the file as UTF-8 and import it again',
      );
    }
    // eslint-disable-next-line no-control-regex -- control characters are what this line is about
    if (/[\u0000-\u001F\u007F]/.test(value)) {
      return this.fault(
        field,
        'the field holds a line break, tab or other control character',
        'put the value on one line',
      );
    }
    const parsed = parse(value);
    return parsed.ok ? parsed.value : this.fault(field, parsed.problem, parsed.cure);
  }

  finish<T extends object, R extends T>(row: T, complete: (row: T) => row is R): RowResult<R> {
    return this.#faults.length === 0 && complete(row)
      ? { ok: true, row }
      : { ok: false, faults: this.#faults };
  }
}

/** The joint committee decides the sector; a sector is asked for when it leaves a choice. */
function employerSector(
  read: RowReader,
  sectors: KnownSectors,
  committee: string | null | undefined,
): string | undefined {
  const possible = committee ? sectors.ofJointCommittee(committee) : [];
  if (read.raw('sector') === '') {
    const [only, second] = possible;
    if (only !== undefined && second === undefined) return only;
    const problem = committee ? `joint committee ${committee} leaves the sector open` : 'the field is empty';
    const cure = possible.length > 1 ? `choose ${possible.join(' or ')}` : 'fill in the code of the sector';
    return read.fault('sector', problem, cure);
  }
  const sector = read.required('sector', parseSector(sectors));
  const allowed = sector === undefined ? [] : sectors.jointCommitteesOf(sector);
  if (sector !== undefined && committee && allowed.length > 0 && !allowed.includes(committee)) {
    const problem = `joint committee ${committee} is not one of sector ${sector}`;
    const cure =
      possible.length > 0 ? `choose ${possible.join(' or ')}` : `${sector} has ${allowed.join(', ')}`;
    return read.fault('joint_committee', problem, cure);
  }
  return sector;
}
