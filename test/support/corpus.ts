// The corpus of answers: templates in test/corpus, filled in with the applications of a world, with the truth beside each.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { encodeWord } from 'nodemailer/lib/mime-funcs';
import { asOwner } from '../../src/platform/db/index.js';
import type { World } from './world.js';

const folder = new URL('../corpus/', import.meta.url);

/** What a line of test/corpus/index.json says of a message. */
export interface CorpusLine {
  readonly file: string;
  /** The application whose names and addresses fill the template, such as bouw-03-2: sector, place in it, position. */
  readonly about: string;
  readonly language: 'nl' | 'fr' | 'en';
  readonly form: string;
  readonly way: string;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  /** The truth, one for each recipient: the application it belongs to, or null where only a person can tell. */
  readonly applications: readonly (string | null)[];
  readonly code: string | null;
}

export const corpus: readonly CorpusLine[] = JSON.parse(
  readFileSync(new URL('index.json', folder), 'utf8'),
) as CorpusLine[];

/** A third of the corpus, chosen by the hash of the file's name, at which nobody looks while writing rules. */
export const isHeldOut = ({ file }: CorpusLine): boolean =>
  createHash('sha256').update(file).digest()[0]! % 3 === 0;

/** An application of a world, as the templates name it. */
export interface Applicant {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly address: string;
  readonly message_id: string;
  readonly subject: string;
  readonly body: string;
  readonly title: string;
  readonly to_address: string;
  readonly to_name: string;
  readonly employer: string;
}

/** The applications of a world by key. */
export async function findApplicants(world: World): Promise<Map<string, Applicant>> {
  const found = await asOwner(world.services.database.kysely, (db) =>
    sql<Applicant>`select a.id, t.sector || '-' || lpad((dense_rank() over (partition by t.sector order by t.ordinal))::text, 2, '0') || '-' || a.position as key,
      a.from_name as name, a.from_address as address, a.message_id, a.subject, a.body, v.title, a.to_address, a.to_name, e.name as employer
    from application a join test t on t.id = a.test join vacancy v on v.id = t.vacancy join employer e on e.id = t.employer`.execute(
      db,
    ),
  );
  return new Map(found.rows.map((row) => [row.key, row]));
}

export interface FilledMessage {
  readonly envelope: { readonly from: string; readonly to: string[] };
  readonly raw: Buffer;
}

/** A message of the corpus as it would be sent. */
export function fillIn(line: CorpusLine, applicants: ReadonlyMap<string, Applicant>): FilledMessage {
  const values = valuesFor(line, applicants);
  const put = (text: string, encode: (value: string) => string = String): string =>
    text.replace(/\{\{((?:me|other|firm)\.\w+)\}\}/g, (_, name: string) => {
      const value = values.get(name);
      if (value === undefined) throw new Error(`${line.file}: no value for ${name}`);
      return encode(value);
    });
  const template = readFileSync(new URL(line.file, folder), 'utf8');
  const at = template.indexOf('\n\n');
  const word = (value: string): string => (/^[\x20-\x7e]*$/.test(value) ? value : encodeWord(value, 'Q', 52));
  const whole = template
    .slice(0, at)
    .replace(/\{\{Q:(.*)\}\}$/gm, (_, text: string) => encodeWord(put(text), 'Q', 52));
  const body = put(template.slice(at)).replace(
    /\{\{begin (qp|base64) (\S+)\}\}\n([\s\S]*?)\n\{\{end\}\}/g,
    (_, how: string, charset: string, text: string) => encode(how, charset, text),
  );
  return {
    envelope: { from: put(line.envelope.from), to: line.envelope.to.map((to) => put(to)) },
    raw: Buffer.from((put(whole, word) + body).replace(/\r?\n/g, '\r\n'), 'utf8'),
  };
}

function valuesFor(line: CorpusLine, applicants: ReadonlyMap<string, Applicant>): Map<string, string> {
  const me = applicants.get(line.about);
  const other = applicants.get(line.about.replace(/.$/, (position) => (position === '1' ? '2' : '1')));
  if (me === undefined || other === undefined) throw new Error(`${line.file}: no application ${line.about}`);
  const [local, domain] = me.address.split('@') as [string, string];
  const firm = me.to_address.split('@')[1]!;
  const contact = me.to_name.split(' ');
  const slug = me.to_name.toLowerCase().replace(/[^a-z]+/g, '.');
  const person = (who: string, one: Applicant): [string, string][] => [
    [`${who}.name`, one.name],
    [`${who}.first`, one.name.split(' ')[0]!],
    [`${who}.last`, one.name.split(' ').slice(1).join(' ')],
    [`${who}.address`, one.address],
    [`${who}.messageId`, one.message_id],
    [`${who}.subject`, one.subject],
    [`${who}.title`, one.title],
    [`${who}.body`, one.body.trim()],
    [`${who}.quoted`, one.body.trim().replace(/^/gm, '> ')],
  ];
  return new Map([
    ...person('me', me),
    ...person('other', other),
    ['me.plus', `${local}+sollicitatie@${domain}`],
    // A letter left out, as a recruiter who types it over does.
    ['me.misspelt', `${local.slice(0, 3)}${local.slice(4)}@${domain}`],
    ['firm.name', me.employer],
    ['firm.domain', firm],
    ['firm.address', me.to_address],
    ['firm.contact', me.to_name],
    ['firm.contactFirst', contact[0]!],
    ['firm.personal', `${slug}@${firm}`],
    ['firm.private', `${slug}@prive.example`],
  ]);
}

function encode(how: string, charset: string, text: string): string {
  const crlf = text.replace(/\r?\n/g, '\r\n');
  // Of windows-1252 the corpus needs what ISO 8859-1 has.
  const bytes = Buffer.from(crlf, charset === 'utf-8' ? 'utf8' : 'latin1');
  if (how === 'base64') return bytes.toString('base64').replace(/(.{76})/g, '$1\n');
  return quotedPrintable(bytes);
}

function quotedPrintable(bytes: Buffer): string {
  const lines = bytes.toString('latin1').split('\r\n');
  return lines
    .map((line) => {
      const pieces = Array.from(line, (letter) =>
        /[\x20-\x3c\x3e-\x7e]/.test(letter)
          ? letter
          : `=${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
      );
      let out = '';
      let length = 0;
      for (const piece of pieces) {
        if (length + piece.length > 75) {
          out += '=\n';
          length = 0;
        }
        out += piece;
        length += piece.length;
      }
      return out.replace(/ $/, '=20');
    })
    .join('\n');
}
