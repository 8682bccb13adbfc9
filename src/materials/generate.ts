// Makes the two profiles of a test: equal in everything but the cue, apart where two people always are, and proved so
// before they are handed out.
import type { DateOnly } from '../platform/dates.js';
import type { Stream } from '../platform/rng.js';
import { drawContacts, drawHomes } from './contacts.js';
import type { ContactContext } from './contacts.js';
import { oneLine, writeDocuments } from './letters.js';
import { writeScript } from './call-script.js';
import { mayStandTogether } from './likeness/rules.js';
import type { LikenessRefusal } from './likeness/rules.js';
import { drawLives, identityOf } from './lives.js';
import type { Drawn } from './lives.js';
import { municipalityFor, occupationOf, protectedTitleIn } from './profile.js';
import type { Both } from './profile.js';
import { cueOfArms, diffPair } from './rules.js';
import type { Difference, PairVerdict } from './rules.js';
import { isSafe } from './safety/rules.js';
import type { SafetyMeans, SafetyRefusal } from './safety/rules.js';
import { ARMS } from './schema.js';
import type {
  Arm,
  Arms,
  CorrespondenceScenario,
  Occupation,
  PairScenario,
  Pools,
  Profile,
  Statement,
  Variant,
} from './schema.js';

/** Version of the way profiles are drawn; a change of any draw or its order is a new version. */
export const PROFILE_ALGORITHM = 'praktijktest/profile/2';

export interface PairContext extends ContactContext {
  /** True only where nothing can reach a real employer. Otherwise pools and names that are not tested are refused. */
  exercise: boolean;
  /** Planned day of the first application. */
  on: DateOnly;
  vacancy: { title: string; occupation: string; place: string; postcode: string | null };
  employer: { name: string };
  /** In a 2 × 2 design: the contrast that the pair carries; left out, one is drawn. */
  contrast?: string | undefined;
  /** Which letter and which CV the control arm gets; the treatment arm gets the other ones. */
  template: Variant;
  layout: Variant;
  /** Domains that the service owns; left out, the two that were assigned. */
  ownDomains?: readonly string[];
  /** Whether an employer of this name is known; left out, none is. */
  isEmployer?: (name: string) => boolean;
  /** Whether a person of this name is known in a municipality; left out, nobody is. */
  isPerson?: (name: string, municipality: string) => boolean;
}

export type PairRefusal =
  | 'pools-exercise-only'
  | 'no-name'
  | 'no-municipality'
  | 'phone-missing'
  | 'address-taken'
  | Extract<PairVerdict, { allowed: false }>['reason']
  | SafetyRefusal
  | LikenessRefusal;

export interface GeneratedPair {
  algorithm: typeof PROFILE_ALGORITHM;
  scenario: { id: string; version: number };
  poolsVersion: number;
  exercise: boolean;
  control: Profile;
  treatment: Profile;
  /** What the arms of this pair differ in by design: the cue of the scenario, or of the contrast it carries. */
  cue: readonly string[];
  /** Proof: every field in which the two differ, and why it may. */
  differences: Difference[];
  /** How many fields were compared. */
  compared: number;
}

export type GenerateResult =
  { allowed: true; pair: GeneratedPair } | { allowed: false; reason: PairRefusal; detail: string };

type Refusal = Extract<GenerateResult, { allowed: false }>;
const refuseFor = (reason: PairRefusal, detail: string): Refusal => ({ allowed: false, reason, detail });

/** Draws a pair. The same scenario, pools, context and stream give the same pair; a refusal names its reason. */
export function generatePair(
  scenario: PairScenario,
  pools: Pools,
  stream: Stream,
  context: PairContext,
): GenerateResult {
  const means = findMeans(pools, context);
  if ('reason' in means) return means;
  const contrast =
    scenario.kind === 'correspondence' ? contrastFor(scenario, stream, context.contrast) : undefined;
  const arms = contrast?.arms ?? scenario.arms;
  const drawn = drawPair(scenario, arms, pools, stream, context, means);
  if ('reason' in drawn) return drawn;
  const complete = { ...drawn, contrast: contrast?.code ?? null };
  const [control, treatment] = ARMS.map((arm) =>
    writeProfile(arm, scenario, pools, complete, context, means.occupation),
  );
  if (!control || !treatment) throw new Error('a pair has two arms');
  const cue = cueOfArms(arms, scenario.kind === 'correspondence' ? scenario.statements : undefined);
  const verdict = diffPair(control, treatment, cue);
  if (!verdict.allowed) return refuseFor(verdict.reason, `fields: ${verdict.fields.join(', ')}`);
  const fault = faultOf({ control, treatment }, scenario.kind, pools, context, means);
  if (fault !== undefined) return fault;
  const pair: GeneratedPair = {
    algorithm: PROFILE_ALGORITHM,
    scenario: { id: scenario.id, version: scenario.version },
    poolsVersion: pools.version,
    exercise: context.exercise,
    control,
    treatment,
    cue,
    differences: verdict.differences,
    compared: verdict.compared,
  };
  return { allowed: true, pair };
}

/** The contrast that was asked for, or one by chance; undefined where a design has but one. */
function contrastFor({ contrasts }: CorrespondenceScenario, stream: Stream, asked: string | undefined) {
  if (asked === undefined) return contrasts === undefined ? undefined : stream.pick(contrasts);
  const found = contrasts?.find(({ code }) => code === asked);
  if (found === undefined) throw new RangeError(`The scenario has no contrast ${asked}.`);
  return found;
}

