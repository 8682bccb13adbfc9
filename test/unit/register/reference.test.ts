import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dateOnly } from '../../../src/platform/dates.js';
import { DocumentError } from '../../../src/platform/yaml.js';
import type { Fault } from '../../../src/platform/yaml.js';
import { legalBasisOn } from '../../../src/register/legal-bases.js';
import {
  loadReference,
  protectionOn,
  sectorsHintedByNace,
  sectorsOfJointCommittee,
} from '../../../src/register/reference.js';

const shipped = join(import.meta.dirname, '../../../scenarios/reference');
const reference = loadReference(shipped);
const codesOf = (rows: readonly { code: string }[]) => rows.map((row) => row.code);

/** Faults of the shipped files after one change. */
function faultsAfter(file: string, change: (text: string) => string): readonly Fault[] {
  const folder = mkdtempSync(join(tmpdir(), 'reference-'));
  cpSync(shipped, folder, { recursive: true });
  writeFileSync(join(folder, file), change(readFileSync(join(shipped, file), 'utf8')));
  try {
    loadReference(folder);
  } catch (error) {
    if (error instanceof DocumentError) return error.faults;
    throw error;
  }
  return [];
}

describe('the sectors', () => {
  it('are 36, each with a code of its own', () => {
    expect(new Set(codesOf(reference.sectors)).size).toBe(36);
  });

  it('hold the three of the demo', () => {
    expect(codesOf(reference.sectors)).toEqual(expect.arrayContaining(['uitzend', 'bouw', 'detailhandel']));
  });

  it('of which two have mystery calls of their own', () => {
    expect(codesOf(reference.sectors.filter((sector) => sector.selfRegulationCalls))).toEqual([
      'uitzend',
      'dienstencheques',
    ]);
  });

  it('of one joint committee are found by it', () => {
    expect(codesOf(sectorsOfJointCommittee(reference.sectors, '322.01'))).toEqual(['dienstencheques']);
  });

  it('of a shared joint committee are both found, so that a person can choose', () => {
    expect(codesOf(sectorsOfJointCommittee(reference.sectors, '329.01'))).toEqual([
      'social-profit',
      'sport-socio-cultureel',
    ]);
  });

  it('are hinted at by a NACE code in any precision', () => {
    expect(codesOf(sectorsHintedByNace(reference.sectors, '78.200'))).toEqual(['uitzend']);
  });

  it('that are candidates only are marked to be checked', () => {
    expect(codesOf(reference.sectors.filter((sector) => sector.status === 'check'))).toEqual([
      'non-ferro-glas-steen-haven',
    ]);
  });
});

describe('the protected grounds', () => {
  it('hold those of the shipped scenarios', () => {
    expect(codesOf(reference.grounds)).toEqual(expect.arrayContaining(['origin', 'age', 'gender']));
  });

  it('lead to the equality body that was competent on the day', () => {
    const before = protectionOn(reference, 'age', dateOnly(2023, 3, 14));
    const after = protectionOn(reference, 'age', dateOnly(2023, 3, 15));
    expect(before).toContainEqual({ law: 'flemish-2008', body: 'unia' });
    expect(after).toContainEqual({ law: 'flemish-2008', body: 'vmri' });
  });

  it('send sex to the institute for women and men', () => {
    expect(protectionOn(reference, 'gender', dateOnly(2027, 1, 1))).toContainEqual({
      law: 'gender-2007',
      body: 'igvm',
    });
  });

  it('protect breastfeeding only since the law said so', () => {
    expect(protectionOn(reference, 'breastfeeding', dateOnly(2019, 1, 1))).toEqual([]);
  });
});

