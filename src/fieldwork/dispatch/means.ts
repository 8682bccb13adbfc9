import type { CampaignId } from '../../campaigns/index.js';
import type { TxCtx } from '../../platform/context.js';
import type { MailLimits, MailRoutes, MailSender } from '../../platform/mail/index.js';
import type { Calendar, VacancyId } from '../../register/index.js';
import type { ApplicationId } from '../scheduling/index.js';
import type { PrintCv } from './mail.js';

/** What dispatch works with. */
export interface DispatchMeans {
  readonly sender: MailSender;
  /** Signs a message for the sender's domain before it is kept as what was sent. */
  readonly sign?: MailRoutes['sign'];
  /** How many applications may leave from one of our domains in an hour; none named: no limit. */
  readonly limitsOf?: (domain: string) => MailLimits;
  readonly calendar: Calendar;
  /** Names this process in attempts. */
  readonly server: string;
  readonly openSeed: (ctx: TxCtx, campaign: CampaignId) => Promise<Buffer>;
  /** Looks whether a vacancy is still open and records it; without an adapter only a person's check counts. */
  readonly checkVacancy?: (ctx: TxCtx, vacancy: VacancyId) => Promise<void>;
  /** Prints a curriculum vitae as a file (materials). */
  readonly printCv: PrintCv;
  /** An application ended without having been sent: BNC (refused) or ERR (cancelled, not sent). */
  readonly onUnsent: (ctx: TxCtx, application: ApplicationId, code: 'BNC' | 'ERR') => Promise<void>;
}
