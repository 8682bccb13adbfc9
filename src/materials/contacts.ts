// Where two candidates live and how they are reached: alike, apart, and nobody's.
import type { Stream } from '../platform/rng.js';
import { plain } from './profile.js';
import type { Both, Name } from './profile.js';
import type { Arm, Identity, Pools } from './schema.js';

export interface ContactContext {
  mailDomains: Both<string>;
  /** Numbers assigned to the candidates; an exercise may leave them out and gets placeholders. */
  phones?: Both<string>;
  /** Whether a mail address is in use already. */
  isTaken?: (address: string) => boolean;
}

/** Where a candidate lives. */
export type Home = Pick<Identity, 'street' | 'houseNumber' | 'postcode' | 'municipality' | 'addressLine'>;

/** Two streets of the municipality, and two house numbers above the highest one that is in use. */
export function drawHomes(
  stream: Stream,
  pools: Pools,
  municipality: Pools['municipalities'][number],
): Both<Home> {
  const streets = stream.shuffle(municipality.streets);
  const [a, b] = stream.shuffle(Array.from({ length: pools.houseNumbers.span }, (_, i) => i));
  const home = (street: { name: string; firstUnusedNumber: number } | undefined, above = 0): Home => {
    const { name, firstUnusedNumber } = street ?? { name: '', firstUnusedNumber: 0 };
    const houseNumber = firstUnusedNumber + above;
    const { postcode, name: town } = municipality;
    return {
      street: name,
      houseNumber,
      postcode,
      municipality: town,
      addressLine: `${name} ${houseNumber}, ${postcode} ${town}`,
    };
  };
  return { control: home(streets[0], a), treatment: home(streets[1], b) };
}

export type Contact = Pick<Identity, 'mailLocalPart' | 'mailAddress' | 'phone'>;
const ADDRESS_TRIES = 50;

/** Mail addresses of one pattern and free numbers, and telephones. */
export function drawContacts(
  stream: Stream,
  pools: Pools,
  names: Both<Name>,
  context: ContactContext,
): Both<Contact> | undefined {
  const { patterns, numbers } = pools.localParts;
  const pattern = stream.pick(patterns);
  const drawMail = (name: Name, domain: string, notNumber: number | undefined) => {
    for (let tries = 0; tries < ADDRESS_TRIES; tries++) {
      const number = numbers.from + stream.int(numbers.until - numbers.from + 1);
      const local = pattern
        .replace('{first}', bare(name.firstName))
        .replace('{family}', bare(name.familyName))
        .replace('{n}', String(number));
      const address = `${local}@${domain}`;
      if (number !== notNumber && !context.isTaken?.(address))
        return { number, mailLocalPart: local, mailAddress: address };
    }
    return undefined;
  };
  const control = drawMail(names.control, context.mailDomains.control, undefined);
  const treatment = control && drawMail(names.treatment, context.mailDomains.treatment, control.number);
  if (!treatment) return undefined;
  const placeholders = drawPhones(stream, pools.phone.placeholder);
  const contact = (mail: { mailLocalPart: string; mailAddress: string }, arm: Arm): Contact => ({
    mailLocalPart: mail.mailLocalPart,
    mailAddress: mail.mailAddress,
    phone: context.phones?.[arm] ?? placeholders[arm],
  });
  return { control: contact(control, 'control'), treatment: contact(treatment, 'treatment') };
}

function drawPhones(stream: Stream, pattern: string): Both<string> {
  const size = 10 ** (pattern.split('#').length - 1);
  const first = stream.int(size);
  const second = (first + 1 + stream.int(size - 1)) % size;
  const write = (number: number): string => {
    let digits = String(number).padStart(String(size).length - 1, '0');
    return pattern.replace(/#/g, () => {
      const digit = digits.slice(0, 1);
      digits = digits.slice(1);
      return digit;
    });
  };
  return { control: write(first), treatment: write(second) };
}

function bare(name: string): string {
  return plain(name).replace(/[^a-z0-9]/g, '');
}
