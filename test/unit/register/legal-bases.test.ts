import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dateOnly } from '../../../src/platform/dates.js';
import { DocumentError, type Fault } from '../../../src/platform/yaml.js';
import { authorisationKinds, legalBasisOn, readBasisDocument } from '../../../src/register/legal-bases.js';
import { loadReference } from '../../../src/register/reference.js';

const shipped = join(import.meta.dirname, '../../../scenarios/reference');
const { legalBases, legalTerms } = loadReference(shipped);
const versions = legalBases.flatMap((basis) =>
  basis.versions.map((version) => ({ code: basis.code, version })),
);
const on = (code: string, year: number, month: number, day: number) =>
  legalBasisOn(legalBases, code, dateOnly(year, month, day))!;

/** Faults of the shipped files after one change of the file of legal bases. */
function faultsAfter(change: (text: string) => string): readonly Fault[] {
  const folder = mkdtempSync(join(tmpdir(), 'legal-bases-'));
  cpSync(shipped, folder, { recursive: true });
  const file = join(folder, 'legal-bases.yaml');
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
  try {
    loadReference(folder);
  } catch (error) {
    if (error instanceof DocumentError) return error.faults;
    throw error;
  }
  return [];
}

describe('the shipped legal bases', () => {
  it('are those of the federal code, the Flemish decrees, joint action, Brussels, sectors, mandates and clauses', () => {
    expect(legalBases.map(({ code, versions }) => [code, versions.length])).toEqual([
      ['exercise', 1],
      ['ssw-42-1', 2],
      ['flemish-supervision', 1],
      ['joint-action', 1],
      ['brussels-ordinance', 2],
      ['sector-self-regulation', 1],
      ['baseline-mandate', 1],
      ['contract-clause', 1],
    ]);
  });

  it('all rest on readings that are still to be checked, but for the exercise', () => {
    expect(versions.filter(({ version }) => version.status !== 'check').map(({ code }) => code)).toEqual([
      'exercise',
    ]);
  });

  it('ask no magistrate in Brussels since 2023 after a complaint or on suspicion of one employer, but for a sector', () => {
    const { triggers } = on('brussels-ordinance', 2024, 1, 1);
    expect(triggers.map(({ code, authorisation }) => [code, authorisation])).toEqual([
      ['complaint-or-report', 'second-person'],
      ['employer-suspicion', 'second-person'],
      ['sector-study', 'labour-auditor-or-prosecutor'],
      ['sector-data-comparison', 'labour-auditor-or-prosecutor'],
    ]);
  });

  it('ask in Brussels for two kinds of authorisation, and for one under article 42/1', () => {
    expect(authorisationKinds(legalTerms, on('brussels-ordinance', 2024, 1, 1))).toEqual([
      'reasoned-decision',
      'magistrate',
    ]);
    expect(authorisationKinds(legalTerms, on('ssw-42-1', 2024, 1, 1))).toEqual(['magistrate']);
  });

  it('let nobody of outside help before 8 May 2022, and under conditions since', () => {
    expect(on('ssw-42-1', 2022, 5, 7).thirdPersons).toBe('forbidden');
    expect(on('ssw-42-1', 2022, 5, 8).thirdPersons).toBe('under-conditions');
  });

  it('hold the Flemish decrees as in force since 1 January 2026 only', () => {
    expect(legalBasisOn(legalBases, 'flemish-supervision', dateOnly(2025, 12, 31))).toBeUndefined();
    expect(on('flemish-supervision', 2026, 1, 1).services).toEqual(['vsi']);
  });

  it('let the Flemish inspectorate act for the federal one at a request of the labour auditor only', () => {
    const { services, actsFor, triggers } = on('joint-action', 2026, 1, 1);
    expect([services.includes('vsi'), actsFor]).toEqual([true, ['tww']]);
    expect(new Set(triggers.map(({ authorisation }) => authorisation))).toEqual(new Set(['labour-auditor']));
  });

  it('name a client as capacity where calls with a wish are allowed, and not in a baseline', () => {
    expect(on('ssw-42-1', 2026, 1, 1).capacities).toContain('client');
    expect(on('baseline-mandate', 2026, 1, 1).capacities).not.toContain('client');
  });

  it('say for each enforcement to whom all acts are reported', () => {
    const silent = versions.filter(
      ({ version }) =>
        !version.exercise && version.purposes.includes('enforcement') && version.report.length === 0,
    );
    expect(silent).toEqual([]);
  });

  it('are read back whole from what the database keeps', () => {
    const { name, versions } = legalBases[1]!;
    const read = readBasisDocument(JSON.parse(JSON.stringify({ code: 'x', name, version: versions[0] })));
    expect(read).toEqual({ name, content: versions[0] });
  });

  it('that left the file under an older form keep their name', () => {
    const { name } = legalBases[1]!;
    expect(readBasisDocument({ name, version: { version: '1', old: true } })).toEqual({
      name,
      content: null,
    });
  });
});

