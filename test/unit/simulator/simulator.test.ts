import { appendFile, readFile, truncate } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createMailReceiver, parseMessage } from '../../../src/platform/mail/index.js';
import { startSimulator } from '../../../src/simulator/index.js';
import { everyone, flemish, openField, START, turkish, type Field } from './employers.js';

const open: Field[] = [];
afterEach(async () => {
  for (const field of open.splice(0)) await field.close();
});

async function field(options: Parameters<typeof openField>[0] = {}): Promise<Field> {
  const made = await openField(options);
  open.push(made);
  return made;
}

const after = (days: number): string => new Date(Date.parse(START) + days * 86_400_000).toISOString();
const journalOf = async ({ journalFile }: Field): Promise<any[]> =>
  (await readFile(journalFile, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const jobs = (count: number, domain = 'firm.test'): string[] =>
  Array.from({ length: count }, (_, i) => `job${i}@${domain}`);

describe('an application', () => {
  it('is in the journal before it is acknowledged', async () => {
    const employers = await field();
    const delivery = await employers.apply(flemish('job@firm.test'));
    const [line] = await journalOf(employers);
    expect([delivery.kind, line.type, line.to, line.subject, line.received]).toEqual([
      'sent',
      'application',
      'job@firm.test',
      'Sollicitatie voor de functie van magazijnier',
      '2026-06-01T07:00:00.000Z',
    ]);
  });

  it("is answered at the applicant's address by the end of the window", async () => {
    const employers = await field();
    await employers.apply(flemish('job@firm.test'));
    await employers.tell(after(29));
    expect(
      employers.inbox.every(({ envelope }) => envelope.to[0] === 'pieter.job.firm.test@applicants.test'),
    ).toBe(true);
    expect(employers.inbox.length).toBeGreaterThan(0);
  });

  it('is not answered before its time', async () => {
    const employers = await field();
    await employers.apply(flemish('job@firm.test'));
    const { next } = await employers.state();
    const before = await employers.tell(new Date(Date.parse(next!) - 1000).toISOString());
    const at = await employers.tell(next!);
    expect([before.delivered, before.next, at.delivered]).toEqual([0, next, 1]);
  });

  it('counts as a copy when it comes twice, and is answered once', async () => {
    const employers = await field();
    await employers.apply(flemish('job@firm.test'));
    await employers.apply(flemish('job@firm.test'));
    const { applications, copies } = await employers.state();
    expect([applications, copies]).toEqual([1, 1]);
  });

  it('is not taken for a new one when the applicant writes again', async () => {
    const employers = await field();
    await employers.apply(flemish('job@firm.test'));
    await employers.apply({
      ...flemish('hr@firm.test'),
      inReplyTo: 'answer@firm.test',
      subject: 'Re: Uitnodiging',
    });
    const { applications, followUps } = await employers.state();
    expect([applications, followUps]).toEqual([1, 1]);
  });
});

describe('answers', () => {
  it('follow the arm that the name tells', async () => {
    const employers = await field({ population: everyone(0, 1) });
    for (const job of jobs(20)) {
      await employers.apply(turkish(job));
      await employers.apply(flemish(job));
    }
    await employers.tell(after(29));
    const kinds = (who: string) =>
      employers.inbox.filter(({ envelope }) => envelope.to[0]!.startsWith(who)).length;
    expect([kinds('pieter') >= 20, kinds('mehmet') < kinds('pieter')]).toEqual([true, true]);
  });

  it('are the same, byte for byte, in whatever order the applications arrive', async () => {
    const all = jobs(12).flatMap((job) => [flemish(job), turkish(job)]);
    const run = async (applications: typeof all): Promise<string[]> => {
      const employers = await field({ population: everyone(0.4, 0.3, 0.1) });
      for (const application of applications) await employers.apply(application);
      await employers.tell(after(50));
      return employers.inbox.map(({ raw }) => raw.toString()).sort();
    };
    expect(await run(all)).toEqual(await run([...all].reverse()));
  });

  it('come in order of time, with their own date', async () => {
    const employers = await field();
    for (const job of jobs(15)) await employers.apply(flemish(job));
    await employers.tell(after(29));
    const dates = (await employers.mails()).map(({ date }) => date!.getTime());
    expect(dates).toEqual([...dates].sort((a, b) => a - b));
  });

  it('carry no mark of arm, pair, campaign, product or library', async () => {
    const employers = await field({
      population: { ...everyone(0.4, 0.3, 0.2), bounceRate: 0.05, strays: 3 },
    });
    for (const job of jobs(40)) for (const who of [flemish(job), turkish(job)]) await employers.apply(who);
    await employers.tell(after(60));
    const text = employers.inbox.map(({ raw }) => raw.toString()).join('\n');
    expect(text).not.toMatch(
      /\b(control|treatment|arm|pair|campaign|simulat\w*|praktijk\w*|nodemailer|x-mailer|demo)\b/i,
    );
    expect(employers.inbox.length).toBeGreaterThan(60);
  });

  it('leave no placeholder unfilled', async () => {
    const employers = await field({ population: everyone(0.5, 0.2, 0.1) });
    for (const job of jobs(60)) await employers.apply(flemish(job));
    await employers.tell(after(29));
    expect(
      (await employers.mails()).filter(({ text, subject }) => /[{}]|undefined/.test(text + subject)),
    ).toEqual([]);
  });

  it('come partly without a reference, partly from another address, partly with the original quoted', async () => {
    const employers = await field();
    for (const job of jobs(40)) await employers.apply(flemish(job));
    await employers.tell(after(29));
    const mails = await employers.mails();
    const share = (test: (mail: (typeof mails)[number]) => boolean): boolean =>
      mails.some(test) && !mails.every(test);
    expect([
      share(({ inReplyTo }) => inReplyTo === null),
      share(({ from }) => from!.address.startsWith('job')),
      share(({ text }) => text.includes('> Graag stel ik mij kandidaat.')),
    ]).toEqual([true, true, true]);
  });

  it('are automatic only when they say so, and an absence has no return address', async () => {
    const employers = await field({ population: everyone(0) });
    for (const job of jobs(120)) await employers.apply(flemish(job));
    await employers.tell(after(1));
    const absences = employers.inbox.filter(({ envelope }) => envelope.from === '');
    const marks = await Promise.all(absences.map(async ({ raw }) => (await parseMessage(raw)).autoSubmitted));
    expect([absences.length > 0, new Set(marks)]).toEqual([true, new Set(['auto-replied'])]);
  });

  it('are a true report of non-delivery when the mailbox fails', async () => {
    const employers = await field({ population: { ...everyone(1), bounceRate: 1 } });
    await employers.apply(flemish('job@firm.test'));
    await employers.tell(after(1));
    const [mail] = await employers.mails();
    expect([employers.inbox[0]!.envelope.from, mail!.deliveryStatus]).toEqual([
      '',
      {
        status: expect.stringMatching(/^5\.\d\.\d+$/),
        action: 'failed',
        finalRecipient: 'job@firm.test',
        originalMessageId: 'pieter.job.firm.test.applicants.test.job.firm.test@mail.test',
      },
    ]);
  });

  it('are joined by stray mail that belongs to nobody', async () => {
    const employers = await field({ population: { ...everyone(0), strays: 3 } });
    await employers.apply(flemish('job@firm.test'));
    await employers.tell(after(60));
    expect(employers.inbox.filter(({ envelope }) => envelope.to[0] === 'info@applicants.test')).toHaveLength(
      3,
    );
  });
});

describe('an answer that is not taken', () => {
  it('is kept and sent again with the same bytes', async () => {
    const employers = await field();
    await employers.apply(flemish('job@firm.test'));
    employers.receiving.fail = true;
    const first = await employers.tell(after(29));
    employers.receiving.fail = false;
    const second = await employers.tell(after(29));
    const hashes = (await journalOf(employers))
      .filter(({ type }) => type === 'answering')
      .map(({ id, sha256 }) => `${id} ${sha256}`);
    expect([first.delivered, first.failed > 0, second.failed, second.delivered]).toEqual([
      0,
      true,
      0,
      first.failed,
    ]);
    expect(new Set(hashes).size).toBe(hashes.length / 2);
  });

  it('waits, all others with it, while nobody listens', async () => {
    const employers = await field({ replyTo: { host: '127.0.0.1', port: 1 } });
    for (const job of jobs(3)) await employers.apply(flemish(job));
    const told = await employers.tell(after(29));
    const attempts = (await journalOf(employers)).filter(({ type }) => type === 'answering');
    expect([told.delivered, told.failed, attempts.length]).toEqual([0, told.pending, 1]);
  });

  it('is given up when the mailbox is refused for good', async () => {
    const employers = await field();
    await employers.apply(flemish('job@firm.test'));
    employers.receiving.accept = () => false;
    const told = await employers.tell(after(29));
    const { givenUp, pending } = await employers.state();
    expect([told.delivered, givenUp > 0, pending]).toEqual([0, true, 0]);
  });
});

describe('after a restart', () => {
  it('nothing is answered twice and nothing is forgotten', async () => {
    const whole = await field();
    const broken = await field();
    for (const employers of [whole, broken]) for (const job of jobs(10)) await employers.apply(flemish(job));
    await whole.tell(after(29));
    await broken.tell(after(4));
    await broken.restart();
    await broken.tell(after(29));
    const raws = ({ inbox }: Field): string[] => inbox.map(({ raw }) => raw.toString()).sort();
    expect(raws(broken)).toEqual(raws(whole));
  });

  it('the state is what it was', async () => {
    const employers = await field({ population: { ...everyone(1), strays: 3 } });
    for (const job of jobs(5)) await employers.apply(flemish(job));
    await employers.tell((await employers.state()).next!);
    const before = await employers.state();
    await employers.restart();
    expect(await employers.state()).toEqual(before);
  });

  it('an answer whose sending broke off is sent again', async () => {
    const employers = await field();
    await employers.apply(flemish('job@firm.test'));
    await employers.tell((await employers.state()).next!);
    const text = await readFile(employers.journalFile, 'utf8');
    await truncate(employers.journalFile, Buffer.byteLength(text.trimEnd().replace(/[^\n]*$/, '')));
    await employers.restart();
    await employers.tell(after(29));
    const [first, second] = employers.inbox;
    expect(second!.raw.equals(first!.raw)).toBe(true);
  });

  it('a half-written last line is dropped', async () => {
    const employers = await field();
    await employers.apply(flemish('job@firm.test'));
    await appendFile(employers.journalFile, '{"type":"appl');
    await employers.restart();
    await employers.apply(flemish('job2@firm.test'));
    await employers.restart();
    expect((await employers.state()).applications).toBe(2);
  });

  it('a journal that is none is refused with file and line', async () => {
    const employers = await field();
    await employers.apply(flemish('job@firm.test'));
    const file = employers.journalFile;
    const options = {
      smtpPort: 0,
      controlPort: 0,
      replyTo: { host: '127.0.0.1', port: 1 },
      journalFile: file,
      seed: '1',
      population: everyone(1),
      log: () => undefined,
    };
    await appendFile(file, 'hello\n');
    await expect(startSimulator(options)).rejects.toThrow(`${file}, line 2`);
  });
});

describe('the control port', () => {
  it('refuses to turn the time back', async () => {
    const employers = await field();
    await employers.tell(after(2));
    await expect(employers.tell(after(1))).rejects.toThrow(/^409: .*does not go back/);
  });

  it('takes the same time twice', async () => {
    const employers = await field();
    await employers.tell(after(2));
    expect(await employers.tell(after(2))).toEqual({ delivered: 0, pending: 0, failed: 0, next: null });
  });

  it.each(['yesterday', '2026-06-01', '2026-06-01T10:00:00'])('refuses "%s" as a time', async (now) => {
    const employers = await field();
    await expect(employers.tell(now)).rejects.toThrow(/^400: /);
  });

  it('knows no other address', async () => {
    const { simulator } = await field();
    expect((await fetch(`http://127.0.0.1:${simulator.controlPort}/`)).status).toBe(404);
  });

  it('answers one telling of the time after the other', async () => {
    const employers = await field();
    for (const job of jobs(10)) await employers.apply(flemish(job));
    const told = await Promise.all([
      employers.tell(after(29)),
      employers.tell(after(29)),
      employers.tell(after(29)),
    ]);
    expect(told.map(({ delivered }) => delivered)).toEqual([employers.inbox.length, 0, 0]);
  });
});

describe('starting', () => {
  const options = {
    smtpPort: 0,
    controlPort: 0,
    replyTo: { host: '127.0.0.1', port: 1 },
    journalFile: '/nowhere/journal',
    seed: '1',
    population: everyone(1),
    log: () => undefined,
  };

  it('is refused when answers would leave the machine', async () => {
    await expect(startSimulator({ ...options, replyTo: { host: '192.0.2.7', port: 25 } })).rejects.toThrow(
      /not loopback/,
    );
  });

  it('is refused when it would listen to others', async () => {
    await expect(startSimulator({ ...options, host: '0.0.0.0' })).rejects.toThrow(/not loopback/);
  });

  it('is refused when the population is not well-formed', async () => {
    await expect(
      startSimulator({
        ...options,
        population: { employers: [{ match: 'x', both: 2, controlOnly: 0, treatmentOnly: 0 }] },
      }),
    ).rejects.toThrow();
  });

  it('says so when its mail port is in use', async () => {
    const other = createMailReceiver({
      host: '127.0.0.1',
      port: 0,
      acceptRecipient: () => true,
      onMessage: () => Promise.resolve(),
      maxBytes: 1000,
    });
    const port = await other.listen();
    const { journalFile } = await field();
    await expect(startSimulator({ ...options, journalFile, smtpPort: port })).rejects.toThrow(
      `port ${port} is in use`,
    );
    await other.close();
  });

  it('says so when its control port is in use', async () => {
    const { journalFile, simulator } = await field();
    await expect(
      startSimulator({ ...options, journalFile, controlPort: simulator.controlPort }),
    ).rejects.toThrow(`port ${simulator.controlPort} is in use`);
  });
});

describe('under load', () => {
  it('takes 5,000 applications and answers them all', { timeout: 120_000 }, async () => {
    const employers = await field({ population: everyone(0.3, 0.2, 0.1), parallel: 4 });
    const all = jobs(2500).flatMap((job) => [flemish(job), turkish(job)]);
    const queue = all.values();
    const apply = async (): Promise<void> => {
      for (const application of queue) await employers.apply(application);
    };
    await Promise.all(Array.from({ length: 8 }, apply));
    const { applications, pending } = await employers.state();
    const told = await employers.tell(after(29));
    expect([applications, told.delivered, told.pending]).toEqual([5000, pending, 0]);
  });
});
