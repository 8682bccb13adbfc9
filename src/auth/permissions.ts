/**
 * The ONE table role × permission. A route names a permission; a role holds it or does not. A role whose room is still to
 * come sees its own home page only.
 */
const table = {
  inspector: [
    'home.see',
    'interest.declare',
    'campaign.read',
    'campaign.design',
    'campaign.run',
    'authorisation.request',
    'authorisation.check',
    'authorisation.report',
    'identity.release',
    'evidence.prove',
    'signal.read',
    'signal.record',
    'detection.handle',
    'test.read',
    'arm.see',
    'findings.read',
    'flag.read',
    'flag.decide',
    'employer-pattern.read',
    'call.name-open',
    'log.read',
    'legal-basis.read',
    'competence.see',
  ],
  coordinator: [
    'home.see',
    'interest.declare',
    'campaign.read',
    'campaign.seal',
    'campaign.team',
    'interest.withdraw',
    'campaign.run',
    'campaign.stop',
    'form.free',
    'identity.release',
    'evidence.prove',
    'authorisation.check',
    'authorisation.record',
    'authorisation.report',
    'figures.approve',
    'kill-switch.use',
    'data-protection.read',
    'legal-hold.place',
    'signal.read',
    'call.plan',
    'voice.record',
    'detection.handle',
    'legal-basis.confirm',
    'test.read',
    'arm.see',
    'findings.read',
    'flag.read',
    'flag.decide',
    'employer-pattern.read',
    'log.read',
    'legal-basis.read',
    'competence.see',
  ],
  fieldworker: [
    'home.see',
    'interest.declare',
    'campaign.read',
    'campaign.run',
    'test.read',
    'arm.see',
    'employer.see',
    'mail.match',
    'answer.upload',
    'detection.handle',
    'in-doubt.settle',
    'form.fill',
    'withdrawal.handle',
    'call.plan',
    'vacancy.check',
    'register.import',
    'legal-basis.read',
    'competence.see',
  ],
  coder: ['home.see', 'coding.see', 'response.code', 'interest.declare'],
  adjudicator: ['home.see', 'coding.see', 'response.adjudicate', 'interest.declare'],
  tester: ['task.read-own', 'call.record', 'interest.declare'],
  analyst: [
    'home.see',
    'campaign.read',
    'findings.read',
    'flag.read',
    'interest.declare',
    'legal-basis.read',
    'competence.see',
  ],
  'channel-officer': ['home.see', 'competence.see'],
  custodian: ['home.see'],
  'log-reviewer': [
    'home.see',
    'campaign.read',
    'data-protection.read',
    'log.read',
    'legal-basis.read',
    'competence.see',
  ],
  'channel-reviewer': ['home.see'],
  dpo: [
    'home.see',
    'data-protection.read',
    'data-request.handle',
    'legal-hold.place',
    'legal-basis.read',
    'competence.see',
  ],
  administrator: ['home.see', 'account.manage'],
  magistrate: ['home.see', 'request.read-own', 'request.decide'],
  intermediary: ['home.see'],
  'test-firm': ['home.see', 'tester.manage-own', 'task.hand-out'],
  'sector-fund': ['home.see', 'sector-figures.read'],
  system: ['register.import', 'vacancy.check', 'flag.see-any', 'test.see-any'],
} as const satisfies Record<string, readonly string[]>;

export type Role = keyof typeof table;
export type Permission = (typeof table)[Role][number];

/** Every permission, once. */
export const permissions: readonly Permission[] = [...new Set(Object.values(table).flat())];

/** Every role. */
export const roles: readonly Role[] = Object.keys(table).filter(isRole);

/** The roles that a person can be given. */
export type PersonRole = Exclude<Role, 'system'>;
export const personRoles: readonly PersonRole[] = roles.filter((role) => role !== 'system');

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

/** Reads a text as a role. */
export function isRole(text: string): text is Role {
  return Object.hasOwn(table, text);
}
