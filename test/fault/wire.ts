/**
 * Stands where the simulator would: starts it, and passes every byte between it and the product on, both ways. At the
 * wanted line it kills the product, which is its parent. Ends when the product does, as the simulator itself would.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import { createInterface } from 'node:readline';
import type { KillPoint, WireLine } from './kill-points.js';

type Wanted = Extract<KillPoint, { at: 'wire' }>;

const product = process.ppid;
const [wantedText = '', noteFile = '', simulator = '', ...options] = process.argv.slice(2);
const wanted = JSON.parse(wantedText) as Wanted;
let seen = 0;

/** Counts a line; kills the product when it is the one. Gives false when it did. */
function mayPass(line: WireLine, text: string, pass: () => void): boolean {
  if (line === wanted.line) seen += 1;
  if (line !== wanted.line || seen !== wanted.n) {
    pass();
    return true;
  }
  if (wanted.passed) pass();
  writeFileSync(noteFile, JSON.stringify({ seen: `wire: ${text}`, n: seen }));
  process.kill(product, 'SIGKILL');
  return false;
}

/** Listens on a free port and passes each connection on to `target`; `client` and `server` judge what goes each way. */
function listen(target: number, lines: { commands: boolean; kept: WireLine }): Promise<number> {
  const server = net.createServer((client) => {
    const upstream = net.connect(target, '127.0.0.1');
    let inData = false;
    let dotSent = false;
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    // Ended, never destroyed: what was passed on before a kill must still arrive.
    client.on('close', () => upstream.end());
    upstream.on('close', () => client.end());
    client.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      const pass = (): void => void upstream.write(chunk);
      if (inData) {
        if (!text.endsWith('\r\n.\r\n') && text !== '.\r\n') return pass();
        inData = false;
        dotSent = true;
        if (lines.commands) mayPass('final dot', 'final dot', pass);
        else pass();
        return;
      }
      if (!lines.commands) return pass();
      // A client that pipelines writes several commands at once.
      for (const line of text.split(/(?<=\r\n)/)) {
        const verb = (['MAIL', 'RCPT', 'DATA'] as const).find((one) => line.toUpperCase().startsWith(one));
        const passLine = (): void => void upstream.write(line, 'latin1');
        if (verb === undefined) passLine();
        else if (!mayPass(verb, line.trim(), passLine)) return;
      }
    });
    upstream.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      const pass = (): void => void client.write(chunk);
      if (/^354/m.test(text)) inData = true;
      if (!dotSent) return pass();
      dotSent = false;
      if (!text.startsWith('250')) return pass();
      mayPass(lines.kept, `${lines.kept}: ${text.trim()}`, pass);
    });
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as net.AddressInfo).port)),
  );
}

const reply = options.indexOf('--reply-port') + 1;
const answersTo = await listen(Number(options[reply]), { commands: false, kept: '250 from us' });
const command = options.map((option, at) => (at === reply ? String(answersTo) : option));
const child = spawn(process.execPath, [simulator, 'simulator', ...command], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
process.stdin.on('end', () => child.stdin.end()).resume();
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code) => process.exit(code ?? 1));
createInterface({ input: child.stdout }).once('line', (line) => {
  const ports = JSON.parse(line) as { smtpPort: number; controlPort: number };
  void listen(ports.smtpPort, { commands: true, kept: '250 to us' }).then((smtpPort) =>
    process.stdout.write(`${JSON.stringify({ ...ports, smtpPort })}\n`),
  );
});
