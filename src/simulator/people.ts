import { drawsFor, pick } from './draw.js';
import { familyNames, firstNames } from './sentences.js';
import { domainOf } from './vacancy.js';

/** Who at the employer deals with a vacancy. */
export interface Person {
  readonly full: string;
  /** The person's own address at the employer. */
  readonly address: string;
}

/** The person behind a contact address, always the same one. */
export function personOf(seed: string, contact: string): Person {
  const draw = drawsFor(seed);
  const first = pick(firstNames, draw('first', contact));
  const family = pick(familyNames, draw('family', contact));
  return {
    full: `${first} ${family}`,
    address: `${mailName(first)}.${mailName(family)}@${domainOf(contact)}`,
  };
}

/** The address from which an employer's system writes. */
export function portalOf(contact: string): string {
  return `no-reply@${domainOf(contact)}`;
}

/** Every address that answers about a vacancy may come from, the contact address first. */
export function addressesOf(seed: string, contact: string): string[] {
  return [contact, personOf(seed, contact).address, portalOf(contact)];
}

function mailName(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}
