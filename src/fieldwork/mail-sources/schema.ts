import type { MailboxTrouble } from '../../platform/mail/index.js';

declare module '../../platform/db/tables.js' {
  interface Tables {
    mail_source: {
      address: string;
      /** A number of 32 bits, which may be larger than `integer` holds. */
      uid_validity: string | null;
      last_uid: number | null;
      /** All that lay in it then is kept. */
      read_at: Date | null;
      trouble: MailboxTrouble | null;
      trouble_since: Date | null;
    };
  }
}
