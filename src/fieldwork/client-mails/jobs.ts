import type { Job } from '../../platform/jobs.js';
import type { ClientMails } from './service.js';

/** What happens to mails of clients by itself: what is due leaves, answers find their mail, and silence ends one. */
export function clientMailJobs(mails: ClientMails): Job[] {
  return [
    { name: 'client-mails.send', when: '*/10 * * * * *', run: mails.send },
    { name: 'client-mails.receive', when: '*/10 * * * * *', run: mails.receive },
    { name: 'client-mails.end', when: '30 * * * * *', run: mails.endSilent },
    { name: 'client-mails.recover', when: '45 * * * * *', run: (ctx) => mails.recover(ctx, false) },
  ];
}