describe('a fault in the file of legal bases', () => {
  const cases: readonly [what: string, from: string, to: string, fault: Partial<Fault>][] = [
    [
      'a service that nobody is',
      'services: [federal-social-inspection]',
      'services: [federal-social-inspektion]',
      {
        path: 'legalBases[1].versions[0].services[0]',
        problem: '"federal-social-inspektion" is not in this file',
        cure: 'did you mean "federal-social-inspection"?',
      },
    ],
    [
      'a trigger that is not explained',
      '- { code: vacancy-text, authorisation: labour-auditor-or-prosecutor }',
      '- { code: vacancy-tekst, authorisation: labour-auditor-or-prosecutor }',
      { path: 'legalBases[1].versions[1].triggers[3].code', cure: 'did you mean "vacancy-text"?' },
    ],
    [
      'an authority that only gets reports',
      '- { code: complaint-or-report, authorisation: second-person }',
      '- { code: complaint-or-report, authorisation: own-service }',
      { problem: '"own-service" gives no authorisation' },
    ],
    [
      'a version without triggers that does not say who authorises',
      'authorisation: social-partners\n',
      '\n',
      { path: 'legalBases[5].versions[0]', problem: 'missing key "authorisation"' },
    ],
    [
      'triggers that are needed but not listed',
      'triggersNeeded: none',
      'triggersNeeded: one',
      { path: 'legalBases[0].versions[0].triggersNeeded', cure: 'list the triggers, or write "none"' },
    ],
    [
      'a law that no ground has',
      'laws: [flemish-2008]',
      'laws: [flemish-2080]',
      { path: 'legalBases[2].versions[0].laws[0]', cure: 'did you mean "flemish-2008"?' },
    ],
    [
      'a body for which nobody acts',
      'actsFor: [tww]',
      'actsFor: [tvw]',
      { path: 'legalBases[3].versions[0].actsFor[0]', problem: '"tvw" is not in this file' },
    ],
    [
      'a capacity that a tester cannot have',
      'capacities: [candidate]',
      'capacities: [candidat]',
      { path: 'legalBases[2].versions[0].capacities[0]', cure: 'did you mean "candidate"?' },
    ],
    [
      'a misspelt key',
      'thirdPersons: allowed',
      'thirdpersons: allowed',
      { path: 'legalBases[0].versions[0].thirdpersons', cure: 'did you mean "thirdPersons"?' },
    ],
  ];
  it.each(cases)('is told with its place and cure: %s', (_what, from, to, fault) => {
    const faults = faultsAfter((text) => text.replace(from, to));
    expect(faults).toContainEqual(expect.objectContaining({ file: 'reference/legal-bases.yaml', ...fault }));
    expect(faults.every(({ line }) => line > 9)).toBe(true);
  });

  it('is found in a version that ends before it begins', () => {
    const faults = faultsAfter((text) => text.replace('validUntil: 2023-07-01', 'validUntil: 2017-07-01'));
    expect(faults).toContainEqual(
      expect.objectContaining({ problem: 'the version ends before it begins', cure: 'give a later day' }),
    );
  });
});
