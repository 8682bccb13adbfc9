import { z } from 'zod';
import { personRoles, type PersonRole } from '../permissions.js';

const ticked = z.literal('ja').optional();

/** A box per role that a person can be given, as `Checkboxes` sends them. */
export const roleFields = {
  'role-inspector': ticked,
  'role-coordinator': ticked,
  'role-fieldworker': ticked,
  'role-coder': ticked,
  'role-adjudicator': ticked,
  'role-tester': ticked,
  'role-analyst': ticked,
  'role-channel-officer': ticked,
  'role-custodian': ticked,
  'role-log-reviewer': ticked,
  'role-channel-reviewer': ticked,
  'role-dpo': ticked,
  'role-administrator': ticked,
  'role-magistrate': ticked,
  'role-intermediary': ticked,
  'role-test-firm': ticked,
  'role-sector-fund': ticked,
} as const satisfies Record<`role-${PersonRole}`, typeof ticked>;

/** The roles whose box is ticked, in the order of the one table. */
export function tickedRoles(
  body: Readonly<Partial<Record<`role-${PersonRole}`, 'ja' | undefined>>>,
): PersonRole[] {
  return personRoles.filter((role) => body[`role-${role}`] === 'ja');
}

const SECTOR = 'sector-';

/** The sectors whose box is ticked, by code. */
export function tickedSectors(body: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(body)
    .filter((name) => name.startsWith(SECTOR) && body[name] === 'ja')
    .map((name) => name.slice(SECTOR.length));
}
