import { describe, expect, it } from 'vitest';
import { columnsOf, readHeader, toRecord } from '../../../src/register/import-columns.js';
import { knownSectors } from '../../../src/register/import-fields.js';
import { parseEmployerRow, parseVacancyRow } from '../../../src/register/import-rows.js';
import type { CsvRecord, RowFault } from '../../../src/register/import-rows.js';

const sectors = knownSectors([
  { code: 'uitzend', jointCommittees: ['322'] },
  { code: 'social-profit', jointCommittees: ['330', '329.01'] },
  { code: 'sport', jointCommittees: ['223', '329.01'] },
  { code: 'lokale-besturen', jointCommittees: [] },
]);

const employer: CsvRecord = {
  kbo: 'BE 0123.456.749',
  name: 'Voorbeeld Interim',
  sector: 'uitzend',
  joint_committee: '322',
  nace: '78200',
  municipality: 'Mechelen',
  postcode: '2800',
  establishment: '2.123.456.791',
  parent_kbo: '',
  mail_domain: 'Voorbeeld.Example',
  phone: '03 123 45 67',
  mail: 'Info@Voorbeeld.Example',
  application_email: 'Werk@Voorbeeld.Example',
};

const vacancy: CsvRecord = {
  reference: 'V-1',
  source: 'upload',
  title: 'Magazijnmedewerker',
  kbo: '0123456749',
  establishment: '',
  sector: '',
  place: 'Mechelen',
  postcode: '2800',
  contact_email: 'Jobs@Voorbeeld.Example',
  contact_name: '',
  occupation: 'logistiek',
  bottleneck: 'ja',
  open_from: '2027-03-01',
  open_until: '31/03/2027',
  snapshot: '',
};

function employerFaults(changes: CsvRecord): RowFault[] {
  const result = parseEmployerRow({ ...employer, ...changes }, 7, sectors);
  return result.ok ? [] : result.faults;
}

function vacancyFaults(changes: CsvRecord): RowFault[] {
  const result = parseVacancyRow({ ...vacancy, ...changes }, 7, sectors);
  return result.ok ? [] : result.faults;
}

describe('a row of an employer', () => {
  it('is read into the forms that the register keeps', () => {
    expect(parseEmployerRow(employer, 2, sectors)).toEqual({
      ok: true,
      row: {
        kbo: '0123456749',
        name: 'Voorbeeld Interim',
        sector: 'uitzend',
        jointCommittee: '322',
        nace: '78.200',
        municipality: 'Mechelen',
        postcode: '2800',
        establishment: '2123456791',
        parentKbo: null,
        mailDomain: 'voorbeeld.example',
        phone: '03 123 45 67',
        mail: 'Info@voorbeeld.example',
        mailSaid: true,
        applicationEmail: 'Werk@voorbeeld.example',
        applicationEmailSaid: true,
      },
    });
  });

  it('holds one mail address, or the fault that says how', () => {
    expect(employerFaults({ mail: 'balie bij het kantoor' }).map(({ field, cure }) => [field, cure])).toEqual(
      [['mail', 'give one bare address, such as jobs@example.be']],
    );
    expect(employerFaults({ mail: '' })).toEqual([]);
  });

  it('that names no single address for applications is told so, with its cure', () => {
    expect(employerFaults({ application_email: 'mail ons, of werk@voorbeeld.example' })).toMatchObject([
      { line: 7, field: 'application_email', cure: expect.stringContaining('one bare address') },
    ]);
  });

  it('tells all its faults at once, each with line, field and cure', () => {
    const faults = employerFaults({ kbo: '0123.456.748', name: '', sector: 'uitzent', postcode: '28000' });
    expect(faults.map((fault) => [fault.line, fault.field, fault.cure])).toEqual([
      [7, 'kbo', 'a digit was mistyped: copy the number again from the KBO'],
      [7, 'name', 'fill in name'],
      [7, 'sector', 'did you mean "uitzend"?'],
      [7, 'postcode', 'write four digits, such as 2800'],
    ]);
  });

  it('gets its sector from a joint committee of one sector', () => {
    expect(parseEmployerRow({ ...employer, sector: '' }, 2, sectors)).toMatchObject({
      ok: true,
      row: { sector: 'uitzend' },
    });
  });

  it('is asked to choose when the joint committee belongs to two sectors', () => {
    expect(employerFaults({ sector: '', joint_committee: '329.01' })).toEqual([
      {
        line: 7,
        field: 'sector',
        problem: 'joint committee 329.01 leaves the sector open',
        cure: 'choose social-profit or sport',
      },
    ]);
  });

  it('is refused when sector and joint committee contradict each other', () => {
    expect(employerFaults({ sector: 'sport', joint_committee: '322' })).toEqual([
      {
        line: 7,
        field: 'joint_committee',
        problem: 'joint committee 322 is not one of sector sport',
        cure: 'choose uitzend',
      },
    ]);
  });

  it('of a sector without joint committees needs none', () => {
    const result = parseEmployerRow(
      { ...employer, sector: 'lokale-besturen', joint_committee: '' },
      2,
      sectors,
    );
    expect(result).toMatchObject({ ok: true, row: { sector: 'lokale-besturen', jointCommittee: null } });
  });

  it.each([
    ['PC 322', '322'],
    ['322.00', '322'],
  ])('reads the joint committee "%s" as %s', (written, kept) => {
    expect(parseEmployerRow({ ...employer, joint_committee: written }, 2, sectors)).toMatchObject({
      ok: true,
      row: { jointCommittee: kept },
    });
  });

  it('may not be its own parent', () => {
    expect(employerFaults({ parent_kbo: '0123456749' })[0]?.problem).toBe(
      'an enterprise cannot be its own parent',
    );
  });

  it('in the wrong encoding is told how to save the file', () => {
    expect(employerFaults({ name: 'Caf\uFFFD' })[0]?.cure).toBe('save the file as UTF-8 and import it again');
  });

  it('may hold no line breaks or other control characters', () => {
    expect(employerFaults({ name: 'A\u0000B' })[0]?.cure).toBe('put the value on one line');
  });

  it('may not have a mail address where its domain is asked', () => {
    expect(employerFaults({ mail_domain: 'jobs@voorbeeld.example' })[0]).toMatchObject({
      field: 'mail_domain',
    });
  });
});

