// Decisions on materials: may a name be used, does a scenario's cue fit its arms, does a script press, and do two profiles
// differ in nothing but the cue.
import type { Verdict } from '../platform/verdict.js';
import { ALLOW, refuse } from '../platform/verdict.js';
import type { Arms, CorrespondenceScenario, CueField, Pools, Pretest, Profile, Scenario } from './schema.js';

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

export type UnplannableReason = 'no-vacancy' | 'other-language' | 'unprotected';

/**
 * Whether a plan can be drawn from a scenario today: letters to vacancies in its language, in pairs or one to an employer, pairs
 * of letters to employers without a vacancy, the same done again, pairs of candidates who call about vacancies, and calls and
 * mails by a client in Dutch (the register does not hold the language of an agency).
 */
export function mayPlan(scenario: Scenario): Verdict<UnplannableReason> {
  if (scenario.ground === UNPROTECTED) return refuse('unprotected');
  // What is done again are pairs of letters to vacancies, by the check of its file.
  if (scenario.kind === 'candidate-call' || scenario.kind === 'recurrence') return ALLOW;
  if (scenario.kind === 'client-call' || scenario.kind === 'client-mail')
    return scenario.language === 'nl' ? ALLOW : refuse('other-language');
  return scenario.design === 'single' && scenario.to === 'employer' ? refuse('no-vacancy') : ALLOW;
}

/** Whether an employer gets two applications or one: only letters are ever sent singly. */
export const designOf = (scenario: Scenario): 'pair' | 'single' =>
  scenario.kind === 'correspondence' ? scenario.design : 'pair';

/** One of the comparisons of a design: what its pairs are about, under the key that cells, tests and counts bear. */
export interface Contrast {
  /** The ground and the code of the contrast: `origin/both`. */
  readonly key: string;
  readonly title: { readonly nl: string; readonly en: string; readonly fr: string };
  /** Of a joint contrast: the keys of the two whose signals its pairs carry together, against the same reference; else null. */
  readonly parts: readonly [string, string] | null;
}

/** The contrasts of a design with several; none where every pair compares the same. */
export function contrastsOf(scenario: Scenario): Contrast[] {
  if (scenario.kind !== 'correspondence') return [];
  const contrasts = (scenario.contrasts ?? []).map(({ code, title, ground, arms }) => ({
    key: `${ground ?? scenario.ground}/${code}`,
    title: { ...title, fr: title.fr ?? title.en },
    arms,
  }));
  // A statement stands in every contrast, so that none of them shows one signal alone.
  const apart = scenario.statements === undefined;
  return contrasts.map(({ key, title, arms }) => ({
    key,
    title,
    parts: apart ? partsOf(arms, contrasts) : null,
  }));
}

/** The two contrasts that together change what these arms change, each something else, from the same reference profile. */
function partsOf(
  joint: Arms,
  contrasts: readonly { readonly key: string; readonly arms: Arms }[],
): [string, string] | null {
  const changed = changesOf(joint);
  const inside = contrasts.filter(({ arms }) => {
    const own = changesOf(arms);
    return (
      sameProfile(arms.control, joint.control) &&
      own.size < changed.size &&
      [...own].every(([field, value]) => changed.get(field) === value)
    );
  });
  for (const [at, one] of inside.entries())
    for (const other of inside.slice(at + 1)) {
      const [first, second] = [changesOf(one.arms), changesOf(other.arms)];
      const fields = new Set([...first.keys(), ...second.keys()]);
      if (first.size + second.size === fields.size && fields.size === changed.size)
        return [one.key, other.key];
    }
  return null;
}

/** What the treatment arm has in another way than the control arm, each with its value. */
function changesOf({ control, treatment }: Arms): Map<string, string> {
  const [from, to] = [written(control), written(treatment)];
  return new Map([...to].filter(([field, value]) => from.get(field) !== value));
}

