import { describe, expect, test } from 'vitest';
import { mayHoldTogether, mayUseInvitation } from '../../../src/auth/accounts/rules.js';
import { mayTakeOn } from '../../../src/auth/case-duties.js';
import { changeOf, mayChangeRoles, mayDecide } from '../../../src/auth/grants/rules.js';
import { readCapacity } from '../../../src/auth/oidc/rules.js';
import { holds, permissions, personRoles } from '../../../src/auth/permissions.js';
import { BUDGETS, faultOfPassword, spend, type Guesses } from '../../../src/auth/sign-in/rules.js';
import { networkOf } from '../../../src/auth/sign-in/throttle.js';
import { describeAgent } from '../../../src/auth/visitor.js';
import { returnPath } from '../../../src/web/http/return-path.js';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 8, 7, 8) + seconds * 1000);

describe('guesses', () => {
  /** Seconds to wait after each of so many wrong guesses, each made the moment it may be. */
  function waits(count: number, budget: (typeof BUDGETS)[keyof typeof BUDGETS]): number[] {
    const found: number[] = [];
    let kept: Guesses | undefined;
    let now = at(0);
    for (let guess = 0; guess < count; guess += 1) {
      const spent = spend(kept, budget, now);
      if ('waitUntil' in spent) throw new Error('it waited');
      kept = spent.keep;
      const next: Date = kept.until > now ? kept.until : now;
      found.push((next.getTime() - now.getTime()) / 1000);
      now = next;
    }
    return found;
  }

  test('wait not at all, then twice as long each time, then no longer than the longest', () => {
    expect(waits(16, BUDGETS.nameAndClient)).toEqual([
      0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900,
    ]);
  });

  test('at a second step never wait longer than half a minute', () => {
    expect(Math.max(...waits(40, BUDGETS.secondStep))).toBe(30);
  });

  test('that come too early are not made and change nothing', () => {
    const kept = { failures: 9, until: at(60), forgetAt: at(3600) };
    expect(spend(kept, BUDGETS.nameAndClient, at(59))).toEqual({ waitUntil: at(60) });
  });

  test('are forgotten after a while', () => {
    const kept = { failures: 9, until: at(60), forgetAt: at(3600) };
    expect(spend(kept, BUDGETS.nameAndClient, at(3600))).toMatchObject({ keep: { failures: 1 } });
  });
});

describe('a password', () => {
  const about = ['An Peeters', 'an.peeters@voorbeeld.be'];
  test.each([
    ['elf tekens!', 'password-short'],
    ['x'.repeat(201), 'password-long'],
    ['an peeters an peeters', 'password-known'],
    ['Peeters123456', 'password-known'],
    ['wachtwoord1234', 'password-known'],
    ['aaaaaaaaaaaa', 'password-known'],
    ['abc123abc123abc', 'password-known'],
    ['drie gele fietsen', null],
    ['ééééáááúúúü', 'password-short'],
  ])('"%s" is %s', (password, fault) => {
    expect(faultOfPassword(password, about)).toBe(fault);
  });
});

describe('roles', () => {
  const pairs = personRoles.flatMap((one, index) =>
    personRoles.slice(index + 1).map((other) => [one, other] as const),
  );
  // Written out, and not read from the rule that is tested.
  const apart = [
    'analyst + channel-officer',
    'analyst + custodian',
    'channel-officer + coordinator',
    'channel-officer + inspector',
    'coordinator + custodian',
    'custodian + inspector',
  ];
  const nameOf = (pair: readonly string[]): string => [...pair].sort().join(' + ');
  const reasonOf = (held: readonly string[]): string | null => {
    const verdict = mayHoldTogether(held);
    return verdict.allowed ? null : verdict.reason;
  };

  test('are seventeen that a person can be given', () => {
    expect([personRoles.length, pairs.length]).toEqual([17, 136]);
  });

  test('without any there is no account', () => {
    expect(reasonOf([])).toBe('no-role');
  });

  test.each(personRoles)('%s can be held alone', (role) => {
    expect(reasonOf([role])).toBeNull();
  });

  test.each(pairs)('%s and %s go together only if the rule of separation allows it', (...pair) => {
    const wanted = pair.includes('administrator')
      ? 'roles-conflict'
      : pair.includes('magistrate') || pair.includes('test-firm')
        ? 'outside-roles-conflict'
        : apart.map((names) => nameOf(names.split(' + '))).includes(nameOf(pair))
          ? 'channel-roles-conflict'
          : null;
    expect([reasonOf(pair), reasonOf([...pair].reverse())]).toEqual([wanted, wanted]);
  });

  test('are kept apart among several too', () => {
    expect(reasonOf(['fieldworker', 'custodian', 'coder', 'analyst'])).toBe('channel-roles-conflict');
  });

  test.each(personRoles)('%s is given by two people only where it opens reports or the log', (role) => {
    const two = ['channel-officer', 'custodian', 'log-reviewer'].includes(role);
    expect(changeOf(['coder'], ['coder', role]).proposed).toEqual(two ? [role] : []);
  });

  test('that take two people are kept by who has them, and taken away by one', () => {
    expect(changeOf(['coder', 'log-reviewer'], ['coder', 'log-reviewer'])).toEqual({
      now: ['coder', 'log-reviewer'],
      proposed: [],
      removed: [],
    });
    expect(changeOf(['coder', 'log-reviewer'], ['coder'])).toEqual({
      now: ['coder'],
      proposed: [],
      removed: ['log-reviewer'],
    });
  });

  test.each([
    ['by who proposed it', 'one', 'granted', 'grant-two-persons'],
    ['against, by who proposed it', 'one', 'refused', 'grant-two-persons'],
    ['by whom it is about', 'self', 'granted', 'grant-own-account'],
    ['by taking it back, by whom it is about', 'self', 'withdrawn', 'grant-own-account'],
    ['by taking it back, by who proposed it', 'one', 'withdrawn', null],
    ['by another', 'other', 'granted', null],
    ['against, by another', 'other', 'refused', null],
  ] as const)('that were proposed are decided %s: %s %s → %s', (_how, actor, decision, reason) => {
    const verdict = mayDecide({ account: 'self', proposedBy: 'one' }, actor, decision);
    expect(verdict.allowed ? null : verdict.reason).toBe(reason);
  });

  test('are not changed by oneself, nor where a provider gives them', () => {
    expect([
      mayChangeRoles({ id: 'a', login: 'a@voorbeeld.be' }, 'a'),
      mayChangeRoles({ id: 'a', login: null }, 'b'),
      mayChangeRoles({ id: 'a', login: 'a@voorbeeld.be' }, 'b'),
    ]).toEqual([
      { allowed: false, reason: 'own-roles' },
      { allowed: false, reason: 'roles-of-provider' },
      { allowed: true },
    ]);
  });

  test.each([
    [
      'log-reviewer',
      ['home.see', 'campaign.read', 'data-protection.read', 'log.read', 'legal-basis.read', 'competence.see'],
    ],
    [
      'dpo',
      [
        'home.see',
        'data-protection.read',
        'data-request.handle',
        'legal-hold.place',
        'legal-basis.read',
        'competence.see',
      ],
    ],
    [
      'analyst',
      [
        'home.see',
        'campaign.read',
        'findings.read',
        'flag.read',
        'interest.declare',
        'legal-basis.read',
        'competence.see',
      ],
    ],
    ['magistrate', ['home.see', 'request.read-own', 'request.decide']],
    ['test-firm', ['home.see', 'tester.manage-own', 'task.hand-out']],
  ])('%s may do no more than %j', (role, wanted) => {
    expect(permissions.filter((permission) => holds([role], permission)).sort()).toEqual([...wanted].sort());
  });
});

