// Texts that are proposed to an officer: whole in every language, never sent as they came, never in place of what was typed.
import { expect, test } from 'vitest';
import { isUnfinished, proposalOn, SUBJECTS, withProposal } from '../../../src/reports/desk/proposals.js';
import { LANGUAGES } from '../../../src/web/index.js';

const ALL = LANGUAGES.flatMap(({ code }) => SUBJECTS.map((subject) => [subject, code] as const));

test.each(ALL)(
  'the text on %s in %s leaves one thing to fill in, and holds what the reporter can do',
  (subject, lang) => {
    const text = proposalOn(subject, lang);
    expect(text.match(/\[/g)).toHaveLength(1);
    expect(isUnfinished(text)).toBe(true);
    expect(isUnfinished(text.replaceAll(/\s/g, ' '))).toBe(true);
    expect(isUnfinished(text.replace(/\[[^\]]*\]/, 'Wij belden de werkgever.'))).toBe(false);
    expect(text).toMatch(/Schrijf|Zeg het ons|Write to us|Tell us|Écrivez|Dites-le/);
  },
);

test('every text is another one', () => {
  expect(new Set(ALL.map(([subject, lang]) => proposalOn(subject, lang))).size).toBe(ALL.length);
});

test('a proposal takes the place of another that nobody touched, and stands under what was typed', () => {
  const first = withProposal('', 'breach-found', 'nl');
  expect(first).toBe(proposalOn('breach-found', 'nl'));
  // As a browser sends it.
  const sent = `${first.replaceAll('\n', '\r\n')} `;
  expect(withProposal(sent, 'not-enough', 'fr')).toBe(proposalOn('not-enough', 'fr'));
  expect(withProposal('Dag,', 'not-enough', 'en')).toBe(`Dag,\n\n${proposalOn('not-enough', 'en')}`);
});

test('a text with brackets of its own is finished', () => {
  expect(isUnfinished('Zie artikel 5 [nieuw]: de werkgever.')).toBe(false);
});
