// Decisions on materials: may a name be used, does a scenario's cue fit its arms, does a script press, and do two profiles
// differ in nothing but the cue.
import type { Verdict } from '../platform/verdict.js';
import { ALLOW, refuse } from '../platform/verdict.js';
import type {
  ClientCallScenario,
  CorrespondenceScenario,
  CueField,
  Pools,
  Pretest,
  Profile,
} from './schema.js';

export type NameRefusal = 'name-untested' | 'name-few-raters' | 'name-origin-unclear';

/**
 * A name may be used in the field when enough raters placed it rightly. In an exercise a name that nobody rated yet is
 * allowed on its makers' word, but never one that was rated and failed.
 */
export function mayUseName(
  pretest: Pretest,
  rule: Pools['pretestRule'],
  exercise: boolean,
): Verdict<NameRefusal> {
  if (pretest.shareRightOrigin < rule.minShareRightOrigin) return refuse('name-origin-unclear');
  if (pretest.status === 'own-assumption') return exercise ? ALLOW : refuse('name-untested');
  return pretest.raters < rule.minRaters ? refuse('name-few-raters') : ALLOW;
}

/** The cue that the rules of the arms make: what differs between them. */
export function cueOfArms({ control, treatment }: CorrespondenceScenario['arms']): CueField[] {
  const fields: CueField[] = [];
  const sameOrigins =
    control.nameOrigins.length === treatment.nameOrigins.length &&
    control.nameOrigins.every((origin) => treatment.nameOrigins.includes(origin));
  if (!sameOrigins) fields.push('nameOrigin');
  if (control.sex !== treatment.sex) fields.push('sex');
  if (control.olderByYears ?? treatment.olderByYears) fields.push('birthYear');
  return fields;
}

/** Every line that the caller may speak. */
export function spokenLines(scenario: ClientCallScenario): string[] {
  const answers = scenario.answers.map((one) => one.answer);
  return [...scenario.opening, scenario.wish, ...scenario.prompts, ...answers, scenario.exit];
}

/** Lines of a script in which the caller would say a forbidden phrase. */
export function pressingLines(scenario: ClientCallScenario): { line: string; phrase: string }[] {
  return spokenLines(scenario).flatMap((line) => {
    const phrase = scenario.forbiddenPhrases.find((one) => plain(line).includes(plain(one)));
    return phrase === undefined ? [] : [{ line, phrase }];
  });
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Why two profiles may differ in a field: `shared` never; `own` always do, as two persons have two names; `balanced` do,
 * and alternate over the arms; a cue field only in a scenario with that cue.
 */
type Role = 'shared' | 'own' | 'balanced' | CueField;

interface Compared {
  field: string;
  role: Role;
  of: (profile: Profile) => string;
}

const COMPARED: readonly Compared[] = [
  { field: 'nameOrigin', role: 'nameOrigin', of: ({ identity }) => identity.nameOrigin },
  { field: 'sex', role: 'sex', of: ({ identity }) => identity.sex },
  { field: 'birthYear', role: 'birthYear', of: ({ identity }) => identity.birthDate.slice(0, 4) },
  { field: 'age', role: 'birthYear', of: ({ identity }) => String(identity.age) },
  { field: 'education.year', role: 'birthYear', of: ({ identity }) => String(identity.education.year) },
  { field: 'filler', role: 'birthYear', of: ({ identity }) => identity.filler?.code ?? 'none' },
  { field: 'firstName', role: 'own', of: ({ identity }) => identity.firstName },
  { field: 'familyName', role: 'own', of: ({ identity }) => identity.familyName },
  { field: 'birthDay', role: 'own', of: ({ identity }) => identity.birthDate.slice(5) },
  { field: 'street', role: 'own', of: ({ identity }) => identity.street },
  { field: 'houseNumber', role: 'own', of: ({ identity }) => String(identity.houseNumber) },
  { field: 'mailLocalPart', role: 'own', of: ({ identity }) => identity.mailLocalPart },
  { field: 'phone', role: 'own', of: ({ identity }) => identity.phone },
  { field: 'education.school', role: 'own', of: ({ identity }) => identity.education.school },
  { field: 'nameClass', role: 'shared', of: ({ identity }) => identity.nameClass },
  { field: 'nationality', role: 'shared', of: ({ identity }) => identity.nationality },
  {
    field: 'municipality',
    role: 'shared',
    of: ({ identity }) => `${identity.postcode} ${identity.municipality}`,
  },
  { field: 'occupation', role: 'shared', of: ({ identity }) => identity.occupation },
  { field: 'education.level', role: 'shared', of: ({ identity }) => identity.education.level },
  { field: 'education.degree', role: 'shared', of: ({ identity }) => identity.education.degree },
  { field: 'relevantYears', role: 'shared', of: ({ identity }) => String(identity.relevantYears) },
  {
    field: 'experience',
    role: 'shared',
    of: ({ identity }) =>
      JSON.stringify(identity.experience.map(({ from, until, role }) => [from, until, role])),
  },
  { field: 'leisureCount', role: 'shared', of: ({ identity }) => String(identity.leisureCount) },
  { field: 'template', role: 'balanced', of: ({ documents }) => String(documents.template) },
  { field: 'layout', role: 'balanced', of: ({ documents }) => String(documents.layout) },
];

export interface Difference {
  field: string;
  why: 'own' | 'balanced' | 'cue';
  control: string;
  treatment: string;
}

export type PairVerdict =
  | { allowed: true; differences: Difference[] }
  | { allowed: false; reason: 'differs-beyond-cue' | 'cue-missing' | 'not-told-apart'; fields: string[] };

/**
 * Compares two profiles field by field. Allowed only when every field of the cue differs, every own and balanced field
 * does too, and nothing else.
 */
export function diffPair(control: Profile, treatment: Profile, cue: readonly CueField[]): PairVerdict {
  const fields = COMPARED.map((compared) => {
    const [a, b] = [compared.of(control), compared.of(treatment)];
    return { field: compared.field, role: compared.role, control: a, treatment: b, differs: a !== b };
  });
  const mayDiffer = (role: Role) =>
    role === 'own' || role === 'balanced' || (role !== 'shared' && cue.includes(role));
  const beyond = fields.filter((one) => one.differs && !mayDiffer(one.role));
  if (beyond.length > 0)
    return { allowed: false, reason: 'differs-beyond-cue', fields: beyond.map((one) => one.field) };
  const alike = fields.filter((one) => !one.differs && mayDiffer(one.role));
  const [cueless, untold] = [alike.filter((one) => one.role !== 'own' && one.role !== 'balanced'), alike];
  if (cueless.length > 0)
    return { allowed: false, reason: 'cue-missing', fields: cueless.map((one) => one.field) };
  if (untold.length > 0)
    return { allowed: false, reason: 'not-told-apart', fields: untold.map((one) => one.field) };
  const differences = fields.filter((one) => one.differs);
  return {
    allowed: true,
    differences: differences.map((one) => ({
      field: one.field,
      why: whyOf(one.role),
      control: one.control,
      treatment: one.treatment,
    })),
  };
}

function whyOf(role: Role): Difference['why'] {
  return role === 'own' || role === 'balanced' ? role : 'cue';
}
