import type { ApplicationId, ApplicationState, TestId } from '../scheduling/index.js';

/** An application that is to leave, with what is known of it now. */
export interface Rehearsed {
  readonly id: ApplicationId;
  readonly test: TestId;
  readonly ordinal: number;
  readonly position: 1 | 2;
  /** Whether it is the only application of its test. */
  readonly alone: boolean;
  readonly vacancyTitle: string;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly toAddress: string;
  readonly dueAt: Date;
  readonly covered: boolean;
  readonly released: boolean;
  readonly retired: boolean;
  readonly groundless: boolean;
  readonly cooled: string | null;
  readonly excluded: boolean;
  readonly openUntil: string | null;
  /** Whether it answers no vacancy: then there is nothing to look at. */
  readonly withoutVacancy: boolean;
  readonly verdict: 'open' | 'closed' | 'changed' | null;
  readonly checkedAt: Date | null;
  readonly firstState: ApplicationState | null;
  readonly inHour: number;
  /** By a web form, which a person fills in. */
  readonly byHand: boolean;
}
