import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import { stands } from '../authorisations/rules.js';
import type { AuthorisationState } from '../authorisations/schema.js';
import type { DecisionStep, Granted } from './schema.js';

/** A request is granted or refused while it waits; what was granted is extended or withdrawn while it stands. */
export function mayDecide(step: DecisionStep, state: AuthorisationState, waits: boolean): Verdict {
  if (step === 'granted' || step === 'refused') return waits ? ALLOW : refuse('request-not-open');
  return stands(state) ? ALLOW : refuse('request-not-open');
}

/** How far a request reaches. */
export interface Asked {
  readonly maxTests: number;
  readonly wantedFrom: string;
  readonly wantedUntil: string;
  readonly testTypes: readonly string[];
  /** Empty where the request names none. */
  readonly employers: readonly string[];
  readonly thirdPersons: boolean;
}

/** The fields in which a grant would reach further than what was asked; the database's trigger asks the same. */
export function widerThan(asked: Asked, given: Granted): (keyof Granted)[] {
  const wider: Partial<Record<keyof Granted, boolean>> = {
    validFrom: given.validFrom < asked.wantedFrom,
    validUntil: given.validUntil > asked.wantedUntil,
    maxTests: given.maxTests > asked.maxTests,
    testTypes: given.testTypes.some((type) => !asked.testTypes.includes(type)),
    employers:
      asked.employers.length > 0 &&
      (given.employers.length === 0 || given.employers.some((number) => !asked.employers.includes(number))),
    thirdPersons: given.thirdPersons && !asked.thirdPersons,
  };
  const fields = ['validFrom', 'validUntil', 'maxTests', 'testTypes', 'employers', 'thirdPersons'] as const;
  return fields.filter((field) => wider[field] === true);
}