describe('a row of a vacancy', () => {
  it('is read into the forms that the register keeps', () => {
    expect(parseVacancyRow(vacancy, 2, sectors)).toEqual({
      ok: true,
      row: {
        reference: 'V-1',
        source: 'upload',
        title: 'Magazijnmedewerker',
        kbo: '0123456749',
        establishment: null,
        sector: null,
        place: 'Mechelen',
        postcode: '2800',
        contactEmail: 'Jobs@voorbeeld.example',
        contactName: null,
        occupation: 'logistiek',
        bottleneck: true,
        openFrom: '2027-03-01',
        openUntil: '2027-03-31',
        snapshot: null,
        formUrl: null,
        formUrlSaid: false,
        contactPhone: null,
        contactPhoneSaid: false,
        exclusion: null,
        exclusionSaid: false,
        language: null,
      },
    });
  });

  it('tells all its faults at once', () => {
    const faults = vacancyFaults({
      title: '',
      bottleneck: 'misschien',
      contact_email: 'jobs',
      open_from: '2027-02-30',
      snapshot: 'abc',
    });
    expect(faults.map((fault) => fault.field).sort()).toEqual([
      'bottleneck',
      'contact_email',
      'open_from',
      'snapshot',
      'title',
    ]);
  });

  it('may not close before it opens', () => {
    expect(vacancyFaults({ open_until: '2027-02-28' })).toEqual([
      {
        line: 7,
        field: 'open_until',
        problem: '2027-02-28 is before open_from (2027-03-01)',
        cure: 'swap the two days, or correct one',
      },
    ]);
  });

  it.each([
    'jobs@voorbeeld',
    'a@b@c.example',
    'Jan <jan@voorbeeld.example>',
    'a@voorbeeld.example, b@voorbeeld.example',
    '.a@voorbeeld.example',
  ])('refuses "%s" as a contact address', (written) => {
    expect(vacancyFaults({ contact_email: written })).toMatchObject([{ field: 'contact_email' }]);
  });

  it('refuses a Belgian day that does not exist', () => {
    expect(vacancyFaults({ open_from: '31/02/2027' })[0]?.problem).toBe('the day 31/02/2027 does not exist');
  });

  it('keeps the hash of its copy in small letters', () => {
    const hash = 'AB'.repeat(32);
    expect(parseVacancyRow({ ...vacancy, snapshot: hash }, 2, sectors)).toMatchObject({
      ok: true,
      row: { snapshot: hash.toLowerCase() },
    });
  });
});

describe('the language of a vacancy', () => {
  it.each([
    ['fr', 'fr'],
    ['Frans', 'fr'],
    ['Nederlands', 'nl'],
    ['anglais', 'en'],
    ['', null],
  ])('knows the language %j as %s', (written, kept) => {
    const read = parseVacancyRow({ ...vacancy, language: written }, 2, sectors);
    expect(read.ok && read.row.language).toBe(kept);
  });

  it('that nobody speaks is refused', () => {
    expect(parseVacancyRow({ ...vacancy, language: 'Klingon' }, 2, sectors)).toMatchObject({
      ok: false,
      faults: [{ field: 'language', cure: 'write nl, fr, en' }],
    });
  });
});

