import { describe, expect, it } from 'vitest';
import { composeMessage, parseMessage, type Composition } from '../../../../src/platform/mail/index.js';

const letter: Composition = {
  from: { address: 'an.peeters@inbox.test', name: 'An Peeters' },
  to: { address: 'jobs@firm.test' },
  subject: 'Vacature magazijnier',
  text: 'Geachte,\n\nGraag.\n\nAn',
  date: new Date('2026-07-06T07:31:02Z'),
  messageId: 'abc.123@inbox.test',
};
const composed = async (change: Partial<Composition> = {}): Promise<string> =>
  (await composeMessage({ ...letter, ...change })).toString('latin1');
const read = async (lines: string[]) => parseMessage(Buffer.from(lines.join('\r\n')));

describe('a composed message', () => {
  it('gives the same bytes for the same input', async () => {
    const attachments = [
      { filename: 'cv.pdf', contentType: 'application/pdf', content: Buffer.from('x'.repeat(500)) },
    ];
    expect(await composed({ attachments })).toBe(await composed({ attachments }));
  });

  it('names no program and no library', async () => {
    const attachments = [{ filename: 'cv.pdf', contentType: 'application/pdf', content: Buffer.from('x') }];
    expect(await composed({ attachments })).not.toMatch(/x-mailer|user-agent|nodemailer|_nmp|praktijk|node/i);
  });

  it('is laid out in the order of an ordinary mail program', async () => {
    const names = (await composed())
      .split('\r\n\r\n')[0]!
      .split('\r\n')
      .map((line) => line.split(':')[0]);
    expect(names).toEqual([
      'Message-ID',
      'Date',
      'MIME-Version',
      'From',
      'To',
      'Subject',
      'Content-Type',
      'Content-Transfer-Encoding',
    ]);
  });

  it('writes the date in Belgian time, summer and winter', async () => {
    expect(await composed()).toContain('\r\nDate: Mon, 6 Jul 2026 09:31:02 +0200\r\n');
    expect(await composed({ date: new Date('2026-12-01T23:05:00Z') })).toContain(
      '\r\nDate: Wed, 2 Dec 2026 00:05:00 +0100\r\n',
    );
  });

  it('keeps every line within 78 characters and every byte within ASCII', async () => {
    const raw = await composed({
      subject:
        'Kandidaat voor de functie van één heel lang omschreven betrekking als coördinator van het magazijn in Geraardsbergen',
      from: { address: 'zoe@inbox.test', name: 'Zoë De Smet-Übeländer' },
      text: 'Voilà een heel lange regel die almaar doorgaat zonder einde, met één accent en nog één, en dan nog wat woorden erbij.\n.\nFrom hier',
      references: [
        'one-very-long-identifier-0123456789@firm.test',
        'two-very-long-identifier-0123456789@firm.test',
      ],
    });
    expect(raw).toMatch(/^(?:[\x20-\x7e\t]{0,78}\r\n)+$/);
  });

  it('comes back as it was written', async () => {
    const subject = 'Sollicitatie: "chauffeur" C/E (m/v/x), één plaats – Diksmuide';
    const text = 'Geachte heer, mevrouw\n\nMet Müller & zonen = goed.\n.\n..\n\nZoë';
    const message = await parseMessage(
      Buffer.from(
        await composed({
          subject,
          text,
          from: { address: 'zoe@inbox.test', name: 'Zoë, De Smet' },
          inReplyTo: '<q1@firm.test>',
          references: ['q0@firm.test', 'q1@firm.test'],
        }),
        'latin1',
      ),
    );
    expect(message).toMatchObject({
      messageId: 'abc.123@inbox.test',
      inReplyTo: 'q1@firm.test',
      references: ['q0@firm.test', 'q1@firm.test'],
      from: { address: 'zoe@inbox.test', name: 'Zoë, De Smet' },
      to: ['jobs@firm.test'],
      subject,
      text,
      date: letter.date,
    });
  });

  it.each([
    ['a recipient', { to: { address: 'a@b.test>\r\nBcc: c@d.test' } }],
    ['an identifier', { messageId: 'a@b.test>\r\nX: y' }],
    ['a header name', { headers: { 'X: a\r\nY': 'b' } }],
  ] as [string, Partial<Composition>][])(
    'is refused when %s could break out of its line',
    async (_what, change) => {
      await expect(composed(change)).rejects.toThrow();
    },
  );

  it('cannot be given a second header through a subject', async () => {
    expect(await composed({ subject: 'Hello\r\nBcc: c@d.test' })).toContain(
      '\r\nSubject: Hello Bcc: c@d.test\r\n',
    );
  });
});

