// Reads single fields of imported rows: the value as the register keeps it, or the problem with its cure.
import { isDateOnly, parseDateOnly } from '../platform/dates.js';
import type { DateOnly, Parsed } from '../platform/dates.js';
import { closest } from '../platform/yaml.js';
import { EXCLUSIONS, VACANCY_LANGUAGES, type Exclusion, type VacancyLanguage } from './schema.js';

/** What a row is checked against: sector codes with their joint committees. */
export interface KnownSectors {
  has(code: string): boolean;
  codes(): readonly string[];
  /** Joint committees of a sector; empty for a sector without. */
  jointCommitteesOf(code: string): readonly string[];
  /** Sectors to which a joint committee belongs. */
  ofJointCommittee(jointCommittee: string): readonly string[];
}

/** Builds the lookup that rows are checked against. */
export function knownSectors(
  sectors: readonly { code: string; jointCommittees: readonly string[] }[],
): KnownSectors {
  const byCode = new Map(sectors.map((sector) => [sector.code, sector.jointCommittees]));
  const codes = [...byCode.keys()];
  return {
    has: (code) => byCode.has(code),
    codes: () => codes,
    jointCommitteesOf: (code) => byCode.get(code) ?? [],
    ofJointCommittee: (committee) => codes.filter((code) => byCode.get(code)?.includes(committee)),
  };
}

function no(problem: string, cure: string): { ok: false; problem: string; cure: string } {
  return { ok: false, problem, cure };
}

export function text(longest: number): (value: string) => Parsed<string> {
  return (value) =>
    value.length <= longest
      ? { ok: true, value: value.normalize('NFC') }
      : no(`the text has ${value.length} characters`, `shorten it to ${longest}`);
}

export function parseSector(sectors: KnownSectors): (value: string) => Parsed<string> {
  return (value) => {
    const code = value.toLowerCase();
    if (sectors.has(code)) return { ok: true, value: code };
    const near = closest(code, sectors.codes());
    return no(
      `there is no sector "${value}"`,
      near ? `did you mean "${near}"?` : 'use a code of the list of sectors',
    );
  };
}

export function parseJointCommittee(value: string): Parsed<string> {
  const bare = value.replace(/^P\.?C\.?\s*/i, '').replace(',', '.');
  return /^\d{3}(\.\d{2})?$/.test(bare)
    ? { ok: true, value: bare.replace(/\.00$/, '') }
    : no(
        `"${value}" is not a joint committee`,
        'write three digits, or three and two, such as 322 or 322.01',
      );
}

export function parseNace(value: string): Parsed<string> {
  const digits = value.replaceAll('.', '');
  if (!/^\d{2,5}$/.test(digits))
    return no(`"${value}" is not a NACE code`, 'write two to five digits, such as 78.200');
  return { ok: true, value: digits.length > 2 ? `${digits.slice(0, 2)}.${digits.slice(2)}` : digits };
}

export function parsePostcode(value: string): Parsed<string> {
  const bare = value.replace(/^B-?\s*/i, '');
  return /^[1-9]\d{3}$/.test(bare)
    ? { ok: true, value: bare }
    : no(`"${value}" is not a Belgian postcode`, 'write four digits, such as 2800');
}

