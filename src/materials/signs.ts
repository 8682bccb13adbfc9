// Where the cue of a pair shows in its documents.
import { toCivil } from '../platform/dates.js';
import { MONTHS } from './letters.js';
import type { CorrespondenceScenario, Profile } from './schema.js';

/** The pieces of text in a profile's documents by which an employer can tell its cue. */
export function signsOf(
  { identity, documents }: Profile,
  cue: readonly string[],
  { language, statements }: Pick<CorrespondenceScenario, 'language' | 'statements'>,
): string[] {
  const { year, month, day } = toCivil(identity.birthDate);
  const named = [identity.displayName, identity.mailAddress];
  const aged = [
    `${day} ${MONTHS[language][month - 1] ?? ''} ${year}`,
    String(identity.education.year),
    ...(identity.filler === null ? [] : [identity.filler.job.role]),
  ];
  const until = String(identity.experience[0]?.until ?? '');
  const said = statements?.[identity.arm];
  const stated =
    said === undefined
      ? []
      : [said.letter[documents.template], said.cv[documents.layout]].map((text) =>
          text.replace(/\{\{\s*experience\.until\s*\}\}/g, until),
        );
  return [
    ...(cue.includes('nameOrigin') || cue.includes('sex') ? named : []),
    ...(cue.includes('birthYear') ? aged : []),
    ...(cue.includes('statement') ? stated : []),
  ];
}
