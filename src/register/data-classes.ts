// What personal data is kept and for how long, as data: the schema of scenarios/reference/data-protection.yaml.
import { z } from 'zod';
import { canonicalJson } from '../platform/canonical.js';
import { sha256 } from '../platform/crypto.js';
import type { Fault, FaultMaker } from '../platform/yaml.js';
import { names, repeated, slug, status } from './reference-fields.js';

const text = names.required({ fr: true });
/** Who applies a term: the nightly job, the room that holds the data, or a person. */
export const KEPT_BY = ['job', 'product', 'hand'] as const;
/** From what a term runs. */
export const AFTER = [
  'pair-counted',
  'tested',
  'figures-approved',
  'campaign-end',
  'coded',
  'received',
  'last-use',
  'written',
  'report-closed',
  'answered',
] as const;

const after = z.enum(AFTER);
const term = z.union([
  z.strictObject({ months: z.int().min(1).max(1200), after }),
  z.strictObject({ 'at-once': z.literal(true), after }),
  z.strictObject({ never: z.literal(true), after }),
]);

const dataClass = z.strictObject({
  code: slug,
  name: text,
  holds: text,
  purpose: text,
  basis: text,
  sees: text,
  term,
  then: text,
  'kept-by': z.enum(KEPT_BY),
  /** `check`: the data protection officer has still to confirm it. */
  status,
});

export const dataFile = z.strictObject({ version: z.int(), dataClasses: z.array(dataClass).min(1) });

/** One kind of personal data: why it is kept, on what basis, who sees it, how long, and what happens then. */
export type DataClass = z.output<typeof dataClass>;

/** Codes that stand twice. */
export const dataFaults = (file: z.output<typeof dataFile>, fault: FaultMaker): Fault[] =>
  repeated(file.dataClasses, 'dataClasses', fault);

/** The text of a class that is confirmed: all but its status. */
export const hashOfClass = ({ status: _, ...text }: DataClass): Buffer =>
  sha256(canonicalJson(z.json().parse(text)));

/** How many months a class is kept; null where it goes at once or stays. */
export const monthsOf = ({ term }: DataClass): number | null => ('months' in term ? term.months : null);
