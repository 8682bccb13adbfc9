// Nested boxes open layer by layer, for what they are, for their own pair; a decision is signed whole.
import { describe, expect, test } from 'vitest';
import { dateOnly } from '../../../src/platform/dates.js';
import { drawBoxKeys } from '../../../src/reports/crypto/keys.js';
import { nest, openInner, pairsOf, peel } from '../../../src/reports/crypto/nested.js';
import { drawSigningKeys, isSigned, sign } from '../../../src/reports/crypto/signature.js';
import { mayAskCustody, stateOf } from '../../../src/reports/custody/rules.js';
import {
  decisionBytes,
  decisionLine,
  readDecisionLine,
  reasonHash,
} from '../../../src/reports/custody/statement.js';

const keepers = [0, 1, 2].map(() => {
  const [signing, box] = [drawSigningKeys(), drawBoxKeys()];
  return { signingKey: signing.publicKey, boxKey: box.publicKey, signing, box };
});
const [a, b, c] = keepers as [(typeof keepers)[0], (typeof keepers)[0], (typeof keepers)[0]];
const of = { purpose: 'identity', record: '6f1c0e0a-0000-4000-8000-000000000001' };
const pair = { outer: a, inner: b };
const content = Buffer.from('Mieke Zwaluwkade');

describe('nested boxes', () => {
  test('there is one for each pair, who stands first being the outer one', () => {
    expect(
      pairsOf(keepers).map(({ outer, inner }) => [keepers.indexOf(outer), keepers.indexOf(inner)]),
    ).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
  });

  test('open with the one key and then with the other, and in no other way', () => {
    const box = nest(of, pair, content);
    const inner = peel(a.box, of, pair, box);
    expect(openInner(b.box, of, pair, inner)).toEqual(content);
    for (const other of [b, c]) expect(() => peel(other.box, of, pair, box)).toThrow('does not open');
    for (const other of [a, c]) expect(() => openInner(other.box, of, pair, inner)).toThrow('does not open');
    expect(() => openInner(b.box, of, pair, box)).toThrow('does not open');
    expect(inner.includes(content)).toBe(false);
  });

  test.each([
    ['another purpose', { ...of, purpose: 'annex' }, pair],
    ['another record', { ...of, record: '6f1c0e0a-0000-4000-8000-000000000002' }, pair],
    ['another inner custodian', of, { outer: a, inner: c }],
    ['another outer custodian', of, { outer: c, inner: b }],
  ])('do not open as %s', (_what, otherOf, otherPair) => {
    const box = nest(of, pair, content);
    expect(() => peel(a.box, otherOf, otherPair, box)).toThrow('does not open');
    expect(() => openInner(b.box, otherOf, otherPair, peel(a.box, of, pair, box))).toThrow('does not open');
  });

  test('tell the length of their content in steps of 512 bytes alone', () => {
    const lengths = new Set([0, 1, 100, 508].map((size) => nest(of, pair, Buffer.alloc(size)).length));
    expect(lengths.size).toBe(1);
    expect(nest(of, pair, Buffer.alloc(509)).length).toBe([...lengths][0]! + 512);
  });
});

describe('a decision', () => {
  const asked = {
    id: '6f1c0e0a-0000-4000-8000-000000000003',
    ground: 'law',
    notice: 'given',
    openFrom: '2026-09-10',
    until: '2026-10-07',
    reasonHash: reasonHash(Buffer.alloc(32, 1), 'Een bevel.'),
    ...of,
  };
  const peeled = [{ innerKey: b.signingKey, body: Buffer.from('box') }];
  const signature = sign(a.signing.privateKey, decisionBytes(asked, 'agree', peeled));
  const line = decisionLine({ verdict: 'agree', request: asked.id, signature, peeled });

  test('reads back from a text that was broken and stands among other words', () => {
    const broken = `Beste,\n${line.replace(/(.{40})/g, '$1\r\n')}`;
    expect(readDecisionLine(broken)).toEqual({ verdict: 'agree', request: asked.id, signature, peeled });
    expect(readDecisionLine('PTC1.agree.x')).toBeNull();
  });

  test.each([
    ['verdict', () => decisionBytes(asked, 'refuse', peeled)],
    ['request', () => decisionBytes({ ...asked, id: of.record }, 'agree', peeled)],
    ['purpose', () => decisionBytes({ ...asked, purpose: 'annex' }, 'agree', peeled)],
    ['ground', () => decisionBytes({ ...asked, ground: 'consent' }, 'agree', peeled)],
    ['notice', () => decisionBytes({ ...asked, notice: 'withheld' }, 'agree', peeled)],
    ['first day', () => decisionBytes({ ...asked, openFrom: '2026-09-07' }, 'agree', peeled)],
    ['last day', () => decisionBytes({ ...asked, until: '2026-12-31' }, 'agree', peeled)],
    [
      'reason',
      () =>
        decisionBytes(
          { ...asked, reasonHash: reasonHash(Buffer.alloc(32, 1), 'Een ander bevel.') },
          'agree',
          peeled,
        ),
    ],
    ['boxes', () => decisionBytes(asked, 'agree', [])],
  ])('signs its %s', (_what, message) => {
    expect(isSigned(a.signingKey, decisionBytes(asked, 'agree', peeled), signature)).toBe(true);
    expect(isSigned(a.signingKey, message(), signature)).toBe(false);
  });
});

describe('a request', () => {
  const [from, until] = [dateOnly(2026, 9, 10), dateOnly(2026, 10, 7)];
  const life = { openFrom: from, until, secondOn: null, refusedOn: null, openedOn: null };
  test('waits for the notice, is open for its term, and is over after it', () => {
    expect(stateOf(life, 'identity', dateOnly(2026, 9, 9))).toBe('early');
    expect(stateOf(life, 'identity', from)).toBe('open');
    expect(stateOf(life, 'identity', until)).toBe('open');
    expect(stateOf(life, 'identity', dateOnly(2026, 10, 8))).toBe('over');
  });

  test('of what lies closed is granted before it is opened; a duty is done at once', () => {
    const granted = { ...life, secondOn: from };
    expect(stateOf(granted, 'identity', from)).toBe('granted');
    expect(stateOf(granted, 'duty', from)).toBe('opened');
    expect(stateOf({ ...granted, openedOn: from }, 'identity', from)).toBe('opened');
    expect(stateOf({ ...life, refusedOn: from }, 'identity', from)).toBe('refused');
  });

  test('is made once at a time, once there is something; a name can be asked for again, a duty not', () => {
    const base = { worked: true, there: true, requests: [] };
    expect(mayAskCustody('identity', base).allowed).toBe(true);
    expect(mayAskCustody('identity', { ...base, worked: false }).allowed).toBe(false);
    expect(mayAskCustody('identity', { ...base, there: false }).allowed).toBe(false);
    for (const [purpose, state, allowed] of [
      ['identity', 'open', false],
      ['identity', 'opened', true],
      ['identity', 'refused', true],
      ['duty', 'opened', false],
      ['duty', 'over', true],
    ] as const)
      expect(
        mayAskCustody(purpose, { ...base, requests: [{ purpose, state }] }).allowed,
        `${purpose} ${state}`,
      ).toBe(allowed);
  });
});
