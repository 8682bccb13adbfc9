// Reference data from scenarios/reference: sectors, protected grounds, holidays, legal bases, competence, further questions.
// Read once at the start; all faults of all files are told at once. Nothing here is confirmed by being in a file.
import { join } from 'node:path';
import { z } from 'zod';
import type { DateOnly } from '../platform/dates.js';
import { DocumentError, readYaml } from '../platform/yaml.js';
import type { Checked, Fault, FaultMaker } from '../platform/yaml.js';
import { isKboNumber } from './kbo.js';
import type { KboNumber } from './kbo.js';
import {
  competenceFaults,
  competenceFile,
  type CompetenceTable,
  type KnownCodes,
} from './competence/table.js';
import { dataFaults, dataFile, type DataClass } from './data-classes.js';
import { questionnaireFaults, questionnairesFile, type Questionnaire } from './questionnaires.js';
import { basesFile, basisFaults, type LegalBasis, type LegalTerms } from './legal-bases.js';
import { day, holdsOn, knownIn, line, names, repeated, slug, status } from './reference-fields.js';

const kbo = z.custom<KboNumber>((value) => typeof value === 'string' && isKboNumber(value), {
  message: 'not a valid enterprise number',
  params: { cure: 'write its ten digits between quotes; the last two check the first eight' },
});

const sector = z.strictObject({
  code: slug,
  name: names,
  fund: line.nullable(),
  fundKbo: kbo.optional(),
  jointCommittees: z.array(
    z.string().regex(/^\d{3}(\.\d{2})?$/, 'a joint committee looks like 322 or 322.01'),
  ),
  naceHints: z.array(z.string().regex(/^\d{2}(\.\d{1,3})?$/, 'a NACE hint looks like 47 or 78.2')),
  selfRegulationCalls: z.boolean(),
  validFrom: day.optional(),
  validUntil: day.optional(),
  source: line.optional(),
  note: line.optional(),
  status,
});

const period = { from: day, until: day.optional() };
const ground = z.strictObject({
  code: slug,
  name: names,
  protectedBy: z
    .array(
      z.strictObject({ law: slug, ...period, wording: line.optional(), source: line.optional(), status }),
    )
    .min(1, 'a ground is protected by at least one law'),
});
const law = z.strictObject({
  code: slug,
  level: z.enum(['federal', 'flemish', 'brussels']),
  ...period,
  name: names,
  equalityBodies: z.array(z.strictObject({ body: slug, ...period })),
  inspection: z.array(slug),
  status,
});
const body = z.strictObject({ code: slug, role: z.enum(['equality-body', 'inspection']), name: names });
const form = z.strictObject({ code: slug, ...period, name: names, source: line, status });

const holiday = z.strictObject({
  code: slug,
  scope: z.enum(['national', 'flemish-services']),
  name: names,
  on: z.union([
    z.strictObject({ month: z.int().min(1).max(12), day: z.int().min(1).max(31) }),
    z.strictObject({ easter: z.int().min(-100).max(200) }),
  ]),
});

const sectorsFile = z.strictObject({ sectors: z.array(sector) });
const groundsFile = z.strictObject({
  laws: z.array(law),
  bodies: z.array(body),
  forms: z.array(form),
  grounds: z.array(ground),
});
const holidaysFile = z.strictObject({ holidays: z.array(holiday) });

export type Sector = z.output<typeof sector>;
export type Ground = z.output<typeof ground>;
export type Law = z.output<typeof law>;
export type Body = z.output<typeof body>;
export type Holidays = z.output<typeof holidaysFile>['holidays'];

export interface Reference {
  sectors: readonly Sector[];
  laws: readonly Law[];
  bodies: readonly Body[];
  /** Multiple, by association, assumed. */
  groundForms: readonly z.output<typeof form>[];
  grounds: readonly Ground[];
  holidays: Holidays;
  legalBases: readonly LegalBasis[];
  /** The services, authorities and triggers that legal bases speak of. */
  legalTerms: LegalTerms;
  competence: CompetenceTable;
  /** What personal data is kept, and for how long. */
  dataClasses: readonly DataClass[];
  /** Further questions that can be sent to who reported. */
  questionnaires: readonly Questionnaire[];
}

/**
 * Reads and checks the reference files in `folder` (…/scenarios/reference).
 * @throws DocumentError with every fault of every file.
 */
