import { describe, expect, test } from 'vitest';
import {
  matchMessage,
  tellingDomain,
  withoutPlus,
  type Candidate,
  type Clues,
} from '../../../src/fieldwork/responses/matching.js';

const lotte = {
  application: '1',
  test: 't',
  campaign: 'c',
  address: 'lotte.peeters@mijnpost.example',
  name: 'Lotte Peeters',
  messageId: 'aaa@mijnpost.example',
  toAddress: 'jobs@wilgenveld.example',
  employer: 'Bouwwerken Wilgenveld',
  vacancy: 'Metser',
} as unknown as Candidate;
const elif = {
  ...lotte,
  application: '2',
  address: 'elif.kaya@brievenbus.example',
  name: 'Elif Kaya',
  messageId: 'bbb@brievenbus.example',
} as unknown as Candidate;

const clues = (change: Partial<Clues>): Clues => ({
  deliveredTo: 'info@mijnpost.example',
  addressed: [],
  threads: [],
  mentioned: [],
  sender: 'iemand@elders.example',
  failedRecipient: null,
  subject: '',
  text: '',
  ...change,
});
const matched = (change: Partial<Clues>) => {
  const { match, doubt } = matchMessage(clues(change), [lotte, elif]);
  return match === null ? doubt : [match.candidate.name, ...match.reasons];
};

describe('a message is matched', () => {
  test('by the mailbox it came to', () => {
    expect(matched({ deliveredTo: lotte.address })).toEqual(['Lotte Peeters', 'address']);
  });
  test('by that mailbox with a token behind a plus', () => {
    expect(matched({ deliveredTo: 'lotte.peeters+job@mijnpost.example' })).toEqual(['Lotte Peeters', 'plus']);
  });
  test('by the thread it answers', () => {
    expect(matched({ threads: [elif.messageId] })).toEqual(['Elif Kaya', 'thread']);
  });
  test('by an address in the message that was passed on, and the employer who did', () => {
    expect(matched({ mentioned: [lotte.address], sender: 'els@wilgenveld.example' })).toEqual([
      'Lotte Peeters',
      'mentioned',
      'domain',
    ]);
  });
  test('by a mistyped address, when the employer and the name agree', () => {
    expect(
      matched({
        deliveredTo: 'lote.peeters@mijnpost.example',
        sender: 'jobs@wilgenveld.example',
        text: 'Dag Lotte,',
      }),
    ).toEqual(['Lotte Peeters', 'near-address', 'part-of-name', 'sender']);
  });
  test('by the copy that came, when both applicants are addressed in a thread of one', () => {
    const both = { addressed: [lotte.address, elif.address], threads: [lotte.messageId] };
    expect([
      matched({ ...both, deliveredTo: elif.address }),
      matched({ ...both, deliveredTo: lotte.address }),
    ]).toEqual([
      ['Elif Kaya', 'address'],
      ['Lotte Peeters', 'address', 'thread'],
    ]);
  });
});

describe('a message waits for a person', () => {
  test('when nothing points at an application', () => {
    expect(matched({ text: 'Een Metser bij Bouwwerken Wilgenveld' })).toBe('nothing-points');
  });
  test('when only the employer is known, who got both letters', () => {
    expect(matched({ sender: 'jobs@wilgenveld.example' })).toBe('too-weak');
  });
  test('when the mailbox is of one applicant and the thread of the other', () => {
    expect(matched({ deliveredTo: lotte.address, threads: [elif.messageId] })).toBe('too-close');
  });
  test('when it greets the other applicant of the test', () => {
    expect(matched({ deliveredTo: lotte.address, text: 'Beste Elif,\nU bent welkom.' })).toBe(
      'names-another',
    );
  });
  test('but not when it greets both', () => {
    expect(matched({ deliveredTo: lotte.address, text: 'Beste Lotte en Elif,' })).toContain('address');
  });
});

test('a domain of everybody tells nothing of an employer', () => {
  expect([tellingDomain('x@gmail.com'), tellingDomain('x@wilgenveld.example')]).toEqual([
    null,
    'wilgenveld.example',
  ]);
});
test('a plus token goes, a plus in a domain does not exist', () => {
  expect(withoutPlus('a+b+c@d.example')).toBe('a@d.example');
});
