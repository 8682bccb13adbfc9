// Reads what was typed in a step: the answers, or what is wrong with each field, in every language.
import { fault } from '../../platform/faults.js';
import type { FieldFault } from '../../platform/problems.js';
import { readDate, translatorFor, type Lang } from '../../web/index.js';
import { PURPOSES } from '../schema.js';
import { basesFor, isSingle, scenariosFor } from './rules.js';
import type { Answers, AskingStep, Choices } from './schema.js';

type Typed = Readonly<Record<string, string>>;
/** The answers of a step, or its faults. */
export type Read = { readonly answers: Answers } | { readonly faults: readonly FieldFault[] };

const choose = fault({
  nl: 'Kies een van de mogelijkheden.',
  en: 'Choose one of the options.',
  fr: 'Choisissez une des options.',
});
const nameFault = fault({
  nl: 'Geef een naam van 3 tot 120 tekens.',
  en: 'Give a name of 3 to 120 characters.',
  fr: 'Donnez un nom de 3 à 120 caractères.',
});
const sayFault = fault({
  nl: 'Zeg in 10 tot 2.000 tekens wat u verwacht.',
  en: 'Say what you expect in 10 to 2,000 characters.',
  fr: 'Dites ce que vous attendez en 10 à 2 000 caractères.',
});
const wholeFault = fault({
  nl: 'Geef een heel getal, groter dan 0.',
  en: 'Give a whole number, above 0.',
  fr: 'Donnez un nombre entier, supérieur à 0.',
});
const perDayFault = fault({
  nl: 'Geef een heel getal van 1 tot 1.000.',
  en: 'Give a whole number from 1 to 1,000.',
  fr: 'Donnez un nombre entier de 1 à 1 000.',
});
const noSector = fault({
  nl: 'Vul minstens bij één sector een aantal in.',
  en: 'Fill in a number for at least one sector.',
  fr: 'Indiquez un nombre pour au moins un secteur.',
});
const noDay = fault({
  nl: 'Geef de eerste dag waarop er iets mag vertrekken.',
  en: 'Give the first day on which something may leave.',
  fr: 'Donnez le premier jour où quelque chose peut partir.',
});
const pastDay = fault({
  nl: 'Die dag is voorbij. Kies vandaag of een latere dag.',
  en: 'That day is over. Choose today or a later day.',
  fr: 'Ce jour est passé. Choisissez aujourd’hui ou un jour ultérieur.',
});
const shareFault = fault({
  nl: 'Geef een percentage groter dan 0 en kleiner dan 100, zoals 12 of 4,5.',
  en: 'Give a percentage above 0 and below 100, such as 12 or 4.5.',
  fr: 'Donnez un pourcentage supérieur à 0 et inférieur à 100, comme 12 ou 4,5.',
});
const sumFault = fault({
  nl: 'Samen kunnen deze aandelen niet meer zijn dan 100 procent.',
  en: 'Together these shares cannot exceed 100 per cent.',
  fr: 'Ensemble, ces parts ne peuvent pas dépasser 100 pour cent.',
});

/** Reads one step. Sectors, scenarios and bases are checked against what there is to choose from. */
export function readStep(
  step: AskingStep,
  typed: Typed,
  answers: Answers,
  choices: Choices,
  lang: Lang,
): Read {
  switch (step) {
    case 'doel':
      return readPurpose(typed);
    case 'rechtsgrond':
      return readBasis(typed, answers, choices);
    case 'scenario':
      return oneOf(
        'scenario',
        typed['scenario'],
        codesOf(scenariosFor(answers.purpose, choices)),
        (scenario) => ({ scenario }),
      );
    case 'kader':
      return readFrame(typed, choices, lang);
    case 'uitkomst':
      return readOutcome(typed, isSingle({ answers }, choices));
    case 'kracht':
      return readPower(typed, isSingle({ answers }, choices));
  }
}

const codesOf = (rows: readonly { readonly code: string }[]): string[] => rows.map(({ code }) => code);

function oneOf<Value extends string>(
  field: string,
  text: string | undefined,
  values: readonly Value[],
  answer: (value: Value) => Answers,
): Read {
  const value = values.find((one) => one === text);
  return value === undefined ? { faults: [{ field, message: choose }] } : { answers: answer(value) };
}

/** All answers together, or all faults. */
function together(...reads: readonly Read[]): Read {
  const faults = reads.flatMap((read) => ('faults' in read ? read.faults : []));
  if (faults.length > 0) return { faults };
  return {
    answers: reads.reduce<Answers>(
      (all, read) => ('answers' in read ? { ...all, ...read.answers } : all),
      {},
    ),
  };
}

function readPurpose(typed: Typed): Read {
  const name = (typed['name'] ?? '').trim();
  const named: Read =
    name.length >= 3 && name.length <= 120
      ? { answers: { name } }
      : { faults: [{ field: 'name', message: nameFault }] };
  return together(
    named,
    oneOf('purpose', typed['purpose'], PURPOSES, (purpose) => ({ purpose })),
  );
}

