import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { says } from '../../../src/materials/guard/phrases.js';
import { findProvoking } from '../../../src/materials/guard/rules.js';
import type { ClientCallScenario, ClientMailScenario, Scenario } from '../../../src/materials/schema.js';
import { correspondence, materials } from './pools.js';

const { provocation, scenarios } = materials;

function scenarioOf<Kind extends Scenario['kind']>(
  id: string,
  kind: Kind,
): Extract<Scenario, { kind: Kind }> {
  const scenario = scenarios.get(id)?.scenario;
  if (scenario?.kind !== kind) throw new Error(`no ${kind} ${id}`);
  return scenario as Extract<Scenario, { kind: Kind }>;
}

const call = scenarioOf('client-call-temp-agency', 'client-call');
const french = scenarioOf('client-call-temp-agency-fr', 'client-call');
const mail = scenarioOf('client-mail-temp-agency', 'client-mail');
const rulesBroken = (scenario: Scenario) => [
  ...new Set(findProvoking(scenario, provocation).map(({ rule }) => rule)),
];
const callWith = (change: Partial<ClientCallScenario>) => rulesBroken({ ...call, ...change });
const mailWith = (change: Partial<ClientMailScenario>) => rulesBroken({ ...mail, ...change });

describe('a client who', () => {
  it.each([
    ['urging', 'U moet dat voor ons doen.'],
    ['reward', 'Ik betaal meer als het lukt.'],
    ['leaving', 'Anders ga ik naar de buren.'],
    ['hurry', 'Ik wil het nu meteen weten.'],
    ['flattery', 'U bent de beste in de streek.'],
    ['reason-unasked', 'Dat is omdat onze klanten dat zo willen.'],
    ['repeating', 'Nogmaals, het is maar een vraag.'],
    ['secrecy', 'Niemand hoeft dat te weten.'],
    ['everybody', 'Dat doet toch iedereen.'],
    ['loaded-words', 'Geen profiteurs in de ploeg.'],
    ['commitment', 'Stuur het contract maar op.'],
    ['personal-data', 'Wat is hun geboortedatum?'],
    ['accusing', 'Is dat dan geen discriminatie?'],
  ])('breaks the rule on %s is refused: %s', (rule, line) => {
    expect(callWith({ prompts: [...call.prompts.slice(0, 1), line] })).toContain(rule);
  });

  it.each([
    ['urging', 'Vous devez le faire.'],
    ['reward', 'Je paie un peu plus.'],
    ['leaving', "Sinon j'appelle quelqu'un."],
    ['hurry', 'Il me faut une réponse tout de suite.'],
    ['flattery', 'Vous êtes le meilleur.'],
    ['reason-unasked', "C'est parce que nos clients le veulent."],
    ['repeating', 'Comme je disais.'],
    ['secrecy', 'Cela reste entre nous.'],
    ['everybody', 'Tout le monde le fait.'],
    ['loaded-words', 'Pas ces gens-là.'],
    ['commitment', 'Envoyez le contrat.'],
    ['personal-data', 'Quelle est leur date de naissance ?'],
    ['accusing', 'Ce n’est pas de la discrimination ?'],
  ])('breaks it in French is refused too: %s, %s', (rule, line) => {
    expect(rulesBroken({ ...french, prompts: [french.prompts[0] ?? '', line] })).toContain(rule);
  });

  it('says a phrase of the script’s own list is refused, with the place in the file', () => {
    const found = findProvoking({ ...call, exit: 'Andere kantoren doen dat wel.' }, provocation);
    expect(found).toContainEqual({
      rule: 'own-list',
      path: ['exit'],
      line: 'Andere kantoren doen dat wel.',
      phrase: 'andere kantoren doen dat wel',
    });
  });

  it('comes with the wish before the service is refused', () => {
    expect(callWith({ opening: ['Goedendag.', 'Geen mensen van vreemde afkomst, kan dat?'] })).toContain(
      'service-first',
    );
  });

  it('never describes the service is refused', () => {
    expect(callWith({ opening: ['Goedendag.'] })).toEqual(['service-first']);
  });

  it.each(['prompts', 'exit', 'refusal'] as const)('says the wish again in %s is refused', (part) => {
    const line = 'Dus niemand van vreemde afkomst. Hoe regelt u dat?';
    expect(callWith({ [part]: part === 'prompts' ? [line] : line })).toContain('wish-once');
  });

  it('says the wish again in an answer is refused', () => {
    const answers = [
      { question: 'Wat bedoelt u?', answer: 'Geen mensen van vreemde afkomst.', reason: false },
    ];
    expect(callWith({ answers })).toEqual(['wish-once']);
  });

  it('never says the wish is refused', () => {
    expect(callWith({ wish: 'Ik heb nog een vraag.' })).toEqual(['wish-once']);
  });

  it('has two reasons ready is refused', () => {
    const answers = call.answers.map((one) => ({ ...one, reason: true }));
    expect(callWith({ answers })).toEqual(['reason-only-asked']);
  });

  it('asks nothing, or a question of yes or no, after the wish is refused', () => {
    expect([callWith({ prompts: [] }), callWith({ prompts: ['Kan dat of kan dat niet?'] })]).toEqual([
      ['open-question'],
      ['open-question'],
    ]);
  });

  it('leaves no silence is refused', () => {
    expect([callWith({ silenceSeconds: 4 }), mailWith({ silenceDays: 4 })]).toEqual([
      ['silence'],
      ['silence'],
    ]);
  });

  it.each(['Waarom niet?', 'Jammer, maar denk er nog eens over na.'])(
    'does not accept a refusal is refused: %s',
    (refusal) => {
      expect(callWith({ refusal })).toContain('refusal-ends');
    },
  );

  it('writes a mail without an open question is refused', () => {
    expect(mailWith({ question: 'Kan dat?' })).toEqual(['open-question']);
  });
});