describe('in one case', () => {
  test.each([
    [['design'], 'code', 'coding-not-blind'],
    [['match', 'team'], 'code', 'coding-not-blind'],
    [['code'], 'team', 'team-coded'],
    [['code'], 'adjudicate', 'coded-already'],
    [['settle', 'team'], 'look', 'evidence-not-blind'],
    [['look', 'team'], 'settle', 'looked-at-evidence'],
    [['look', 'team'], 'design', null],
    [['request-authorisation'], 'record-grant', 'authorisation-two-persons'],
    [['request-authorisation'], 'check-authorisation', 'authorisation-check-two-persons'],
    [['propose-role'], 'decide-role', 'grant-two-persons'],
    [['decide-flag'], 'second-sign-dossier', 'flag-two-persons'],
    [['request-authorisation'], 'code', null],
    [[], 'code', null],
  ] as const)('who did %j does %s: %s', (held, wanted, reason) => {
    const verdict = mayTakeOn(held, wanted);
    expect(verdict.allowed ? null : verdict.reason).toBe(reason);
  });
});

test('an invitation of a blocked account opens nothing', () => {
  const open = { expiresAt: at(60), usedAt: null, withdrawnAt: null } as const;
  expect(mayUseInvitation({ ...open, state: 'invited' }, at(0)).allowed).toBe(true);
  expect(mayUseInvitation({ ...open, state: 'blocked' }, at(0)).allowed).toBe(false);
});

describe('the claims of a provider', () => {
  const names = { subject: 'sub', name: 'naam', organisation: 'org', roles: 'rol' };
  const map = new Map([
    ['insp', 'inspector'],
    ['boss', 'owner-of-everything'],
  ]);
  const read = (claims: Record<string, unknown>) =>
    readCapacity({ sub: 's', naam: 'An', org: 'OVO1', ...claims }, names, map, ['inspector']);

  test.each([[['insp', 'insp', 'x']], ['insp x'], ['x,insp']])('give the roles of %j that we know', (rol) => {
    expect(read({ rol })?.roles).toEqual(['inspector']);
  });
  test.each([[undefined], [7], [['boss']], [{ insp: true }]])('give no role for %j', (rol) => {
    expect(read({ rol })?.roles).toEqual([]);
  });
  test.each(['sub', 'naam', 'org'])('without %s say nothing', (name) => {
    expect(read({ [name]: ' ', rol: ['insp'] })).toBeNull();
  });
});

describe('the way back', () => {
  test.each(['/', '/campagnes?stand=running&kenmerk=', '/testen/x%20y'])('%s is ours', (path) => {
    expect(returnPath(path)).toBe(path);
  });
  test.each([
    undefined,
    ['/a'],
    '',
    'campagnes',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/.//evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\n/evil.example',
    '/\t/evil.example',
    ' //evil.example',
    `/${'a'.repeat(3000)}`,
  ])('%j is not', (path) => {
    expect(returnPath(path)).toBe('/');
  });
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('the client %s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox, Linux'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0', 'Edge, Windows'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1', 'Safari, iOS'],
  ['<script>alert(1)</script>', '?'],
])('%s is told as %s', (text, agent) => {
  expect(describeAgent(text)).toBe(agent);
});
