// The table of competence: the schema of scenarios/reference/competence.yaml, and the checks it cannot make.
import { z } from 'zod';
import type { Fault, FaultMaker } from '../../platform/yaml.js';
import { knownIn, line, names, repeated, slug, status } from '../reference-fields.js';

const trilingual = names.required({ fr: true });
const choice = z.strictObject({ code: slug, name: trilingual });
const some = z.array(slug).min(1, 'name at least one, or leave the list out').optional();
const rule = z.strictObject({
  code: slug,
  /** What is left out may be anything. */
  when: z.strictObject({
    grounds: some,
    sectors: some,
    employerTypes: some,
    relations: some,
    places: some,
  }),
  body: slug,
  level: z.enum(['federal', 'flemish', 'brussels']),
  reason: trilingual,
  law: trilingual,
  source: line,
  status,
});

export const competenceFile = z.strictObject({
  employerTypes: z.array(choice),
  relations: z.array(choice),
  places: z.array(choice),
  rules: z.array(rule).min(1, 'give at least one rule'),
});
export type CompetenceTable = z.output<typeof competenceFile>;
export type CompetenceRule = z.output<typeof rule>;

/** The codes of the other reference files; null while those have faults of their own. */
export interface KnownCodes {
  readonly grounds: readonly string[];
  readonly sectors: readonly string[];
  readonly bodies: readonly string[];
}

/** What is wrong across the rules: unknown codes, and a last rule that does not fit everything. */
export function competenceFaults(
  file: CompetenceTable,
  fault: FaultMaker,
  others: KnownCodes | null,
): Fault[] {
  const known = knownIn(fault);
  const codes = (rows: readonly { code: string }[]) => rows.map(({ code }) => code);
  const own = {
    employerTypes: codes(file.employerTypes),
    relations: codes(file.relations),
    places: codes(file.places),
  };
  const lists = Object.entries({
    ...own,
    ...(others === null ? {} : { grounds: others.grounds, sectors: others.sectors }),
  });
  const last = file.rules.length - 1;
  const open = Object.values(file.rules[last]?.when ?? {}).every((one) => one === undefined);
  return [
    ...repeated(file.employerTypes, 'employerTypes', fault),
    ...repeated(file.relations, 'relations', fault),
    ...repeated(file.places, 'places', fault),
    ...repeated(file.rules, 'rules', fault),
    ...file.rules.flatMap((one, i) => [
      ...lists.flatMap(([name, allowed]) =>
        Object.entries(one.when)
          .filter(([asked]) => asked === name)
          .flatMap(([, given]) =>
            (given ?? []).flatMap((code, k) => known(code, allowed, ['rules', i, 'when', name, k])),
          ),
      ),
      ...(others === null ? [] : known(one.body, others.bodies, ['rules', i, 'body'])),
    ]),
    ...(open
      ? []
      : [fault(['rules', last, 'when'], 'the last rule does not fit everything', 'write "when: {}" there')]),
  ];
}