describe('the legal bases', () => {
  it('ask for all triggers before 8 May 2022 and for one since', () => {
    expect(legalBasisOn(reference.legalBases, 'ssw-42-1', dateOnly(2022, 5, 7))?.triggersNeeded).toBe('all');
    expect(legalBasisOn(reference.legalBases, 'ssw-42-1', dateOnly(2022, 5, 8))?.triggersNeeded).toBe('one');
  });

  it('did not exist before the first version', () => {
    expect(legalBasisOn(reference.legalBases, 'ssw-42-1', dateOnly(2018, 3, 31))).toBeUndefined();
  });

  it('do not name the Flemish inspectorate under article 42/1', () => {
    expect(legalBasisOn(reference.legalBases, 'ssw-42-1', dateOnly(2027, 1, 1))?.services).not.toContain(
      'vsi',
    );
  });

  it('let only the exercise work in a demo alone', () => {
    const exercises = reference.legalBases.filter((basis) =>
      basis.versions.some((version) => version.exercise),
    );
    expect(codesOf(exercises)).toEqual(['exercise']);
  });

  it('never lead from a baseline to enforcement', () => {
    const mixed = reference.legalBases
      .filter((basis) => basis.code !== 'exercise')
      .flatMap((basis) => basis.versions)
      .filter((version) => version.purposes.includes('baseline') && version.purposes.includes('enforcement'));
    expect(mixed).toEqual([]);
  });

  it.each(['confirmed: true', 'confirmation: { by: someone }', 'status: confirmed'])(
    'cannot be confirmed in the file by "%s"',
    (line) => {
      const faults = faultsAfter('legal-bases.yaml', (text) =>
        text.replace("- version: '1'", `- version: '1'\n        ${line}`),
      );
      expect(faults).toHaveLength(1);
    },
  );

  it('may not overlap in time', () => {
    const faults = faultsAfter('legal-bases.yaml', (text) =>
      text.replace('validUntil: 2022-05-08', 'validUntil: 2022-06-01'),
    );
    expect(faults[0]).toMatchObject({
      path: 'legalBases[1].versions[1]',
      problem: 'this version overlaps or repeats the one before it',
    });
  });
});

describe('a fault in a reference file', () => {
  it('names file, place, line and cure', () => {
    const [fault] = faultsAfter('sectors.yaml', (text) =>
      text.replace('jointCommittees:', 'jointComittees:'),
    );
    expect(fault).toMatchObject({
      file: 'reference/sectors.yaml',
      path: 'sectors[0].jointComittees',
      cure: 'did you mean "jointCommittees"?',
    });
    expect(fault?.line).toBeGreaterThan(8);
  });

  it('is found in a fund number with a wrong check digit', () => {
    const [fault] = faultsAfter('sectors.yaml', (text) => text.replace("'0872324958'", "'0872324959'"));
    expect(fault).toMatchObject({ path: 'sectors[0].fundKbo', problem: 'not a valid enterprise number' });
  });

  it('is found in a code that is used twice', () => {
    const [fault] = faultsAfter('sectors.yaml', (text) => text.replace('code: bouw', 'code: uitzend'));
    expect(fault).toMatchObject({ path: 'sectors[2].code', problem: 'the code "uitzend" is used twice' });
  });

  it('is found in a law that the file does not have', () => {
    const [fault] = faultsAfter('grounds.yaml', (text) => text.replace('law: race-1981', 'law: race-1918'));
    expect(fault).toMatchObject({
      problem: '"race-1918" is not in this file',
      cure: 'did you mean "race-1981"?',
    });
  });

  it('is found in a joint committee written as a number', () => {
    const [fault] = faultsAfter('sectors.yaml', (text) => text.replace("['322']", '[322]'));
    expect(fault).toMatchObject({
      path: 'sectors[0].jointCommittees[0]',
      cure: 'write a string; put it between quotes',
    });
  });
});

describe('the further questions', () => {
  it.each([
    ['a code that is used twice', 'code: retaliation', 'code: accommodation', /used twice/],
    ['a question that stands twice', 'code: in-writing', 'code: asked-on', /used twice/],
    ['choices of a question in words', 'kind: choice', 'kind: text', /choices/],
    ['a choice without choices', 'kind: text', 'kind: choice', /choices/],
    ['a language that lacks', 'fr: Wat', 'de: Wat', /./],
    ['a version that is no number', 'version: 1', 'version: first', /./],
  ])('of %s are refused with the place in the file', (_, from, to, said) => {
    const change = (text: string) =>
      from === 'fr: Wat' ? text.replace(/\n +fr: [^\n]+/, '') : text.replace(from, to);
    const [fault] = faultsAfter('questionnaires.yaml', change);
    expect(fault?.file).toBe('reference/questionnaires.yaml');
    expect(fault?.problem).toMatch(said);
  });

  it('that ask for more words than one form carries are refused', () => {
    const change = (text: string) =>
      text.replace(/\n {8}choices:(\n {10}[^\n]+)+/g, '').replace(/kind: (choice|day|yes-no)/g, 'kind: text');
    expect(faultsAfter('questionnaires.yaml', change).map(({ problem }) => problem)).toContainEqual(
      expect.stringMatching(/more than 6 questions/),
    );
  });
});