export function loadReference(folder: string): Reference {
  const read = <S extends z.ZodType>(name: string, schema: S) =>
    readYaml(join(folder, name), schema, `reference/${name}`);
  const sectors = read('sectors.yaml', sectorsFile);
  const grounds = read('grounds.yaml', groundsFile);
  const holidays = read('holidays.yaml', holidaysFile);
  const bases = read('legal-bases.yaml', basesFile);
  const competence = read('competence.yaml', competenceFile);
  const data = read('data-protection.yaml', dataFile);
  const questions = read('questionnaires.yaml', questionnairesFile);
  const faults = [
    ...faultsOf(sectors, (file, fault) => repeated(file.sectors, 'sectors', fault)),
    ...faultsOf(grounds, groundFaults),
    ...faultsOf(holidays, (file, fault) => repeated(file.holidays, 'holidays', fault)),
    ...faultsOf(bases, (file, fault) => basisFaults(file, fault, lawsOf(grounds))),
    ...faultsOf(competence, (file, fault) => competenceFaults(file, fault, codesOf(grounds, sectors))),
    ...faultsOf(data, dataFaults),
    ...faultsOf(questions, questionnaireFaults),
  ];
  if (
    faults.length > 0 ||
    !sectors.ok ||
    !grounds.ok ||
    !holidays.ok ||
    !bases.ok ||
    !competence.ok ||
    !data.ok ||
    !questions.ok
  )
    throw new DocumentError(faults);
  return {
    sectors: sectors.value.sectors,
    laws: grounds.value.laws,
    bodies: grounds.value.bodies,
    groundForms: grounds.value.forms,
    grounds: grounds.value.grounds,
    holidays: holidays.value.holidays,
    legalBases: bases.value.legalBases,
    legalTerms: bases.value,
    competence: competence.value,
    dataClasses: data.value.dataClasses,
    questionnaires: questions.value.questionnaires,
  };
}

/** The laws of the file of grounds; none are known while that file has faults of its own. */
function lawsOf(grounds: Checked<z.output<typeof groundsFile>>): readonly string[] | null {
  return grounds.ok ? grounds.value.laws.map(({ code }) => code) : null;
}

/** The codes that the table of competence may name; none are known while those files have faults of their own. */
function codesOf(
  grounds: Checked<z.output<typeof groundsFile>>,
  sectors: Checked<z.output<typeof sectorsFile>>,
): KnownCodes | null {
  if (!grounds.ok || !sectors.ok) return null;
  const codes = (rows: readonly { code: string }[]) => rows.map(({ code }) => code);
  return {
    grounds: codes(grounds.value.grounds),
    sectors: codes(sectors.value.sectors),
    bodies: codes(grounds.value.bodies),
  };
}

function faultsOf<T>(checked: Checked<T>, more: (value: T, fault: FaultMaker) => Fault[]): Fault[] {
  return checked.ok ? more(checked.value, checked.fault) : checked.faults;
}

function groundFaults(file: z.output<typeof groundsFile>, fault: FaultMaker): Fault[] {
  const laws = file.laws.map((one) => one.code);
  const bodies = file.bodies.map((one) => one.code);
  const known = knownIn(fault);
  return [
    ...repeated(file.laws, 'laws', fault),
    ...repeated(file.bodies, 'bodies', fault),
    ...repeated(file.grounds, 'grounds', fault),
    ...file.laws.flatMap((one, i) => [
      ...one.equalityBodies.flatMap(({ body }, j) =>
        known(body, bodies, ['laws', i, 'equalityBodies', j, 'body']),
      ),
      ...one.inspection.flatMap((body, j) => known(body, bodies, ['laws', i, 'inspection', j])),
    ]),
    ...file.grounds.flatMap((one, i) =>
      one.protectedBy.flatMap(({ law }, j) => known(law, laws, ['grounds', i, 'protectedBy', j, 'law'])),
    ),
  ];
}

/** The laws that protect a ground on a day, with the equality body competent then. */
export function protectionOn(
  reference: Pick<Reference, 'grounds' | 'laws'>,
  groundCode: string,
  on: DateOnly,
): { law: string; body: string | undefined }[] {
  const found = reference.grounds.find((one) => one.code === groundCode);
  return (found?.protectedBy ?? [])
    .filter((protection) => holdsOn(protection, on))
    .map(({ law: code }) => {
      const bodies = reference.laws.find((one) => one.code === code)?.equalityBodies ?? [];
      return { law: code, body: bodies.find((one) => holdsOn(one, on))?.body };
    });
}

/** The sectors to which a joint committee belongs: none, one, or two, between which a person chooses. */
export function sectorsOfJointCommittee(sectors: readonly Sector[], jointCommittee: string): Sector[] {
  return sectors.filter((one) => one.jointCommittees.includes(jointCommittee));
}

/** Sectors that a NACE code hints at ('78.200' fits the hint '78.2'); only a hint: the joint committee decides. */
export function sectorsHintedByNace(sectors: readonly Sector[], nace: string): Sector[] {
  const digits = nace.replaceAll('.', '');
  return sectors.filter((one) => one.naceHints.some((hint) => digits.startsWith(hint.replaceAll('.', ''))));
}
