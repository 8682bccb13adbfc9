import type { MailRoutes } from '../../platform/mail/index.js';
import type { Calendar } from '../../register/index.js';
import type { PrintCv } from '../dispatch/index.js';

/** What a dry run works with: what dispatch composes by, and nothing that sends. */
export interface RehearsalMeans {
  readonly calendar: Calendar;
  readonly sign: MailRoutes['sign'];
  readonly routeOf: MailRoutes['routeOf'];
  readonly printCv: PrintCv;
}
