import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DocumentError, type Fault } from '../../../src/platform/yaml.js';
import { knowsMatter, ruleFor, USUAL_MATTER } from '../../../src/register/competence/rules.js';
import { loadReference } from '../../../src/register/reference.js';

const shipped = join(import.meta.dirname, '../../../scenarios/reference');
const { competence } = loadReference(shipped);
const bodyFor = (
  employerType: string,
  relation: string,
  ground = 'origin',
  sector = '',
  place = 'flanders',
) => ruleFor(competence, { employerType, relation, ground, sector, place })?.body;

describe('the body that is competent', () => {
  const cases: readonly [what: string, body: string, ...asked: Parameters<typeof bodyFor>][] = [
    ['an applicant at an ordinary firm', 'tww', 'ordinary-employer', 'application'],
    ['a candidate of a temporary work agency', 'vsi', 'temp-agency', 'mediation'],
    ['a candidate of a selection agency', 'vsi', 'private-mediator', 'mediation'],
    ['the own staff of a temporary work agency', 'tww', 'temp-agency', 'application', 'age', 'uitzend'],
    ['a jobseeker in guidance at VDAB', 'vsi', 'public-employment-service', 'training', 'age'],
    ['an applicant at a service-voucher firm', 'vsi', 'service-voucher-firm', 'application'],
    ['a client of a service-voucher firm', 'tww', 'service-voucher-firm', 'client'],
    ['a client with a wish at a temporary work agency', 'tww', 'temp-agency', 'client', 'age', 'uitzend'],
    ['an applicant at the Flemish government', 'vsi', 'flemish-government', 'application', 'disability'],
    ['a teacher who applies at a school', 'vsi', 'flemish-government', 'application', 'belief'],
    ['an applicant at supported employment', 'vsi', 'supported-employment', 'application', 'disability'],
    ['an applicant at a federal service', 'tww', 'federal-government', 'application'],
    ['an applicant at a town in Flanders', 'tww', 'local-government', 'application'],
    [
      'an applicant at a town in Brussels',
      'goe',
      'local-government',
      'application',
      'origin',
      '',
      'brussels',
    ],
    ['a candidate of an agency in Brussels', 'goe', 'temp-agency', 'mediation', 'origin', '', 'brussels'],
    [
      'an applicant at a service-voucher firm in Brussels',
      'goe',
      'service-voucher-firm',
      'application',
      'origin',
      '',
      'brussels',
    ],
    [
      'an applicant at an ordinary firm in Brussels',
      'tww',
      'ordinary-employer',
      'application',
      'age',
      '',
      'brussels',
    ],
    ['a pregnant self-employed worker', 'igvm', 'ordinary-employer', 'self-employed', 'pregnancy'],
    ['a self-employed worker for origin', 'unia', 'ordinary-employer', 'self-employed'],
    [
      'a service of a firm, for gender identity',
      'igvm',
      'ordinary-employer',
      'service-user',
      'gender-identity',
    ],
    ['a service of a federal office, for age', 'unia', 'federal-government', 'service-user', 'age'],
    ['a service of the Flemish government', 'vmri', 'flemish-government', 'service-user', 'disability'],
    [
      'a worker in the service-voucher sector',
      'vsi',
      'ordinary-employer',
      'application',
      'age',
      'dienstencheques',
    ],
    ['who is placed by the temporary work sector', 'vsi', 'ordinary-employer', 'mediation', 'age', 'uitzend'],
    ['an applicant in construction', 'tww', 'ordinary-employer', 'application', 'origin', 'bouw'],
  ];
  it.each(cases)('for %s is %s', (_what, body, ...asked) => {
    expect(bodyFor(...asked)).toBe(body);
  });

  it('is one of the six, for every case there can be', () => {
    const found = new Set<string | undefined>();
    for (const { code: employerType } of competence.employerTypes)
      for (const { code: relation } of competence.relations)
        for (const { code: place } of competence.places)
          for (const ground of ['origin', 'pregnancy'])
            found.add(bodyFor(employerType, relation, ground, 'bouw', place));
    expect([...found].sort()).toEqual(['goe', 'igvm', 'tww', 'unia', 'vmri', 'vsi']);
  });

  it('is decided by rules that each decide something', () => {
    const used = new Set<string>();
    for (const { code: employerType } of competence.employerTypes)
      for (const { code: relation } of competence.relations)
        for (const { code: place } of competence.places)
          for (const sector of ['bouw', 'uitzend', 'dienstencheques'])
            for (const ground of ['origin', 'pregnancy'])
              used.add(ruleFor(competence, { employerType, relation, place, sector, ground })!.code);
    expect(competence.rules.map(({ code }) => code).filter((code) => !used.has(code))).toEqual([]);
  });
});

describe('the usual matter', () => {
  it('is known to the table', () => {
    expect(knowsMatter(competence, USUAL_MATTER)).toBe(true);
  });
  it('with an unknown word is not', () => {
    expect(knowsMatter(competence, { ...USUAL_MATTER, relation: 'marriage' })).toBe(false);
  });
});

describe('a fault in the table of competence', () => {
  function faultsAfter(from: string, to: string): readonly Fault[] {
    const folder = mkdtempSync(join(tmpdir(), 'competence-'));
    cpSync(shipped, folder, { recursive: true });
    const file = join(folder, 'competence.yaml');
    const before = readFileSync(file, 'utf8');
    expect(before).toContain(from);
    writeFileSync(file, before.replace(from, to));
    try {
      loadReference(folder);
    } catch (error) {
      if (error instanceof DocumentError) return error.faults;
      throw error;
    }
    return [];
  }
  it.each([
    [
      'an unknown employer type',
      'employerTypes: [temp-agency, private-mediator]',
      'employerTypes: [temp-agencie, private-mediator]',
      { path: 'rules[0].when.employerTypes[0]', cure: 'did you mean "temp-agency"?' },
    ],
    [
      'an unknown ground',
      'childbirth,',
      'childbirt,',
      { path: 'rules[13].when.grounds[2]', cure: 'did you mean "childbirth"?' },
    ],
    [
      'an unknown body',
      'body: vmri',
      'body: vmrx',
      { path: 'rules[10].body', problem: '"vmrx" is not in this file' },
    ],
    [
      'a last rule that does not fit everything',
      'when: {}',
      'when: { places: [flanders] }',
      { path: 'rules[14].when', cure: 'write "when: {}" there' },
    ],
    [
      'a code used twice',
      '- code: temp-sector',
      '- code: mediation',
      { problem: 'the code "mediation" is used twice' },
    ],
  ])('is told with its place and cure: %s', (_what, from, to, fault) => {
    expect(faultsAfter(from, to)).toContainEqual(
      expect.objectContaining({ file: 'reference/competence.yaml', ...fault }),
    );
  });
});