describe('the web form of a vacancy', () => {
  const formIn = (form_url: string) => {
    const read = parseVacancyRow({ ...vacancy, form_url }, 7, sectors);
    return read.ok ? read.row.formUrl : read.faults;
  };

  it.each([
    ['https://www.voorbeeld.example/jobs/1?ref=a#vorm', 'https://www.voorbeeld.example/jobs/1?ref=a#vorm'],
    ['HTTPS://Voorbeeld.Example', 'https://voorbeeld.example/'],
    ['', null],
  ])('is read from %j', (written, kept) => {
    expect(formIn(written)).toBe(kept);
  });

  it.each([
    ['http://voorbeeld.example/jobs', 'does not begin with https://'],
    ['www.voorbeeld.example/jobs', 'is not the address of a web page'],
    ['javascript:alert(1)', 'is not the address of a web page'],
    ['https://localhost/jobs', 'is not the address of a web page'],
    ['https://192.168.1.4/jobs', 'is not the address of a web page'],
    ['https://jan:geheim@voorbeeld.example/jobs', 'holds a user name or a password'],
    [`https://voorbeeld.example/${'a'.repeat(2000)}`, 'characters'],
  ])('is refused with its cure when it is %j', (written, problem) => {
    expect(formIn(written)).toEqual([
      {
        line: 7,
        field: 'form_url',
        problem: expect.stringContaining(problem),
        cure: expect.stringMatching(/.{5}/),
      },
    ]);
  });
});

describe('a vacancy that is left out of every sample', () => {
  const exclusionIn = (changes: CsvRecord) => {
    const read = parseVacancyRow({ ...vacancy, ...changes }, 7, sectors);
    return read.ok ? read.row.exclusion : read.faults;
  };

  it.each([
    ['positive-action', 'positive-action'],
    ['Positieve actie', 'positive-action'],
    ['STUDENT', 'student'],
    ['étudiant', 'student'],
    ['identiteitsbewijs', 'identity-upload'],
  ])('says so in its own column: %s', (written, kept) => {
    expect(exclusionIn({ exclusion: written })).toBe(kept);
  });

  it.each([
    'Jobstudent magazijn',
    'Winkelmedewerker (studentenjob)',
    'Job étudiant : caissier',
    'Étudiante jobiste',
  ])('is known by a title that names a student’s job: %s', (title) => {
    expect(exclusionIn({ title })).toBe('student');
  });

  it.each(['Studentenbegeleider', 'Medewerker studentenadministratie', 'Magazijnier', 'Jobcoach'])(
    'is not one that only works with students: %s',
    (title) => {
      expect(exclusionIn({ title })).toBeNull();
    },
  );

  it('names the reasons there are when another is given', () => {
    expect(exclusionIn({ exclusion: 'geen zin' })).toEqual([
      {
        line: 7,
        field: 'exclusion',
        problem: '"geen zin" is no reason to leave a vacancy out',
        cure: 'write positive-action, student, identity-upload, or leave it empty',
      },
    ]);
  });
});

describe('a header', () => {
  it('may have its columns in any order', () => {
    const columns = columnsOf('vacancies').reverse();
    expect(readHeader('vacancies', columns)).toEqual({ ok: true, columns });
  });

  it('may be in Dutch, with capitals, accents and a byte order mark', () => {
    const cells = ['\uFEFFOndernemingsnummer', 'Naam', 'Sector', 'Paritair comité', 'Gemeente'];
    expect(readHeader('employers', cells)).toEqual({
      ok: true,
      columns: ['kbo', 'name', 'sector', 'joint_committee', 'municipality'],
    });
  });

  it('names every missing, unknown and repeated column at once', () => {
    const result = readHeader('employers', ['kbo', 'naam', 'name', 'postcod', 'kleur']);
    expect(result.ok ? [] : result.faults.map((fault) => [fault.problem, fault.cure])).toEqual([
      ['column "name" stands there twice (columns 2 and 3)', 'keep one of the two'],
      ['unknown column "postcod"', 'did you mean "postcode"?'],
      ['unknown column "kleur"', expect.stringContaining('remove it')],
      ['column "sector" is missing', 'add it (in Dutch: sectorcode)'],
    ]);
  });

  it('tells a column without a name', () => {
    const result = readHeader('employers', ['kbo', 'name', 'sector', '']);
    expect(result.ok ? [] : result.faults.map((fault) => fault.problem)).toEqual(['column 4 has no name']);
  });
});

describe('a line', () => {
  it('becomes a record by column name', () => {
    expect(toRecord(['kbo', 'name'], ['1', 'A'], 3)).toEqual({ ok: true, record: { kbo: '1', name: 'A' } });
  });

  it('with too many fields is a fault of that line', () => {
    expect(toRecord(['kbo', 'name'], ['1', 'A', 'B'], 3)).toMatchObject({
      ok: false,
      faults: [{ line: 3, problem: 'the line has 3 fields, the header 2' }],
    });
  });
});