function readBasis(typed: Typed, { purpose }: Answers, choices: Choices): Read {
  const { services, matters } = choices;
  const chosen = basesFor(purpose, choices).find(
    ({ code, version }) => `${code} ${version}` === typed['basis'],
  );
  const part = (field: 'employerType' | 'relation' | 'place', rows: readonly { readonly code: string }[]) => {
    const value = rows.find(({ code }) => code === typed[field])?.code;
    return { value, fault: value === undefined ? [{ field, message: choose }] : [] };
  };
  const employerType = part('employerType', matters.employerTypes);
  const relation = part('relation', matters.relations);
  const place = part('place', matters.places);
  const faults = [...employerType.fault, ...relation.fault, ...place.fault];
  return together(
    chosen === undefined
      ? { faults: [{ field: 'basis', message: choose }] }
      : { answers: { basis: { code: chosen.code, version: chosen.version } } },
    oneOf('service', typed['service'], codesOf(services), (service) => ({ service })),
    employerType.value === undefined || relation.value === undefined || place.value === undefined
      ? { faults }
      : {
          answers: {
            matter: { employerType: employerType.value, relation: relation.value, place: place.value },
          },
        },
  );
}

const whole = (text: string, most: number): number | null => {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : null;
};

function readFrame(typed: Typed, { sectors, today }: Choices, lang: Lang): Read {
  const { date, faults: dateFaults } = readDate('sendFrom', typed, translatorFor(lang));
  const dayFault = date === null ? noDay : date < today ? pastDay : null;
  const perDay = whole((typed['pairsPerDay'] ?? '').trim(), 1000);
  const filled = sectors
    .map(({ code }) => ({ sector: code, text: (typed[`quota-${code}`] ?? '').trim() }))
    .filter(({ text }) => text !== '' && text !== '0');
  const cells = filled.map(({ sector, text }) => ({ sector, quota: whole(text, 100_000) }));
  const first = sectors[0]?.code ?? '';
  const faults: FieldFault[] = [
    ...dateFaults,
    ...(dateFaults.length === 0 && dayFault !== null ? [{ field: 'sendFromDay', message: dayFault }] : []),
    ...(perDay === null ? [{ field: 'pairsPerDay', message: perDayFault }] : []),
    ...cells
      .filter(({ quota }) => quota === null)
      .map(({ sector }) => ({ field: `quota-${sector}`, message: wholeFault })),
    ...(filled.length === 0 ? [{ field: `quota-${first}`, message: noSector }] : []),
  ];
  if (faults.length > 0 || date === null || perDay === null) return { faults };
  return {
    answers: {
      sendFrom: date,
      pairsPerDay: perDay,
      rolling: typed['rolling-ja'] === 'ja',
      cells: cells.map(({ sector, quota }) => ({ sector, quota: quota ?? 0 })),
    },
  };
}

function readOutcome(typed: Typed, single: boolean): Read {
  const hypothesis = (typed['hypothesis'] ?? '').trim();
  const length = hypothesis.length;
  const said: Read =
    length >= 10 && length <= 2000
      ? { answers: { hypothesis } }
      : { faults: [{ field: 'hypothesis', message: sayFault }] };
  return together(
    said,
    oneOf('primaryDefinition', typed['primaryDefinition'], ['strict', 'lenient'], (primaryDefinition) => ({
      primaryDefinition,
    })),
    oneOf('stopRule', typed['stopRule'], single ? ['fixed'] : ['fixed', 'e-value'], (stopRule) => ({
      stopRule,
    })),
  );
}

function readShare(field: 'controlOnly' | 'treatmentOnly', text: string | undefined): Read {
  const typed = (text ?? '').trim().replace(',', '.').replace(/\s*%$/, '');
  // Hundredths of a per cent, so that 4,5 is 0.045 and not a neighbour of it.
  const share = /^\d{1,2}(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 100) / 10_000 : 0;
  if (!(share > 0 && share < 1)) return { faults: [{ field, message: shareFault }] };
  return { answers: field === 'controlOnly' ? { controlOnly: share } : { treatmentOnly: share } };
}

function readPower(typed: Typed, single: boolean): Read {
  const read = together(
    readShare('controlOnly', typed['controlOnly']),
    readShare('treatmentOnly', typed['treatmentOnly']),
    oneOf('power', typed['power'], ['0.8', '0.9'], (power) => ({ power: Number(power) })),
    oneOf('alpha', typed['alpha'], ['0.05', '0.01'], (alpha) => ({ alpha: Number(alpha) })),
  );
  if (!('answers' in read)) return read;
  const { controlOnly = 0, treatmentOnly = 0 } = read.answers;
  // Of pairs the two are parts of one whole; the rates of single applications are not.
  return !single && controlOnly + treatmentOnly > 1
    ? { faults: [{ field: 'treatmentOnly', message: sumFault }] }
    : read;
}
