import { describe, expect, test } from 'vitest';
import { mailHealth } from '../../../../src/findings/course/rules.js';

const well = { sent: 100, refused: 0, bounced: 0, deferred: 3, waiting: 1, inDoubt: 0, late: 0 };

describe('the mail of a campaign', () => {
  test.each([
    ['is well when a server puts something off', well, []],
    ['needs a look when something is in doubt', { ...well, inDoubt: 1 }, ['in-doubt']],
    ['needs a look when something is late', { ...well, late: 1 }, ['late']],
    ['is well at 5 % lost', { ...well, sent: 98, refused: 2, bounced: 3 }, []],
    ['needs a look above 5 % lost', { ...well, sent: 98, refused: 2, bounced: 4 }, ['lost']],
    ['says nothing of shares below twenty', { ...well, sent: 9, refused: 10 }, []],
    [
      'names the most urgent first',
      { ...well, inDoubt: 1, late: 1, bounced: 9 },
      ['in-doubt', 'late', 'lost'],
    ],
  ] as const)('%s', (_what, mail, troubles) => {
    expect(mailHealth(mail)).toEqual(troubles);
  });

  test('needs a look when a mailbox elsewhere is not read', () => {
    expect(mailHealth(well, 1)).toEqual(['unread']);
  });
});
