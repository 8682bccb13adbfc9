import type { Answers, Given } from './answers.js';

/** Saved answers as the fields of the form hold them. */
export function givenOf(answers: Answers, ownRole: string): Given {
  const { grounds = [], forms = [], filedBy: _filedBy, requests: _requests, lang: _lang, ...texts } = answers;
  const given: Record<string, string> = ownRole === '' ? {} : { ownRole };
  for (const [name, value] of Object.entries(texts)) if (value !== undefined) given[name] = value;
  for (const code of grounds) given[`ground-${code}`] = 'ja';
  for (const code of forms) given[`form-${code}`] = 'ja';
  return given;
}
