/** The ONE table role × permission. A route names a permission; a role holds it or does not. */
const table = {
  inspector: [
    'home.see',
    'campaign.read',
    'campaign.design',
    'campaign.run',
    'authorisation.request',
    'test.read',
    'arm.see',
    'findings.read',
    'flag.read',
    'flag.decide',
    'employer-pattern.read',
    'log.read',
  ],
  coordinator: [
    'home.see',
    'campaign.read',
    'campaign.seal',
    'campaign.team',
    'campaign.run',
    'campaign.stop',
    'authorisation.record',
    'call.plan',
    'legal-basis.confirm',
    'test.read',
    'arm.see',
    'findings.read',
    'flag.read',
    'flag.decide',
    'employer-pattern.read',
    'log.read',
  ],
  fieldworker: [
    'home.see',
    'campaign.read',
    'campaign.run',
    'test.read',
    'arm.see',
    'employer.see',
    'mail.match',
    'in-doubt.settle',
    'call.plan',
    'vacancy.check',
    'register.import',
  ],
  coder: ['home.see', 'response.code'],
  tester: ['task.read-own', 'call.record'],
  administrator: ['home.see', 'account.manage'],
  system: ['register.import', 'vacancy.check', 'flag.see-any', 'test.see-any'],
} as const satisfies Record<string, readonly string[]>;

export type Role = keyof typeof table;
export type Permission = (typeof table)[Role][number];

/** Every permission, once. */
export const permissions: readonly Permission[] = [...new Set(Object.values(table).flat())];

/** Every role. */
export const roles: readonly Role[] = Object.keys(table).filter(isRole);

/** The roles that a person can be given. */
export const personRoles = [
  'inspector',
  'coordinator',
  'fieldworker',
  'coder',
  'administrator',
] as const satisfies readonly Role[];
export type PersonRole = (typeof personRoles)[number];

/** Whether somebody with these roles holds the permission. */
export function holds(held: readonly string[], permission: Permission): boolean {
  return held.some((role) => isRole(role) && new Set<string>(table[role]).has(permission));
}

/** Whether somebody may do it here and now: their roles hold it, and so does the token they came with, if any. */
export function may(
  actor: { readonly roles: readonly string[]; readonly scopes?: readonly string[] },
  permission: Permission,
): boolean {
  return holds(actor.roles, permission) && (actor.scopes === undefined || actor.scopes.includes(permission));
}

/** Reads a text as a permission. */
export function isPermission(text: string): text is Permission {
  return new Set<string>(permissions).has(text);
}

function isRole(text: string): text is Role {
  return Object.hasOwn(table, text);
}