const sameProfile = (one: Arms['control'], other: Arms['control']): boolean =>
  JSON.stringify([...written(one)]) === JSON.stringify([...written(other)]);

/** The fields of an arm in one order, their values as text; lists without regard to order. */
const written = (arm: Arms['control']): Map<string, string> =>
  new Map(
    Object.entries(arm)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]): [string, string] => [
        field,
        JSON.stringify(Array.isArray(value) ? [...value].sort() : value),
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** The code of the contrast in the key of a cell; undefined where the cell knows but one. */
export function contrastCode(key: string): string | undefined {
  const at = key.indexOf('/');
  return at < 0 ? undefined : key.slice(at + 1);
}

/** The ground of a comparison that no law protects. */
export const UNPROTECTED = 'none';

const CLASS_MEANS = { lower: 2, middle: 3, higher: 4 };

/**
 * Whether two names lie within `gap` of each other in perceived class, on the raters' scale of 1 to 5. A name without a
 * measured mean stands at the middle of its class.
 */
export function liesNear(a: Pretest, b: Pretest, gap: number): boolean {
  const meanOf = (pretest: Pretest) => pretest.classMean ?? CLASS_MEANS[pretest.class];
  // Means are given to a few decimals; binary fractions must not push a gap of exactly the band over it.
  return Math.abs(meanOf(a) - meanOf(b)) <= gap + 1e-9;
}

/** The cue that the rules of the arms make, and what the arms say of themselves: what differs between them. */
export function cueOfArms(
  { control, treatment }: Arms,
  statements?: CorrespondenceScenario['statements'],
): CueField[] {
  const fields: CueField[] = [];
  const sameOrigins =
    control.nameOrigins.length === treatment.nameOrigins.length &&
    control.nameOrigins.every((origin) => treatment.nameOrigins.includes(origin));
  if (!sameOrigins) fields.push('nameOrigin');
  if (control.sex !== treatment.sex) fields.push('sex');
  if (control.olderByYears ?? treatment.olderByYears) fields.push('birthYear');
  if (statements) fields.push('statement');
  return fields;
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
  { field: 'statement', role: 'statement', of: ({ identity }) => identity.statement?.code ?? 'none' },
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
  { field: 'skills', role: 'shared', of: ({ identity }) => identity.offers.skills },
  { field: 'licence', role: 'shared', of: ({ identity }) => identity.offers.licence },
  { field: 'languages', role: 'shared', of: ({ identity }) => identity.offers.languages },
  { field: 'availability', role: 'shared', of: ({ identity }) => identity.offers.availability },
  { field: 'contrast', role: 'shared', of: ({ identity }) => identity.contrast ?? 'none' },
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
  | { allowed: true; differences: Difference[]; compared: number }
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
    compared: COMPARED.length,
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

/** What is kept with each pair: the fields in which its two profiles differ and why they may; in no other do they. */
export interface PairMatch {
  /** How many fields were compared. */
  compared: number;
  /** Fields by the reason for which they differ. */
  cue: string[];
  own: string[];
  balanced: string[];
}

/** The proof of a pair without the values, which its two profiles hold. */
export function matchOf({
  compared,
  differences,
}: {
  compared: number;
  differences: readonly Difference[];
}): PairMatch {
  const fields = (why: Difference['why']) =>
    differences.filter((one) => one.why === why).map((one) => one.field);
  return { compared, cue: fields('cue'), own: fields('own'), balanced: fields('balanced') };
}

/** Whether its two write to employers that have no vacancy. */
export const isWithoutVacancy = (scenario: Scenario): boolean =>
  scenario.kind === 'correspondence' && scenario.to === 'employer';

/** The kind of plan that can be drawn from a scenario; null for none. */
export function kindToPlan(
  scenario: Scenario,
): 'correspondence' | 'candidate-call' | 'client-call' | 'client-mail' | null {
  if (!mayPlan(scenario).allowed) return null;
  return scenario.kind === 'recurrence' ? 'correspondence' : scenario.kind;
}
