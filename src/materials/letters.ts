// Writes letters, subjects and CVs by filling placeholders. One pass: what a vacancy's title holds is never read as a
// placeholder, and no value can add a line to a subject.

import { toCivil } from '../platform/dates.js';
import type {
  CorrespondenceScenario,
  Documents,
  Identity,
  Job,
  Occupation,
  Pools,
  Variant,
} from './schema.js';

/** Every placeholder a template may use, with what it stands for. */
export const PLACEHOLDERS = {
  'vacancy.title': 'title of the vacancy',
  'vacancy.place': 'place of work',
  'employer.name': 'name of the employer',
  'candidate.name': 'first and family name',
  'candidate.firstName': 'first name',
  'candidate.address': 'street, number, postcode and municipality',
  'candidate.municipality': 'municipality',
  'candidate.birthDate': 'date of birth, in words',
  'candidate.nationality': 'nationality',
  'candidate.phone': 'telephone number',
  'candidate.mail': 'mail address',
  'education.degree': 'degree',
  'education.school': 'school and its place',
  'education.year': 'year of the degree',
  'experience.years': 'years of relevant experience',
  'experience.role': 'occupation',
  'experience.strengths': 'what the candidate is good at',
  'experience.list': 'the jobs, most recent first (CV only)',
  languages: 'languages',
  licence: 'driving licence',
  availability: 'when the candidate can begin',
  leisure: 'pastimes',
} as const;

export type Placeholder = keyof typeof PLACEHOLDERS;

/** Placeholders of one line of experience in a CV. */
export const JOB_PLACEHOLDERS = {
  'job.period': 'from and until',
  'job.role': 'occupation',
  'job.place': 'kind of employer',
  'job.tasks': 'tasks',
} as const;

/** Placeholders of the script of a call. */
export const CALL_PLACEHOLDERS = {
  'caller.name': 'name that the caller gives',
  'caller.firm': 'firm that the caller gives',
  'agency.name': 'name of the agency',
} as const;

export type JobPlaceholder = keyof typeof JOB_PLACEHOLDERS;

const MARK = /\{\{\s*([A-Za-z.]*)\s*\}\}/g;

/** Names between double braces in a template, in order. */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(MARK)].map((match) => match[1] ?? '');
}

/** Fills a template. @throws RangeError for a placeholder without a value, which loading has ruled out. */
export function fill<Name extends string>(template: string, values: Readonly<Record<Name, string>>): string {
  const known = new Map<string, string>(Object.entries(values));
  return template.replace(MARK, (_, name: string) => {
    const value = known.get(name);
    if (value === undefined) throw new RangeError(`No value for {{${name}}}.`);
    return value;
  });
}

/** Text from outside on one line: white space and control characters become single spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** Months in Dutch, from January. */
export const MONTHS = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
] as const;

/** To whom the documents are written. */
export interface Addressee {
  vacancy: { title: string; place: string };
  employer: { name: string };
}

/** Which of the wordings an arm gets. */
export interface Choice {
  template: Variant;
  layout: Variant;
  leisure: string;
}

/** Letter, subject and CV of one identity in one wording. */
export function writeDocuments(
  scenario: CorrespondenceScenario,
  pools: Pools,
  identity: Identity,
  occupation: Occupation,
  context: Addressee,
  choice: Choice,
): Documents {
  const { template, layout } = choice;
  const cv = scenario.cvs[layout];
  const { year, month, day } = toCivil(identity.birthDate);
  const values: Record<Placeholder, string> = {
    'vacancy.title': oneLine(context.vacancy.title),
    'vacancy.place': oneLine(context.vacancy.place),
    'employer.name': oneLine(context.employer.name),
    'candidate.name': identity.displayName,
    'candidate.firstName': identity.firstName,
    'candidate.address': identity.addressLine,
    'candidate.municipality': identity.municipality,
    'candidate.birthDate': `${day} ${MONTHS[month - 1] ?? ''} ${year}`,
    'candidate.nationality': identity.nationality,
    'candidate.phone': identity.phone,
    'candidate.mail': identity.mailAddress,
    'education.degree': identity.education.degree,
    'education.school': identity.education.school,
    'education.year': String(identity.education.year),
    'experience.years': String(identity.relevantYears),
    'experience.role': occupation.role,
    'experience.strengths': occupation.strengths[template],
    'experience.list': experienceList(identity, cv),
    languages: pools.shared.languages[layout],
    licence: pools.shared.licence[layout],
    availability: pools.shared.availability[layout],
    leisure: choice.leisure,
  };
  return {
    template,
    layout,
    subject: oneLine(fill(scenario.subjects[template], values)),
    letter: fill(scenario.letters[template], values),
    cv: fill(cv.text, values),
  };
}

function experienceList(identity: Identity, cv: { job: string; gap: string }): string {
  const write = (job: Job, line: string): string => {
    const period = `${job.from} – ${job.until ?? 'heden'}`;
    const values: Record<JobPlaceholder, string> = {
      'job.period': period,
      'job.role': job.role,
      'job.place': job.place,
      'job.tasks': job.tasks,
    };
    return fill(line, values);
  };
  const relevant = identity.experience.map((job) => write(job, cv.job));
  const filler = identity.filler === null ? [] : [write(identity.filler.job, cv.gap)];
  return [...relevant, ...filler].join('\n');
}
