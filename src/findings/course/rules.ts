/** How the mail of a campaign fares. Counts are applications, attempts where it says so. */
export interface MailFigures {
  readonly sent: number;
  /** Refused for good by the employer's server, or returned by it. */
  readonly refused: number;
  readonly bounced: number;
  /** Attempts of the last seven days that a server put off. */
  readonly deferred: number;
  /** Waiting for a next attempt now. */
  readonly waiting: number;
  readonly inDoubt: number;
  /** Should have left more than an hour ago while the campaign runs. */
  readonly late: number;
}

/** What asks for a person's look. */
export type MailTrouble = 'in-doubt' | 'unread' | 'late' | 'lost';

/** From this share of refused and returned mail on, addresses or our own name are the likelier cause than chance. */
const MOST_LOST = 0.05;
/** Below so many a share says nothing. */
const FEWEST = 20;

/**
 * What in the mail of a campaign needs a look, the most urgent first; nothing when it is well. `unread`: mailboxes on other
 * servers that cannot be read.
 */
export function mailHealth(mail: MailFigures, unread = 0): MailTrouble[] {
  const lost = mail.refused + mail.bounced;
  const left = mail.sent + mail.refused;
  return [
    ...(mail.inDoubt > 0 ? (['in-doubt'] as const) : []),
    ...(unread > 0 ? (['unread'] as const) : []),
    ...(mail.late > 0 ? (['late'] as const) : []),
    ...(left >= FEWEST && lost / left > MOST_LOST ? (['lost'] as const) : []),
  ];
}