const DOMAIN = /^(?=.{3,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;
const LOCAL_PART = /^(?=.{1,64}$)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;

export function parseDomain(value: string): Parsed<string> {
  const domain = value.toLowerCase();
  return DOMAIN.test(domain)
    ? { ok: true, value: domain }
    : no(`"${value}" is not a mail domain`, 'write what stands after the @, such as example.be');
}

const PHONE = /^\+?\d[\d ./-]{5,24}$/;

export function parsePhone(value: string): Parsed<string> {
  return PHONE.test(value)
    ? { ok: true, value }
    : no(`"${value}" is not a phone number`, 'write digits only, such as 03 123 45 67 or +32 3 123 45 67');
}

export function parseEmail(value: string): Parsed<string> {
  const at = value.lastIndexOf('@');
  const domain = value.slice(at + 1).toLowerCase();
  return at > 0 && LOCAL_PART.test(value.slice(0, at)) && DOMAIN.test(domain)
    ? { ok: true, value: `${value.slice(0, at)}@${domain}` }
    : no(`"${value}" is not an email address`, 'give one bare address, such as jobs@example.be');
}

/** The web form of a vacancy: an address that a browser opens safely, of a site that the world can see. */
export function parseFormUrl(value: string): Parsed<string> {
  const cure = 'copy the address of the form from the browser, such as https://www.example.be/jobs/123/apply';
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !DOMAIN.test(url.hostname) || /^[\d.]+$/.test(url.hostname))
    return no(`"${value}" is not the address of a web page`, cure);
  if (url.protocol !== 'https:') return no(`"${value}" does not begin with https://`, cure);
  if (url.username !== '' || url.password !== '')
    return no('the address holds a user name or a password', 'take away what stands before the @');
  return url.href.length <= 2000
    ? { ok: true, value: url.href }
    : no(`the address has ${url.href.length} characters`, 'shorten it to 2000');
}

const YES = new Set(['ja', 'j', 'yes', 'y', 'oui', 'true', '1']);
const NO = new Set(['nee', 'neen', 'n', 'no', 'non', 'false', '0']);

export function parseYesNo(value: string): Parsed<boolean> {
  const word = value.toLowerCase();
  if (YES.has(word)) return { ok: true, value: true };
  return NO.has(word)
    ? { ok: true, value: false }
    : no(`"${value}" is neither yes nor no`, 'write ja or nee');
}

const EXCLUSION_WORDS: Readonly<Record<Exclusion, readonly string[]>> = {
  'positive-action': ['positive-action', 'positieve-actie', 'action-positive'],
  student: ['student', 'jobstudent', 'studentenjob', 'étudiant', 'etudiant'],
  'identity-upload': [
    'identity-upload',
    'identiteitsbewijs',
    'identiteitskaart',
    'pièce-identité',
    'piece-identite',
  ],
};

/** Why a vacancy is left out of every sample, by its English name or a Dutch or French word for it. */
export function parseExclusion(value: string): Parsed<Exclusion> {
  const word = value.toLowerCase().replace(/[\s_]+/g, '-');
  const found = EXCLUSIONS.find((one) => EXCLUSION_WORDS[one].includes(word));
  return found === undefined
    ? no(
        `"${value}" is no reason to leave a vacancy out`,
        `write ${EXCLUSIONS.join(', ')}, or leave it empty`,
      )
    : { ok: true, value: found };
}

const LANGUAGE_WORDS: Readonly<Record<VacancyLanguage, readonly string[]>> = {
  nl: ['nl', 'dutch', 'nederlands', 'néerlandais'],
  fr: ['fr', 'french', 'frans', 'français', 'francais'],
  en: ['en', 'english', 'engels', 'anglais'],
};

/** The language of a vacancy, by its code or its name. */
export function parseLanguage(value: string): Parsed<VacancyLanguage> {
  const found = VACANCY_LANGUAGES.find((one) => LANGUAGE_WORDS[one].includes(value.toLowerCase()));
  return found === undefined
    ? no(`"${value}" is no language of a vacancy`, `write ${VACANCY_LANGUAGES.join(', ')}`)
    : { ok: true, value: found };
}

const STUDENT_JOB =
  /\b(job-?student|student(en)?-?(job|arbeid|contract)|student job|job étudiant|étudiante? jobiste|jobiste)/iu;

/** What a title alone tells: a job for students is said so in it. */
export const exclusionOfTitle = (title: string): Exclusion | null =>
  STUDENT_JOB.test(title) ? 'student' : null;

/** Year-month-day, or day/month/year as Belgian spreadsheets write it. */
export function parseDay(value: string): Parsed<DateOnly> {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(value);
  if (!parts) return parseDateOnly(value);
  const [, day = '', month = '', year = ''] = parts;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDateOnly(iso)
    ? { ok: true, value: iso }
    : no(`the day ${value} does not exist`, 'write day/month/year, or year-month-day');
}

export function parseSha256(value: string): Parsed<string> {
  const hex = value.toLowerCase();
  return /^[0-9a-f]{64}$/.test(hex)
    ? { ok: true, value: hex }
    : no('this is not a SHA-256 value', 'give 64 hexadecimal digits, or leave it empty');
}
