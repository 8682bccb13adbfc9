import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { apiProblems, authProblems } from '../../../src/auth/index.js';
import {
  authorisationProblems,
  campaignProblems,
  incrementProblems,
  magistrateProblems,
  interestProblems,
  killSwitchProblems,
  legalBasisProblems,
  amendmentProblems,
  wizardProblems,
} from '../../../src/campaigns/index.js';
import { reportProblems } from '../../../src/reports/problems.js';
import {
  actionProblems,
  callProblems,
  calledNameProblems,
  candidateCallProblems,
  clientMailProblems,
  voiceProblems,
  byHandProblems,
  dispatchProblems,
  responseProblems,
  uploadProblems,
  detectionProblems,
  identityProblems,
  proofProblems,
  snapshotProblems,
  privacyProblems,
  approvalProblems,
  withdrawalProblems,
} from '../../../src/fieldwork/index.js';
import { flagProblems, sectorProblems } from '../../../src/findings/index.js';
import { signalProblems } from '../../../src/signals/index.js';
import {
  constraintOf,
  joinProblems,
  platformProblems,
  Problem,
  problemOf,
} from '../../../src/platform/problems.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const table = joinProblems(
  { kinds: platformProblems },
  authProblems,
  apiProblems,
  campaignProblems,
  incrementProblems,
  authorisationProblems,
  magistrateProblems,
  killSwitchProblems,
  amendmentProblems,
  wizardProblems,
  interestProblems,
  legalBasisProblems,
  signalProblems,
  calledNameProblems,
  candidateCallProblems,
  clientMailProblems,
  byHandProblems,
  dispatchProblems,
  responseProblems,
  snapshotProblems,
  uploadProblems,
  detectionProblems,
  identityProblems,
  proofProblems,
  withdrawalProblems,
  callProblems,
  voiceProblems,
  actionProblems,
  sectorProblems,
  flagProblems,
  privacyProblems,
  approvalProblems,
);
const source = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(root, 'src', name), 'utf8') }));
const schema = readdirSync(join(root, 'sql'))
  .map((name) => readFileSync(join(root, 'sql', name), 'utf8'))
  .join('\n');

/** Codes that the source gives by a call, with the file they stand in. */
function codesIn(call: RegExp): { code: string; name: string }[] {
  return source.flatMap(({ name, text }) => [...text.matchAll(call)].map((hit) => ({ code: hit[1]!, name })));
}

describe('the one table of problems', () => {
  test('knows every problem that the source throws', () => {
    const thrown = codesIn(/new Problem\(\s*'([^']+)'/g);
    expect(thrown.length).toBeGreaterThan(15);
    expect(thrown.filter(({ code }) => !table.kinds.has(code) && !(code in reportProblems))).toEqual([]);
  });

  test('knows every reason for which a rule refuses', () => {
    // Reasons of materials and statistics stand in the detail of another problem; why a session does not open is told to nobody.
    const refused = codesIn(/\brefuse\(\s*'([^']+)'/g).filter(
      ({ code, name }) =>
        !/^(materials|statistics)\//.test(name) && !['session-over', 'token-superseded'].includes(code),
    );
    expect(refused.length).toBeGreaterThan(15);
    expect(refused.filter(({ code }) => !table.kinds.has(code) && !(code in reportProblems))).toEqual([]);
  });

  test('holds no problem that nothing gives', () => {
    const texts = source
      .filter(({ name }) => !name.endsWith('problems.ts'))
      .map(({ text }) => text)
      .join('\n');
    const byConstraint = new Set(table.constraints.values());
    expect(
      [...table.kinds.keys()].filter((code) => !texts.includes(`'${code}'`) && !byConstraint.has(code)),
    ).toEqual([]);
  });

  test('names constraints that stand in sql/ only', () => {
    const missing = [...table.constraints.keys()].filter((name) =>
      /^(gate|request):/.test(name)
        ? !schema.includes(`'${name.slice(name.indexOf(':') + 1)}'`)
        : !new RegExp(`\\b${name}\\b`).test(schema),
    );
    expect(table.constraints.size).toBeGreaterThan(15);
    expect(missing).toEqual([]);
  });

  test('knows every reason of the gate in SQL', () => {
    // Later files replace the function: the last one stands.
    const gate = [
      ...schema.matchAll(/create (?:or replace )?function sending_refused_because[\s\S]*?\$\$;/g),
    ].at(-1)![0];
    const reasons = [...gate.matchAll(/then '([a-z-]+)'/g)]
      .map((hit) => hit[1]!)
      .filter((reason) => reason !== 'not-found');
    expect(reasons.length).toBeGreaterThanOrEqual(10);
    expect(
      [...reasons, 'authorisation-used-up'].filter(
        (reason) => table.constraints.get(`gate:${reason}`) !== reason,
      ),
    ).toEqual([]);
  });

  test('has a title in both languages and a status of a client, but for bugs', () => {
    const wrong = [...table.kinds].filter(
      ([code, kind]) =>
        kind.nl.length < 5 ||
        kind.en.length < 5 ||
        (code === 'bug'
          ? kind.status !== 500
          : // What we lean on can be away.
            code === 'provider-away' || code === 'answer-key-missing'
            ? kind.status !== 503
            : kind.status < 400 || kind.status >= 500),
    );
    expect(wrong).toEqual([]);
  });
});

describe('joining rooms', () => {
  const kind = { status: 409, nl: 'een', en: 'one' };
  test('refuses a code that two rooms give', () => {
    expect(() => joinProblems({ kinds: { a: kind } }, { kinds: { a: kind } })).toThrow(
      'Problem a is declared twice.',
    );
  });

  test('refuses a constraint that names no problem', () => {
    expect(() => joinProblems({ kinds: { a: kind }, constraints: { some_key: 'b' } })).toThrow(
      'No problem is named b.',
    );
  });
});

describe('the problem behind something thrown', () => {
  test('is itself when the table knows it', () => {
    const problem = new Problem('campaign-life', 'a detail');
    expect(problemOf(problem, table)).toBe(problem);
  });

  test('is a bug when the table does not know it', () => {
    expect(problemOf(new Problem('no-such-code'), table).code).toBe('bug');
  });

  test('is the one that its constraint names', () => {
    expect(problemOf({ constraint: 'campaign_name_unique', code: '23505' }, table).code).toBe(
      'campaign-name-taken',
    );
  });

  test.each([
    [new Error('x')],
    ['a text'],
    [null],
    [undefined],
    [{ constraint: 7 }],
    [{ constraint: 'unknown_key' }],
  ])('is a bug for %s', (thrown) => {
    expect(problemOf(thrown, table)).toMatchObject({ code: 'bug', detail: undefined });
  });

  test('tells the constraint only when there is one', () => {
    expect([constraintOf({ constraint: 'a' }), constraintOf({ constraint: '' }), constraintOf('a')]).toEqual([
      'a',
      undefined,
      undefined,
    ]);
  });
});
