// The script of a candidate who calls, with the blanks of one candidate and one vacancy filled in.
import { spokenLines } from './guard/rules.js';
import { fill, oneLine, type Addressee, type CANDIDATE_CALL_PLACEHOLDERS } from './letters.js';
import type { CandidateCallScenario, Documents, Identity } from './schema.js';

/**
 * What one candidate says, as it is frozen with the application: its question stands for the subject, every line of the
 * script for the letter, and nothing for the curriculum vitae, which is not sent.
 */
export function writeScript(
  scenario: CandidateCallScenario,
  identity: Identity,
  context: Addressee,
): Pick<Documents, 'subject' | 'letter' | 'cv'> {
  const say = sayer({ ...identity, degree: identity.education.degree }, context);
  const lines = spokenLines(scenario).map(({ line }) => say(line));
  return { subject: say(scenario.question), letter: lines.join('\n'), cv: '' };
}

/** What the lines of a call are filled with. */
export interface CallPerson {
  readonly displayName: string;
  readonly phone: string;
  readonly municipality: string;
  readonly relevantYears: number;
  readonly degree: string;
}

/** Fills lines of a script for one candidate and one vacancy. */
export function sayer(person: CallPerson, { vacancy, employer }: Addressee): (line: string) => string {
  const values: Record<keyof typeof CANDIDATE_CALL_PLACEHOLDERS, string> = {
    'candidate.name': person.displayName,
    'candidate.phone': person.phone,
    'candidate.municipality': person.municipality,
    'experience.years': String(person.relevantYears),
    'education.degree': person.degree,
    'vacancy.title': oneLine(vacancy.title),
    'vacancy.place': oneLine(vacancy.place),
    'employer.name': oneLine(employer.name),
  };
  return (line) => fill(line, values);
}
