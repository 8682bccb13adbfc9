import type { Generated } from 'kysely';
import type { Id } from '../platform/ids.js';

export type EmployerId = Id<'employer'>;
export type VacancyId = Id<'vacancy'>;

declare module '../platform/db/tables.js' {
  interface Tables {
    sector: { code: string; position: number; document: unknown };
    ground: { code: string; position: number; document: unknown };
    employer: {
      id: EmployerId;
      kbo: string;
      name: string;
      sector: string;
      joint_committee: string | null;
      nace: string | null;
      municipality: string | null;
      postcode: string | null;
      parent_kbo: string | null;
      mail_domain: string | null;
      phone: string | null;
      mail: Generated<string | null>;
      /** Where it takes applications without a vacancy. */
      application_email: string | null;
      created_at: Generated<Date>;
    };
    establishment: { number: string; employer: EmployerId };
    vacancy: {
      id: VacancyId;
      source: string;
      reference: string;
      title: string;
      employer: EmployerId;
      establishment: string | null;
      sector: string;
      place: string;
      postcode: string | null;
      contact_address: string;
      contact_name: string | null;
      form_url: string | null;
      contact_phone: string | null;
      occupation: string;
      bottleneck: boolean;
      open_from: string;
      open_until: string | null;
      snapshot_hash: Buffer | null;
      exclusion: Exclusion | null;
      language: Generated<VacancyLanguage>;
      created_at: Generated<Date>;
    };
    vacancy_check: {
      id: string;
      vacancy: VacancyId;
      verdict: 'open' | 'closed' | 'changed';
      adapter: string;
      actor: string;
      /** What stood in it: title, duties, requirements, contact, closing. */
      fields: unknown;
      at: Generated<Date>;
    };
  }
}

/** In which a vacancy is written. */
export const VACANCY_LANGUAGES = ['nl', 'fr', 'en'] as const;
export type VacancyLanguage = (typeof VACANCY_LANGUAGES)[number];

/** Why no application ever goes to a vacancy. */
export const EXCLUSIONS = ['positive-action', 'student', 'identity-upload'] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/**
 * A vacancy of the sampling frame, with what planning must know of its employer; or an employer alone, whom one writes
 * without a vacancy.
 */
export interface FrameVacancy {
  /** Null: an employer alone, under the source `kbo` and its number, without a title. */
  readonly id: VacancyId | null;
  readonly source: string;
  readonly reference: string;
  readonly title: string;
  readonly sector: string;
  readonly place: string;
  readonly postcode: string | null;
  readonly occupation: string;
  readonly contactAddress: string;
  readonly contactName: string | null;
  /** Where one applies by hand: a web form, or the number to call (tel) in a plan of calls; null where by mail. */
  readonly formUrl: string | null;
  /** The number to call about it: its own, else its employer's; null without one. */
  readonly phone: string | null;
  readonly openUntil: string | null;
  readonly employer: EmployerId;
  readonly employerName: string;
  readonly kbo: string;
  /** The KBO number of the group: that of the parent enterprise, else the employer's own. */
  readonly group: string;
  readonly establishment: string | null;
}
