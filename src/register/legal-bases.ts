// Legal bases as data: the schema of scenarios/reference/legal-bases.yaml, the checks it cannot make, and the look-ups.
import { z } from 'zod';
import { compare } from '../platform/dates.js';
import type { DateOnly } from '../platform/dates.js';
import type { Fault, FaultMaker } from '../platform/yaml.js';
import { day, holdsOn, knownIn, names, repeated, slug, status } from './reference-fields.js';

export const PURPOSES = ['baseline', 'self-regulation', 'contract-clause', 'enforcement'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What an authorisation is, by who gives it. */
export const AUTHORISATION_KINDS = [
  'magistrate',
  'mandate',
  'sector-agreement',
  'clause',
  'reasoned-decision',
] as const;
export type AuthorisationKind = (typeof AUTHORISATION_KINDS)[number];

const trilingual = names.required({ fr: true });
const service = z.strictObject({
  code: slug,
  name: trilingual,
  /** The inspection body that this service is, as the table of competence names it. */
  body: slug.optional(),
});
const authority = z.strictObject({
  code: slug,
  name: trilingual,
  /** What it gives; left out for who only gets reports. */
  kind: z.enum(AUTHORISATION_KINDS).optional(),
});
const trigger = z.strictObject({
  code: slug,
  name: trilingual,
  /** What somebody must write and attach who relies on it. */
  evidence: trilingual,
});

const listed = z.strictObject({ code: slug, text: trilingual });
/** One version of a legal basis as the file gives it, and as the database keeps it under the hash of its text. */
export const LegalBasisVersion = z.strictObject({
  version: slug.or(z.string().regex(/^\d{1,4}$/, 'a version is a number or a code')),
  validFrom: day,
  validUntil: day.optional(),
  /** Passes only in a demo's database. */
  exercise: z.boolean(),
  services: z.array(slug).min(1, 'name at least one service'),
  /** Bodies for whose competence these services may act under this version. */
  actsFor: z.array(slug).optional(),
  purposes: z.array(z.enum(PURPOSES)).min(1, 'name at least one purpose'),
  capacities: z.array(z.enum(['candidate', 'client'])).min(1, 'name at least one capacity'),
  /** Codes of grounds.yaml; left out where any ground may be tested. */
  laws: z.array(slug).optional(),
  triggersNeeded: z.enum(['none', 'one', 'all']),
  triggers: z.array(z.strictObject({ code: slug, authorisation: slug })),
  /** Whose authorisation is needed where there are no triggers. */
  authorisation: slug.optional(),
  thirdPersons: z.enum(['allowed', 'under-conditions', 'forbidden']),
  /** What it allows, in our own words. */
  reading: trilingual,
  conditions: z.array(listed).min(1, 'give at least one condition'),
  record: z.array(listed).min(1, 'say what must be recorded'),
  report: z.array(z.strictObject({ to: slug, text: trilingual })),
  source: trilingual,
  links: z.array(z.url()).optional(),
  status,
});
const basis = z.strictObject({
  code: slug,
  name: trilingual,
  versions: z.array(LegalBasisVersion).min(1, 'give at least one version'),
});

export const basesFile = z.strictObject({
  services: z.array(service),
  authorities: z.array(authority),
  triggers: z.array(trigger),
  legalBases: z.array(basis),
});
type BasesFile = z.output<typeof basesFile>;

export type LegalBasis = z.output<typeof basis>;
export type LegalBasisVersion = z.output<typeof LegalBasisVersion>;
/** The services, authorities and triggers that legal bases speak of, with their names. */
export type LegalTerms = Omit<BasesFile, 'legalBases'>;

/** What is wrong across the rows of the file. `laws`: the codes of grounds.yaml, null while that file has faults itself. */
export function basisFaults(file: BasesFile, fault: FaultMaker, laws: readonly string[] | null): Fault[] {
  return [
    ...repeated(file.services, 'services', fault),
    ...repeated(file.authorities, 'authorities', fault),
    ...repeated(file.triggers, 'triggers', fault),
    ...repeated(file.legalBases, 'legalBases', fault),
    ...file.legalBases.flatMap((one, i) =>
      one.versions.flatMap((version, j) => [
        ...overlapFaults(one, i, j, fault),
        ...termFaults(file, version, ['legalBases', i, 'versions', j], fault, laws),
        ...authorisationFaults(file, version, ['legalBases', i, 'versions', j], fault),
      ]),
    ),
  ];
}

type Place = readonly (string | number)[];

function overlapFaults({ versions }: LegalBasis, i: number, j: number, fault: FaultMaker): Fault[] {
  const [before, version] = [versions[j - 1], versions[j]];
  if (before === undefined || version === undefined) return [];
  const follows = before.validUntil !== undefined && compare(before.validUntil, version.validFrom) <= 0;
  const isNew = versions.findIndex((other) => other.version === version.version) === j;
  if (follows && isNew) return [];
  const cure =
    'list versions in order, each with its own name and a validUntil no later than the next validFrom';
  return [
    fault(['legalBases', i, 'versions', j], 'this version overlaps or repeats the one before it', cure),
  ];
}

/** Codes that no list of this file, or of the laws, holds. */
function termFaults(
  file: BasesFile,
  version: LegalBasisVersion,
  at: Place,
  fault: FaultMaker,
  laws: readonly string[] | null,
): Fault[] {
  const known = knownIn(fault);
  const codes = (rows: readonly { code: string }[]) => rows.map(({ code }) => code);
  const authorities = codes(file.authorities);
  const bodies = file.services.flatMap(({ body }) => body ?? []);
  return [
    ...version.services.flatMap((code, k) => known(code, codes(file.services), [...at, 'services', k])),
    ...(version.actsFor ?? []).flatMap((code, k) => known(code, bodies, [...at, 'actsFor', k])),
    ...version.triggers.flatMap((one, k) => [
      ...known(one.code, codes(file.triggers), [...at, 'triggers', k, 'code']),
      ...known(one.authorisation, authorities, [...at, 'triggers', k, 'authorisation']),
    ]),
    ...(version.authorisation === undefined
      ? []
      : known(version.authorisation, authorities, [...at, 'authorisation'])),
    ...version.report.flatMap(({ to }, k) => known(to, authorities, [...at, 'report', k, 'to'])),
    ...(laws === null
      ? []
      : (version.laws ?? []).flatMap((code, k) => known(code, laws, [...at, 'laws', k]))),
  ];
}

/** Who authorises must be said once: by each trigger, or by the version where it has none. */
function authorisationFaults(
  file: BasesFile,
  version: LegalBasisVersion,
  at: Place,
  fault: FaultMaker,
): Fault[] {
  const found: Fault[] = [];
  const some = version.triggers.length > 0;
  if (some !== (version.triggersNeeded !== 'none'))
    found.push(
      fault(
        [...at, 'triggersNeeded'],
        some ? 'triggers are listed but none is needed' : 'triggers are needed but none is listed',
        some ? 'write "one" or "all", or remove the triggers' : 'list the triggers, or write "none"',
      ),
    );
  if (some === (version.authorisation !== undefined))
    found.push(
      fault(
        some ? [...at, 'authorisation'] : at,
        some ? 'the triggers say already whose authorisation is needed' : 'missing key "authorisation"',
        some ? 'remove it here' : 'add it: without triggers the version says whose authorisation is needed',
      ),
    );
  const gives = (code: string) => file.authorities.find((one) => one.code === code)?.kind !== undefined;
  const named = file.authorities.map(({ code }) => code);
  const asked = version.triggers.map(({ authorisation }) => authorisation);
  if (version.authorisation !== undefined) asked.push(version.authorisation);
  for (const code of asked.filter((code) => named.includes(code) && !gives(code)))
    found.push(fault(at, `"${code}" gives no authorisation`, 'name an authority that has a kind'));
  if (version.triggersNeeded === 'all' && new Set(asked).size > 1)
    found.push(
      fault(
        [...at, 'triggers'],
        'all triggers are needed, but they name several authorities',
        'name one authority',
      ),
    );
  if (version.validUntil !== undefined && compare(version.validUntil, version.validFrom) <= 0)
    found.push(fault([...at, 'validUntil'], 'the version ends before it begins', 'give a later day'));
  return found;
}

/** The version of a legal basis that holds on a day, if there is one. */
export function legalBasisOn(
  bases: readonly LegalBasis[],
  code: string,
  on: DateOnly,
): LegalBasisVersion | undefined {
  const found = bases.find((one) => one.code === code);
  return found?.versions.find((version) =>
    holdsOn({ from: version.validFrom, until: version.validUntil }, on),
  );
}

/** The kinds of authorisation that a version asks for, each once: one for each way in. */
export function authorisationKinds(terms: LegalTerms, version: LegalBasisVersion): AuthorisationKind[] {
  const asked = version.triggers.map(({ authorisation }) => authorisation);
  if (version.authorisation !== undefined) asked.push(version.authorisation);
  return [
    ...new Set(asked.flatMap((code) => terms.authorities.find((one) => one.code === code)?.kind ?? [])),
  ];
}

/** The kind of authorisation that each trigger of a version needs, by the trigger's code. */
export function triggerKinds(
  terms: LegalTerms,
  version: LegalBasisVersion,
): Readonly<Record<string, AuthorisationKind>> {
  return Object.fromEntries(
    version.triggers.flatMap(({ code, authorisation }) => {
      const kind = terms.authorities.find((one) => one.code === authorisation)?.kind;
      return kind === undefined ? [] : [[code, kind]];
    }),
  );
}

const BasisDocument = z.looseObject({ name: trilingual, version: z.unknown() });

/**
 * The name and content of a version as the database keeps them. A version that left the file under an older form has
 * its name only: it is shown for what was done under it, and nothing is decided by it any more.
 */
export function readBasisDocument(document: unknown): {
  name: { nl: string; en: string; fr: string };
  content: LegalBasisVersion | null;
} {
  const read = BasisDocument.safeParse(document);
  if (!read.success) return { name: { nl: '?', en: '?', fr: '?' }, content: null };
  const content = LegalBasisVersion.safeParse(read.data.version);
  return { name: read.data.name, content: content.success ? content.data : null };
}
