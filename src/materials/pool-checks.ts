// What is wrong with pools that a schema cannot see.
import type { Fault, FaultMaker } from '../platform/yaml.js';
import type { Pools } from './schema.js';

/** Codes given twice, names for the field without their figures, ranges that end before they begin. */
export function poolFaults(pools: Pools, fault: FaultMaker): Fault[] {
  const twice = (rows: readonly { code: string }[], key: string) =>
    rows.flatMap((row, i) =>
      rows.findIndex((other) => other.code === row.code) < i
        ? [fault([key, i, 'code'], `the code "${row.code}" is used twice`, 'give each a code of its own')]
        : [],
    );
  return [
    ...twice(pools.origins, 'origins'),
    ...twice(pools.occupations, 'occupations'),
    ...twice(pools.fillers, 'fillers'),
    ...pretestFaults(pools, fault),
    ...pools.phone.owned.flatMap(({ from, until }, i) =>
      from.length === until.length && from <= until
        ? []
        : [fault(['phone', 'owned', i], 'the range ends before it begins', 'swap from and until')],
    ),
  ];
}

function pretestFaults(pools: Pools, fault: FaultMaker): Fault[] {
  return pools.origins.flatMap((origin, i) => [
    ...(pools.use === 'field' && origin.pretest.status === 'own-assumption'
      ? [
          fault(
            ['origins', i, 'pretest'],
            'names for the field need a measured pretest',
            'measure it, or set use to exercise-only',
          ),
        ]
      : []),
    ...[
      { path: ['origins', i, 'pretest'], pretest: origin.pretest },
      ...(['firstNames', 'familyNames'] as const).flatMap((key) =>
        origin[key].map(({ pretest }, j) => ({ path: ['origins', i, key, j, 'pretest'], pretest })),
      ),
    ].flatMap(({ path, pretest }) =>
      pretest?.status === 'measured' && pretest.classMean === undefined
        ? [
            fault(
              path,
              'a measured pretest lacks the mean of the perceived class',
              'write classMean, from 1 to 5',
            ),
          ]
        : [],
    ),
  ]);
}