describe('a message as read', () => {
  it('has the text of an HTML-only message, loading nothing', async () => {
    const message = await read([
      'From: a@b.test',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Beste An</p><img src="http://192.0.2.1/x.gif"><p>Welkom &amp; <b>tot dan</b></p>',
    ]);
    expect(message.text).toMatch(/Beste An[\s\S]*Welkom & tot dan/);
  });

  it('has the text of an alternative that holds HTML only', async () => {
    const message = await read([
      'From: a@b.test',
      'Content-Type: multipart/alternative; boundary=x',
      '',
      '--x',
      'Content-Type: text/html',
      '',
      '<p>Goeiedag</p>',
      '--x--',
      '',
    ]);
    expect(message.text).toBe('Goeiedag');
  });

  it('prefers the plain text of an alternative', async () => {
    const message = await read([
      'Content-Type: multipart/alternative; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      'plat',
      '--x',
      'Content-Type: text/html',
      '',
      '<p>rijk</p>',
      '--x--',
      '',
    ]);
    expect(message.text).toBe('plat');
  });

  it('tells an automatic answer', async () => {
    const message = await read([
      'From: a@b.test',
      'Auto-Submitted: Auto-Replied (vacation)',
      'Precedence: Bulk',
      '',
      'Afwezig',
    ]);
    expect([message.autoSubmitted, message.precedence]).toEqual(['auto-replied', 'bulk']);
  });

  it('folds long reference lists back and drops what is no identifier', async () => {
    const message = await read(['References: <a@x.test>', '\t<b@x.test> junk', ' <c@x.test>', '', '']);
    expect(message.references).toEqual(['a@x.test', 'b@x.test', 'c@x.test']);
  });

  it('tells what a report of non-delivery says', async () => {
    const message = await read([
      'From: Mail Delivery System <MAILER-DAEMON@mx.firm.test>',
      'To: an.peeters@inbox.test',
      'Subject: Undelivered Mail Returned to Sender',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="B"',
      '',
      '--B',
      'Content-Type: text/plain',
      '',
      'I am sorry.',
      '--B',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.firm.test',
      '',
      'Final-Recipient: rfc822; Jobs@firm.test',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 unknown',
      '',
      '--B',
      'Content-Type: message/rfc822',
      '',
      'Message-ID: <orig.1@inbox.test>',
      'Subject: Vacature',
      '',
      'Geachte',
      '--B--',
      '',
    ]);
    expect(message.deliveryStatus).toEqual({
      status: '5.1.1',
      action: 'failed',
      finalRecipient: 'jobs@firm.test',
      originalMessageId: 'orig.1@inbox.test',
    });
    expect(message.text).toBe('I am sorry.');
  });

  it('has no delivery status when it is an ordinary mail', async () => {
    expect((await read(['From: a@b.test', '', 'hallo'])).deliveryStatus).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['noise', '\u0000\u0001\uffff'.repeat(50)],
    ['headers without end', 'From: a@b.test\r\nSubject: x'],
    ['a boundary that never comes', 'Content-Type: multipart/mixed; boundary=q\r\n\r\nno parts'],
    ['a false charset', 'Content-Type: text/plain; charset=martian\r\n\r\nhallo'],
    ['a broken date', 'Date: yesterday\r\nFrom: <<>>\r\n\r\nx'],
  ])('never fails on %s', async (_what, raw) => {
    await expect(parseMessage(Buffer.from(raw))).resolves.toHaveProperty('headers');
  });

  it('still gives sender and subject of a mail nested too deeply', async () => {
    const nest = Array.from(
      { length: 400 },
      (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n`,
    ).join('');
    const message = await parseMessage(
      Buffer.from(
        `From: a@b.test\r\nSubject: diep\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n${nest}`,
      ),
    );
    expect([message.from?.address, message.subject]).toEqual(['a@b.test', 'diep']);
  });

  it('keeps several headers of one name', async () => {
    expect((await read(['Received: by a', 'Received: by b', '', ''])).headers.get('received')).toEqual([
      'by a',
      'by b',
    ]);
  });
});
