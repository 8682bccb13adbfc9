// What a custodian types on a machine without a network: read what is asked, sign, open; draw and confirm a recovery key.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runCustodian } from '../../../src/channel-commands.js';
import { UsageError, type Values } from '../../../src/command-line.js';
import { custodiansOf } from '../../../src/platform/channel-config.js';
import { boxFor } from '../../../src/reports/crypto/keys.js';
import { isSigned } from '../../../src/reports/crypto/signature.js';
import { nest, pairsOf } from '../../../src/reports/crypto/nested.js';
import { joinParts } from '../../../src/reports/crypto/parts.js';
import { writeBox } from '../../../src/reports/custody/box-line.js';
import { writePacket } from '../../../src/reports/custody/packet.js';
import { readBundle, statementOf } from '../../../src/reports/custody/recovery-bundle.js';
import { recoveryCounts } from '../../../src/reports/custody/recovery.js';
import { decisionBytes, readDecisionLine, reasonHash } from '../../../src/reports/custody/statement.js';

const folder = mkdtempSync(join(tmpdir(), 'custodian-'));
const place = (name: string): string => join(folder, name);
const REQUEST = '6f1c0e0a-0000-4000-8000-000000000003';
const SALT = Buffer.alloc(32, 1);
const REPORT = '6f1c0e0a-0000-4000-8000-000000000004';

/** What a command prints to give on, and what it tells on the screen. */
function run(values: Values, act: string): { out: string; told: string } {
  let out = '';
  let told = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((out += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((told += String(text))));
  try {
    expect(runCustodian(values, [act])).toBe(0);
  } finally {
    vi.restoreAllMocks();
  }
  return { out: out.trim(), told };
}

let line: string;
beforeAll(() => {
  line = ['an', 'bo', 'cas'].map((name) => `${name}=${run({ file: place(name) }, 'keys').out}`).join(',');
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

/** A request for a name, as the page of a report gives it. */
function keepRequest(): string {
  const keepers = custodiansOf(line);
  const text = writePacket({
    id: REQUEST,
    purpose: 'identity',
    record: REPORT,
    ground: 'court-order',
    notice: 'withheld',
    openFrom: '2026-09-10',
    until: '2026-10-07',
    keepers,
    reasons: keepers.map(({ signingKey, boxKey }) => ({
      signingKey,
      box: boxFor(
        { id: signingKey.toString('hex'), publicKey: boxKey },
        REQUEST,
        joinParts(SALT, 'Bevel 12.'),
      ),
    })),
    boxes: pairsOf(keepers).map((pair) => ({
      outerKey: pair.outer.signingKey,
      innerKey: pair.inner.signingKey,
      box: nest(
        { purpose: 'identity', record: REPORT },
        pair,
        Buffer.from('{"name":"Mieke","contact":"0470"}'),
      ),
    })),
  });
  writeFileSync(place('verzoek.json'), text);
  return place('verzoek.json');
}

describe('a request', () => {
  test('is told on the screen, and only the line goes where the output goes', () => {
    const { out, told } = run({ file: place('an'), request: keepRequest() }, 'agree');
    expect(told).toContain('Bevel 12.');
    expect(told).toContain('court-order');
    expect(out).toMatch(/^PTC1\.agree\.[\w.-]+$/);
    expect(readDecisionLine(out)?.peeled).toHaveLength(2);
  });

  test('that is refused peels nothing', () => {
    const { out } = run({ file: place('an'), request: keepRequest() }, 'refuse');
    expect(readDecisionLine(out)).toMatchObject({ verdict: 'refuse', peeled: [] });
  });

  test('says that the reporter is not told, and signs the very reason that was read', () => {
    const { told, out } = run({ file: place('an'), request: keepRequest() }, 'agree');
    expect(told).toContain('the reporter is NOT told beforehand');
    expect(told).toContain('Bevel 12.');
    const { signature, peeled } = readDecisionLine(out)!;
    const signed = (reason: string, notice = 'withheld'): boolean =>
      isSigned(
        custodiansOf(line)[0]!.signingKey,
        decisionBytes(
          {
            ...{ id: REQUEST, purpose: 'identity', record: REPORT, ground: 'court-order' },
            ...{ notice, openFrom: '2026-09-10', until: '2026-10-07' },
            reasonHash: reasonHash(SALT, reason),
          },
          'agree',
          peeled,
        ),
        signature,
      );
    expect([signed('Bevel 12.'), signed('Bevel 13.'), signed('Bevel 12.', 'given')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('is opened by the other one of the pair, with the box that was peeled', () => {
    const request = keepRequest();
    const { peeled } = readDecisionLine(run({ file: place('an'), request }, 'agree').out)!;
    const [an] = custodiansOf(line);
    writeFileSync(
      place('doos.txt'),
      writeBox({ request: REQUEST, outerKey: an!.signingKey, body: peeled[0]!.body }),
    );
    const values = { request, box: place('doos.txt') };
    expect(run({ ...values, file: place('bo') }, 'open').out).toBe('name      Mieke\ncontact   0470');
    expect(() => runCustodian({ ...values, file: place('cas') }, ['open'])).toThrow('does not open');
  });

  test.each([
    [{ file: 'x' }, 'agree', '--request is missing.'],
    [{ file: 'x', request: 'y' }, 'open', '--box is missing.'],
    [{ file: 'x', until: '2027-06-30' }, 'recovery', '--custodians is missing.'],
    [{ file: 'x' }, 'confirm', '--recovery is missing.'],
    [{}, 'onzin', 'Say what to do'],
  ])('%o %s says what is missing', (values, act, message) => {
    expect(() => runCustodian(values, [act])).toThrow(UsageError);
    expect(() => runCustodian(values, [act])).toThrow(message);
  });

  test('that is no request, or a file that is no custodian, is refused in words', () => {
    expect(() => runCustodian({ file: place('an'), request: place('an') }, ['agree'])).toThrow(
      'request to custodians',
    );
    expect(() => runCustodian({ file: keepRequest(), request: keepRequest() }, ['agree'])).toThrow(
      'custodian keys',
    );
  });
});

test('a recovery key counts once a second custodian confirmed it, and its private half is in no output', () => {
  const values = { file: place('an'), custodians: line, until: '2027-06-30' };
  const made = run(values, 'recovery');
  expect(made.told).toMatch(/( [a-z]+){12}/);
  writeFileSync(place('herstel.json'), made.out);
  const confirmed = run({ file: place('cas'), recovery: place('herstel.json') }, 'confirm');
  expect(confirmed.told).toBe(made.told);
  const [first, second] = [readBundle(made.out), readBundle(confirmed.out)];
  expect(recoveryCounts(statementOf(first), first.signatures, custodiansOf(line), '2026-09-07')).toBe(false);
  expect(recoveryCounts(statementOf(second), second.signatures, custodiansOf(line), '2026-09-07')).toBe(true);
  expect(recoveryCounts(statementOf(second), second.signatures, custodiansOf(line), '2027-07-01')).toBe(
    false,
  );
  expect(second.boxes).toHaveLength(3);
  const [one, ...others] = second.boxes;
  const swapped = { ...second, boxes: [{ ...one!, box: Buffer.alloc(one!.box.length) }, ...others] };
  expect(recoveryCounts(statementOf(swapped), swapped.signatures, custodiansOf(line), '2026-09-07')).toBe(
    false,
  );
});
