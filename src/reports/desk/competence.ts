import { ruleFor, USUAL_MATTER, type Matter, type Reference } from '../../register/index.js';
import type { Answers } from '../intake/answers.js';

export type Competence = Reference['competence'];

/** A body that is competent, for which grounds, and by which rule. */
export interface Proposal {
  readonly body: string;
  readonly grounds: readonly string[];
  readonly rule: Competence['rules'][number];
}

const MATTERS: Readonly<Record<string, Partial<Matter>>> = {
  'temp-agency': { employerType: 'temp-agency', relation: 'mediation' },
  recruiter: { employerType: 'private-mediator', relation: 'mediation' },
  'public-service': { employerType: 'public-employment-service', relation: 'mediation' },
  vouchers: { employerType: 'service-voucher-firm', relation: 'application' },
};

/** What a case is probably about, from where its reporter works. The officer corrects it. */
export function matterOf({ intermediary }: Answers): Matter {
  return { ...USUAL_MATTER, ...MATTERS[intermediary ?? ''] };
}

/** The bodies that are competent for the grounds of a report, in the order of those grounds. */
export function proposalsFor(
  table: Competence,
  matter: Matter,
  { grounds, sector }: Pick<Answers, 'grounds' | 'sector'>,
): Proposal[] {
  const found = new Map<string, Proposal>();
  for (const ground of grounds ?? []) {
    const rule = ruleFor(table, { ...matter, ground, sector: sector ?? '' });
    if (rule === null) continue;
    const known = found.get(rule.code);
    found.set(rule.code, { body: rule.body, rule, grounds: [...(known?.grounds ?? []), ground] });
  }
  return [...found.values()];
}

/** What of a report may go along to another body. Own role, kind of reporter, messages and files never do. */
export const PARTS = [
  'grounds',
  'forms',
  'stage',
  'sector',
  'employer',
  'period',
  'frequency',
  'place',
  'vacancy',
  'wording',
  'facts',
  'answers',
] as const;
export type Part = (typeof PARTS)[number];
/** What goes along unless the officer leaves it out; the rest can point at somebody, and goes only when it is ticked. */
export const USUAL_PARTS: readonly Part[] = ['grounds', 'forms', 'stage', 'sector', 'employer'];
