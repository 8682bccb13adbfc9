// Whom a made-up candidate may not touch: nobody real is imitated or claimed as an employer, nothing is said that the law
// reserves, and nothing leads anywhere but to the service.
import { remember } from '../../platform/remember.js';
import { plain } from '../profile.js';
import type { Pools, Profile } from '../schema.js';

export type SafetyRefusal =
  | 'past-employer-real'
  | 'past-employer-near'
  | 'protected-title'
  | 'national-number'
  | 'bank-account'
  | 'online-account'
  | 'phone-not-owned'
  | 'mail-domain-foreign'
  | 'person-known';

export interface SafetyMeans {
  /** Nothing leaves the machine: a placeholder may stand for a telephone number. */
  exercise: boolean;
  ownDomains: readonly string[];
  protectedTitles: readonly string[];
  ownedPhones: Pools['phone']['owned'];
  placeholder: string;
  /** Where and at whom the test is: no past employer may be there. */
  tested: { places: readonly string[]; employer: string };
  isEmployer: (name: string) => boolean;
  isPerson: (name: string, municipality: string) => boolean;
}

export type SafetyVerdict = { allowed: true } | { allowed: false; reason: SafetyRefusal; what: string };

/** Every rule, in the order in which it is asked. The answer names the first that is broken, and what breaks it. */
export function isSafe(profile: Profile, means: SafetyMeans): SafetyVerdict {
  for (const [reason, find] of RULES) {
    const what = find(profile, means);
    if (what !== undefined) return { allowed: false, reason, what };
  }
  return { allowed: true };
}

type Find = (profile: Profile, means: SafetyMeans) => string | undefined;

const RULES: readonly (readonly [SafetyRefusal, Find])[] = [
  ['past-employer-real', (profile, { isEmployer }) => placesOf(profile).find(isEmployer)],
  [
    'past-employer-near',
    (profile, { tested }) => {
      const wanted = [...tested.places, tested.employer].map(wordsOf).filter((words) => words !== '');
      return placesOf(profile).find((place) => {
        const text = ` ${wordsOf(place)} `;
        return wanted.some((words) => text.includes(` ${words} `));
      });
    },
  ],
  ['protected-title', (profile, means) => claimedTitle(profile, means.protectedTitles)],
  ['national-number', (profile) => textsOf(profile).flatMap(nationalNumbersIn)[0]],
  ['bank-account', (profile) => textsOf(profile).flatMap(accountsIn)[0]],
  // The letter holds words of the employer's own vacancy; only the CV is all ours.
  ['online-account', ({ documents }) => ONLINE.exec(documents.cv)?.[0]],
  [
    'phone-not-owned',
    ({ identity }, means) => (isOwnPhone(identity.phone, means) ? undefined : identity.phone),
  ],
  [
    'mail-domain-foreign',
    ({ identity: { mailAddress } }, { ownDomains }) =>
      ownDomains.includes(mailAddress.slice(mailAddress.lastIndexOf('@') + 1)) ? undefined : mailAddress,
  ],
  [
    'person-known',
    ({ identity }, { isPerson }) =>
      isPerson(identity.displayName, identity.municipality)
        ? `somebody of this name lives in ${identity.municipality}`
        : undefined,
  ],
];

const ONLINE = /linkedin|facebook|instagram|tiktok|https?:\/\/|www\./i;

/** Kinds or names of past employers. */
function placesOf({ identity }: Profile): string[] {
  const jobs = [...identity.experience, ...(identity.filler === null ? [] : [identity.filler.job])];
  return jobs.map((job) => job.place).filter((place) => place !== '');
}

const textsOf = ({ documents }: Profile): string[] => [documents.subject, documents.letter, documents.cv];

/** The words of a name or title, plain, with one space between. */
const wordsOf = remember(20_000, (text: string) => (plain(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' '));

/** A title in degree or jobs that the law protects: a short one at the end of a word, a longer one anywhere. */
function claimedTitle({ identity }: Profile, titles: readonly string[]): string | undefined {
  const jobs = [...identity.experience, ...(identity.filler === null ? [] : [identity.filler.job])];
  const claims = [identity.education.degree, ...jobs.map((job) => job.role)];
  const words = claims.flatMap((claim) => wordsOf(claim).split(' ')).filter((word) => word !== '');
  return titles.find((title) => {
    const wanted = wordsOf(title);
    return words.some((word) => (wanted.length < 6 ? word.endsWith(wanted) : word.includes(wanted)));
  });
}

const NATIONAL = /(?<!\d)\d{2}([. ]?)\d{2}\1\d{2}([-. ]?)\d{3}[. ]?\d{2}(?!\d)/g;

/** National register numbers: written with their marks, or eleven bare digits of which the last two check. */
function nationalNumbersIn(text: string): string[] {
  return (text.match(NATIONAL) ?? []).filter((found) => /\D/.test(found) || checks(found));
}

/** The last two digits are 97 less the remainder by 97 of the first nine, with a 2 before them for who was born since 2000. */
function checks(digits: string): boolean {
  const [body, check] = [digits.slice(0, 9), Number(digits.slice(9))];
  return [body, `2${body}`].some((number) => 97 - (Number(number) % 97) === check);
}

const ACCOUNT = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g;

/** Bank accounts (IBAN): Belgian ones by their form, others when their remainder by 97 is 1. */
function accountsIn(text: string): string[] {
  return (text.match(ACCOUNT) ?? []).filter(
    (found) => found.startsWith('BE') || remainder(found.replaceAll(' ', '')) === 1,
  );
}

function remainder(account: string): number {
  const turned = `${account.slice(4)}${account.slice(0, 4)}`;
  return Array.from(turned).reduce((left, sign) => {
    const value = Number.parseInt(sign, 36);
    return (left * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);
}

function isOwnPhone(phone: string, { exercise, placeholder, ownedPhones }: SafetyMeans): boolean {
  const digits = phone.replace(/\D/g, '');
  const isOwned = ownedPhones.some(
    ({ from, until }) => digits.length === from.length && from <= digits && digits <= until,
  );
  return isOwned || (exercise && fits(phone, placeholder));
}

function fits(phone: string, placeholder: string): boolean {
  return (
    phone.length === placeholder.length &&
    Array.from(placeholder).every((sign, i) =>
      sign === '#' ? /\d/.test(phone.charAt(i)) : sign === phone.charAt(i),
    )
  );
}
