import type { Calendar, Questionnaire } from '../../register/index.js';
import type { Lang } from '../../web/index.js';
import type { CookieName } from '../intake/answered.js';
import type { Named } from '../intake/step-form.js';
import type { Form } from '../listener/body.js';
import type { Competence } from './competence.js';
import type { Desk } from './service.js';

export interface DeskMeans {
  readonly desk: Desk;
  readonly calendar: Calendar;
  /** For how many days backups of the database are kept, as the settings say. */
  readonly backupDays: number;
  readonly grounds: (lang: Lang) => readonly Named[];
  readonly sectors: (lang: Lang) => readonly Named[];
  /** The table that says which body is competent, and every body. */
  readonly competence: Competence;
  readonly bodies: (lang: Lang) => readonly Named[];
  /** The sets of further questions that can be sent to who reported. */
  readonly questionnaires: readonly Questionnaire[];
  /** The bodies to which a report can go: all but our own. */
  readonly services: (lang: Lang) => readonly Named[];
}

/** One request to a page of officers. */
export interface DeskAsked {
  readonly lang: Lang;
  readonly form: Form;
  readonly cookie: (name: CookieName) => string | undefined;
  /** A part of the address, by its name in the path. */
  readonly param: (name: string) => string;
  /** A value of the query; empty where there is none. */
  readonly query: (name: string) => string;
}
