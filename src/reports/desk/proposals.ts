import { LANGUAGES, type Lang } from '../../web/index.js';
import { OUTCOMES } from '../schema.js';
import { proposalTranslator } from './proposal-words.js';

/** What a message of feedback can be about: an inquiry that still goes on, or an outcome. */
export const SUBJECTS = ['inquiry', ...OUTCOMES] as const;
export type Subject = (typeof SUBJECTS)[number];
export const isSubject = (text: string): text is Subject => SUBJECTS.some((one) => one === text);

/** The text that is proposed on a subject in a language. */
export const proposalOn = (subject: Subject, lang: Lang): string =>
  proposalTranslator(lang)(`proposal.${subject}`);

const plain = (text: string): string => text.replace(/\s+/gu, ' ').trim().toLowerCase();

/** What comes in the field: the proposal, in place of another that nobody touched, or under what was typed. */
export function withProposal(typed: string, subject: Subject, lang: Lang): string {
  const proposal = proposalOn(subject, lang);
  const untouched = LANGUAGES.some(({ code }) =>
    SUBJECTS.some((one) => plain(proposalOn(one, code)) === plain(typed)),
  );
  return plain(typed) === '' || untouched ? proposal : `${typed}\n\n${proposal}`;
}

const BLANKS = LANGUAGES.map(({ code }) => /\[[^:\]]+:/u.exec(plain(proposalOn('inquiry', code)))?.[0] ?? '');

/** Whether a text still holds what a proposal leaves for the officer to fill in. */
export const isUnfinished = (text: string): boolean => BLANKS.some((blank) => plain(text).includes(blank));