describe('a candidate', () => {
  const union = correspondence('correspondence-union');

  it.each([
    ['urging', 'U moet mij nemen.'],
    ['reward', 'Ik heb nog veel werk voor u.'],
    ['leaving', 'Anders ga ik naar de buren.'],
    ['hurry', 'Antwoord mij nu meteen.'],
    ['flattery', 'U bent het beste bedrijf van het land.'],
    ['secrecy', 'Het blijft onder ons.'],
    ['accusing', 'Ik hoop dat u niet discrimineert.'],
  ])('who breaks the rule on %s in a letter is refused: %s', (rule, line) => {
    expect(rulesBroken({ ...union, letters: [`${union.letters[0]}\n${line}`, union.letters[1]] })).toEqual([
      rule,
    ]);
  });

  it('who breaks it in what an arm says of itself is refused, with its place', () => {
    const { control, treatment } = union.statements!;
    const statements = {
      control,
      treatment: { ...treatment, letter: ['U moet weten: ik ben lid.', ''] as [string, string] },
    };
    expect(findProvoking({ ...union, statements }, provocation)[0]).toMatchObject({
      rule: 'urging',
      path: ['statements', 'treatment', 'letter', 0],
    });
  });

  it('who calls is held to it too', () => {
    const caller = scenarioOf('candidate-call-origin', 'candidate-call');
    expect(rulesBroken({ ...caller, exit: 'U moet mij echt nemen.' })).toEqual(['urging']);
  });

  it('may give a reason or repeat: only a client has a wish', () => {
    expect(rulesBroken({ ...union, subjects: ['Nogmaals: mijn kandidatuur', 'Kandidaat'] })).toEqual([]);
  });
});

describe('a phrase', () => {
  it.each([
    ['Ik BETAAL  meer!', 'ik betaal meer', true],
    ['Ik betaalde meer', 'ik betaal meer', false],
    ['Niemand hoeft dat ooit te weten', 'niemand hoeft … te weten', true],
    ['Niemand hoeft hier van ons allebei ooit te weten', 'niemand hoeft … te weten', false],
    ['Geen vreemdelingen', 'vreemdeling*', true],
    ['Een vraag voor één keer', 'voor een keer', true],
    ["Sinon j'appelle", 'sinon j appelle', true],
  ])('in “%s”: %s is %s', (text, phrase, found) => {
    expect(says(text, phrase)).toBe(found);
  });

  it('is found wherever it stands, whatever the case', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word), fc.array(word, { minLength: 1, maxLength: 4 }), fc.array(word), (a, b, c) =>
        says([...a, ...b.map((one) => one.toUpperCase()), ...c].join(' '), b.join(' ')),
      ),
    );
  });
});