/** Why a drawn pair may not go out: it could harm or imitate somebody, or its letters give each other away. */
function faultOf(
  pair: Both<Profile>,
  kind: PairScenario['kind'],
  pools: Pools,
  context: PairContext,
  means: Means,
): Refusal | undefined {
  const {
    vacancy,
    employer,
    exercise,
    mailDomains,
    isEmployer = () => false,
    isPerson = () => false,
  } = context;
  const safety: SafetyMeans = {
    exercise,
    ownDomains: context.ownDomains ?? [mailDomains.control, mailDomains.treatment],
    protectedTitles: pools.protectedTitles,
    ownedPhones: pools.phone.owned,
    placeholder: pools.phone.placeholder,
    tested: { places: [vacancy.place, means.municipality.name], employer: employer.name },
    isEmployer,
    isPerson,
  };
  for (const arm of ARMS) {
    const verdict = isSafe(pair[arm], safety);
    if (!verdict.allowed) return refuseFor(verdict.reason, `${arm}: ${verdict.what}`);
  }
  // Two who call say the same lines, as the script has them: their wording is nobody's hand.
  if (kind === 'candidate-call') return undefined;
  // What the vacancy itself calls its job and firm stands in both letters, and is neither's hand.
  const given = [vacancy.title, vacancy.place, employer.name].map(oneLine).filter((words) => words !== '');
  const ownWords = ({ documents }: Profile): string =>
    given.reduce((letter, words) => letter.replaceAll(words, '…'), documents.letter);
  const letters = mayStandTogether(ownWords(pair.control), ownWords(pair.treatment));
  return letters.allowed ? undefined : refuseFor(letters.reason, letters.what);
}

interface Means {
  municipality: Pools['municipalities'][number];
  occupation: Occupation;
}

/** What the pools have for this vacancy, or why they may not serve it. */
function findMeans(pools: Pools, context: PairContext): Means | Refusal {
  const { exercise, phones, vacancy } = context;
  if (!exercise && pools.use === 'exercise-only') {
    return refuseFor(
      'pools-exercise-only',
      'the pools are assumptions that nobody tested: they serve exercises only',
    );
  }
  if (!exercise && !phones)
    return refuseFor('phone-missing', 'each candidate needs a telephone number of its own');
  const title = protectedTitleIn(pools, vacancy);
  if (title !== undefined)
    return refuseFor('protected-title', `the vacancy asks for a protected title ("${title}")`);
  const municipality = municipalityFor(pools, vacancy);
  const occupation = occupationOf(pools, vacancy);
  return municipality && occupation
    ? { municipality, occupation }
    : refuseFor(
        'no-municipality',
        `no municipality of the pools lies near ${vacancy.postcode ?? vacancy.place}`,
      );
}

/** Every draw of a pair, in the fixed order lives, homes, contacts, schools, pastimes. */
function drawPair(
  scenario: PairScenario,
  arms: Arms,
  pools: Pools,
  stream: Stream,
  context: PairContext,
  { municipality, occupation }: Means,
): Omit<Drawn, 'contrast'> | Refusal {
  const { exercise, on, isPerson = () => false } = context;
  const lives = drawLives(
    scenario,
    arms,
    pools,
    stream,
    {
      exercise,
      on,
      isPerson: ({ firstName, familyName }) => isPerson(`${firstName} ${familyName}`, municipality.name),
    },
    occupation,
  );
  if (!lives) {
    return refuseFor(
      'no-name',
      'the pools have no two usable names of these origins, sexes and years of birth, and of one class',
    );
  }
  const homes = drawHomes(stream, pools, municipality);
  const contacts = drawContacts(
    stream,
    pools,
    { control: lives.control.name, treatment: lives.treatment.name },
    context,
  );
  if (!contacts) return refuseFor('address-taken', 'no free mail address was found: add names to the pools');
  const [a = '', b = ''] = stream.shuffle(occupation.education.schools);
  const schools = { control: `${a}, ${municipality.name}`, treatment: `${b}, ${municipality.name}` };
  return { lives, homes, contacts, schools, leisure: stream.pick(pools.leisure) };
}

const other = (variant: Variant): Variant => (variant === 0 ? 1 : 0);

function writeProfile(
  arm: Arm,
  scenario: PairScenario,
  pools: Pools,
  drawn: Drawn,
  context: PairContext,
  occupation: Occupation,
): Profile {
  const template = arm === 'control' ? context.template : other(context.template);
  const layout = arm === 'control' ? context.layout : other(context.layout);
  const personOf = (endedYearsAgo: number, statement: Statement | undefined) =>
    identityOf(arm, pools, drawn, context.on, occupation, layout, { endedYearsAgo, statement });
  if (scenario.kind === 'candidate-call') {
    const identity = personOf(0, undefined);
    return { identity, documents: { template, layout, ...writeScript(scenario, identity, context) } };
  }
  const statement = scenario.statements?.[arm];
  const identity = personOf(scenario.candidate.endedYearsAgo ?? 0, statement);
  const choice = { template, layout, leisure: drawn.leisure[layout], statement };
  return { identity, documents: writeDocuments(scenario, pools, identity, occupation, context, choice) };
}
