// Which words of a candidate a coder may never see: all that tells who the candidate is, and with it the arm.
import { toCivil } from '../platform/dates.js';
import { remember } from '../platform/remember.js';
import { MONTHS } from './letters.js';
import type { Identity } from './schema.js';

/** Parts of family names that are ordinary words by themselves. */
const ORDINARY = new Set([
  'el',
  'al',
  'ben',
  'de',
  'den',
  'der',
  'van',
  'ter',
  'ten',
  'le',
  'la',
  'du',
  'von',
]);

/**
 * Words to take out of every answer before it is coded: the names (whole, in parts, in both orders), the address of mail
 * and home, the telephone, the date of birth as people write it, the age. Initials are left: two letters are too often a
 * word ("op", "de"), and with the name gone they tell little. Words of what a candidate says of itself go too.
 */
export function redactionWords(identity: Identity): string[] {
  const { firstName, familyName } = identity;
  const words = new Set<string>();
  for (const word of [
    identity.displayName,
    `${familyName} ${firstName}`,
    firstName,
    familyName,
    ...partsOf(firstName),
    ...partsOf(familyName),
    identity.mailAddress,
    identity.mailLocalPart,
    identity.mailLocalPart.replace(/\d+/g, ''),
    identity.addressLine,
    `${identity.street} ${identity.houseNumber}`,
    identity.street,
    identity.phone,
    identity.phone.replace(/^0/, '+32 '),
    identity.phone.replace(/^0/, '0032 '),
    ...birthDates(identity),
    `${identity.age} jaar`,
    `${identity.age}-jarige`,
    `${identity.age} ans`,
    `${identity.age} years`,
    identity.education.school,
    String(identity.education.year),
    ...(identity.statement?.hide ?? []),
  ])
    if (word.length > 1) words.add(word);
  return [...words];
}

/** Names repeat themselves from one candidate to the next. */
const partsOf = remember(2000, (name: string) =>
  name.split(/[\s'’-]+/u).filter((part) => !ORDINARY.has(part.toLowerCase())),
);

function birthDates({ birthDate }: Identity): string[] {
  const { year, month, day } = toCivil(birthDate);
  const [twoDay, twoMonth] = [String(day).padStart(2, '0'), String(month).padStart(2, '0')];
  const named = [MONTHS.nl, MONTHS.fr, MONTHS.en].flatMap((months) => {
    const name = months[month - 1] ?? '';
    return [`${day} ${name} ${year}`, `${day} ${name}`];
  });
  return [
    birthDate,
    `${twoDay}/${twoMonth}/${year}`,
    `${day}/${month}/${year}`,
    `${twoDay}/${twoMonth}/${String(year).slice(2)}`,
    `${day}/${month}/${String(year).slice(2)}`,
    ...named,
    String(year),
  ];
}
