import { describe, expect, it } from 'vitest';
import { signWithdrawal } from '../../../src/materials/index.js';
import { withdrawalFaults, withdrawalTextsSchema } from '../../../src/materials/withdrawal-texts.js';
import { materials } from './pools.js';

const all = Object.entries(materials.withdrawals).flatMap(([language, texts]) =>
  texts.map((text) => ({ language, text })),
);
const fault = (path: readonly (string | number)[], problem: string) => ({
  file: 'withdrawals.yaml',
  line: 1,
  path: path.join('.'),
  problem,
  cure: '',
});
const pool = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `Dank, ${letter}.\n{{name}}`);
const faultsOf = (nl: readonly string[]): string[] =>
  withdrawalFaults({ version: 1, texts: { nl: [...nl], fr: pool, en: pool } }, fault as never).map(
    ({ problem }) => problem,
  );

describe('the shipped texts that withdraw an application', () => {
  it('are six or more in each language', () => {
    expect(Object.values(materials.withdrawals).filter((texts) => texts.length < 6)).toEqual([]);
  });
  it('say thanks', () => {
    const thanks = /dank|waardeer|fijn|merci|remerci|apprécie|aimable|thank|appreciate|kind of you/i;
    expect(all.filter(({ text }) => !thanks.test(text))).toEqual([]);
  });
  it('accept no appointment, ask nothing and send nothing along', () => {
    const asks =
      /\?|bijlage|pièce jointe|attach|tot (dan|binnenkort|maandag|dinsdag)|à bientôt|see you|bevestig|confirm|later nog/i;
    expect(all.filter(({ text }) => asks.test(text))).toEqual([]);
  });
  it('name no vacancy, which who writes unasked did not answer', () => {
    const answered = /vacature|functie|procedure|procédure|\boffre|fonction|poste|vacancy|position/i;
    expect(all.filter(({ text }) => answered.test(text))).toEqual([]);
  });
  it('tell nothing of the sex of who signs', () => {
    const gendered = /\b(kandidate|sollicitante|candidate à|reconnaissante?|désolée?|ravie?|heureu(x|se))\b/i;
    expect(all.filter(({ text }) => gendered.test(text))).toEqual([]);
  });
  it('end with the name and nothing else', () => {
    expect(signWithdrawal(pool[0] ?? '', 'Jana Claes')).toBe('Dank, a.\nJana Claes\n');
  });
});

describe('a pool of texts', () => {
  it('needs six', () => {
    const texts = { nl: pool.slice(1), fr: pool, en: pool };
    expect(withdrawalTextsSchema.safeParse({ version: 1, texts }).success).toBe(false);
  });
  it('is refused when two texts have the same words', () => {
    expect(faultsOf([...pool, 'dank: A!\n{{name}}'])).toEqual(['the same text stands here twice']);
  });
  it.each(['Dank.', 'Dank {{name}}.', '{{name}} dankt.\n{{name}}', 'Dank {{vacancy}}.\n{{name}}'])(
    'is refused when a text does not end with the name, once: %j',
    (text) => {
      expect(faultsOf([...pool, text])).toEqual(['the text does not end with the name']);
    },
  );
});
