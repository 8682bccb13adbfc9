// What is said in the calls of a demo, with the code that a listener gives it. The words are the simulated coders' only clue.
import type { CallCode } from './fieldwork/index.js';

interface Said {
  readonly code: CallCode;
  readonly words: string;
  /** What the second coder hears in it, where two people would differ. */
  readonly second?: CallCode;
}

/** What agencies answer to a client's wish. */
export const AGENCY_ANSWERS: readonly Said[] = [
  {
    code: 'COMPLY-OPEN',
    words: 'Ja, dat kan. Ze noteert het bij de vraag en stuurt alleen mensen die daarin passen.',
  },
  { code: 'REFUSE-LAW', words: 'Nee, dat mag niet van de wet. Ze selecteren alleen op wat iemand kan.' },
  {
    code: 'COMPLY-HIDDEN',
    words: 'Zo kan hij dat niet opschrijven, maar hij zal er rekening mee houden.',
  },
  { code: 'REFUSE', words: 'Nee, daar doen ze niet aan mee. Ze sturen wie het werk kan.' },
  {
    code: 'EVADE',
    second: 'COMPLY-HIDDEN',
    words: 'Daar zegt ze liever niets over aan de telefoon. Ze zullen zien wie er vrij is.',
  },
  { code: 'REFUSE-LAW', words: 'Dat is discriminatie en dat doen ze niet, ook niet voor een goede klant.' },
];

/** What employers answer to a candidate who calls, from best to worst; the rules of suggestion read a code in each. */
export const EMPLOYER_ANSWERS = {
  positive: [
    'Ja, de plaats is nog vrij. Ze nodigt uit voor een gesprek op kantoor.',
    'Ja, hij zoekt nog iemand en wil graag kennismaken. Of het woensdag om 10 uur past voor een gesprek.',
  ],
  negative: [
    'Nee, de vacature is intussen ingevuld.',
    'Helaas, ze zoekt iemand met meer ervaring en gaat niet verder met deze kandidatuur.',
  ],
} as const;
