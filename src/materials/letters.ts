// Writes letters, subjects and CVs by filling placeholders. One pass: what a vacancy's title holds is never read as a
// placeholder, and no value can add a line to a subject.

import { toCivil } from '../platform/dates.js';
import { remember } from '../platform/remember.js';
import type {
  CorrespondenceScenario,
  Documents,
  Identity,
  Job,
  Occupation,
  Pools,
  Statement,
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
  'experience.until': 'year in which the last job ended',
  'statement.letter':
    'what this arm says of itself in the letter; a line of its own, left out where there is nothing to say',
  'statement.cv': 'what this arm says of itself in the CV; likewise',
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

/** Placeholders of what an arm says of itself. */
export const STATEMENT_PLACEHOLDERS = ['experience.until', 'experience.role'] as const;

/** Placeholders of the script of a candidate who calls. */
export const CANDIDATE_CALL_PLACEHOLDERS = {
  'candidate.name': 'first and family name',
  'candidate.phone': 'telephone number',
  'candidate.municipality': 'municipality',
  'experience.years': 'years of relevant experience',
  'education.degree': 'degree',
  'vacancy.title': 'title of the vacancy',
  'vacancy.place': 'place of work',
  'employer.name': 'name of the employer',
} as const;

/** Placeholders of what a client says. */
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
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  let text = '';
  let isName = false;
  for (const piece of piecesOf(template)) {
    const value = !isName ? piece : Object.hasOwn(values, piece) ? values[piece] : undefined;
    if (value === undefined) throw new RangeError(`No value for {{${piece}}}.`);
    text += value;
    isName = !isName;
  }
  return text;
}

/** What stands before, between and after the placeholders of a template, with their names in between. */
const piecesOf = remember(2000, (template: string) => template.split(MARK));

/** Text from outside on one line: white space and control characters become single spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** Months from January, as a date in running text has them. */
export const MONTHS = {
  nl: 'januari februari maart april mei juni juli augustus september oktober november december'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
} as const;

/** What stands for the end of a job that goes on. */
const STILL = { nl: 'heden', fr: 'aujourd’hui', en: 'present' } as const;

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
  /** What this arm says of itself, where that is the cue. */
  statement: Statement | undefined;
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
  const { language } = scenario;
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
    'candidate.birthDate': `${day} ${MONTHS[language][month - 1] ?? ''} ${year}`,
    'candidate.nationality': identity.nationality,
    'candidate.phone': identity.phone,
    'candidate.mail': identity.mailAddress,
    'education.degree': identity.education.degree,
    'education.school': identity.education.school,
    'education.year': String(identity.education.year),
    'experience.years': String(identity.relevantYears),
    'experience.role': occupation.role,
    'experience.strengths': occupation.strengths[template],
    'experience.list': experienceList(identity, cv, STILL[language]),
    'experience.until': String(identity.experience[0]?.until ?? STILL[language]),
    'statement.letter': '',
    'statement.cv': '',
    languages: pools.shared.languages[layout],
    licence: pools.shared.licence[layout],
    availability: pools.shared.availability[layout],
    leisure: choice.leisure,
  };
  const { statement } = choice;
  if (statement !== undefined) {
    values['statement.letter'] = fill(statement.letter[template], values);
    values['statement.cv'] = fill(statement.cv[layout], values);
  }
  const write = (text: string) => fill(statement === undefined ? withoutStatement(text) : text, values);
  return {
    template,
    layout,
    subject: oneLine(fill(scenario.subjects[template], values)),
    letter: write(scenario.letters[template]),
    cv: write(cv.text),
  };
}

/** A template without the lines that hold what an arm says of itself, and without the gap that they would leave. */
const withoutStatement = remember(2000, (template: string): string => {
  if (!placeholdersOf(template).some((name) => name.startsWith('statement.'))) return template;
  return template
    .split('\n')
    .filter((line) => !placeholdersOf(line).some((name) => name.startsWith('statement.')))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
});

function experienceList(identity: Identity, cv: { job: string; gap: string }, still: string): string {
  const write = (job: Job, line: string): string => {
    const period = `${job.from} – ${job.until ?? still}`;
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
