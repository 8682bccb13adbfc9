// Letters and CVs as PDF: tagged, with a title and a language, and nothing of what made them. The same input gives the same
// bytes: no clock, no chance, no compression that another version of it could do otherwise.
import PDFDocument from 'pdfkit';
import type { DateOnly } from '../../platform/dates.js';
import { toCivil } from '../../platform/dates.js';
import type { Speech } from '../fields.js';
import { MONTHS } from '../letters.js';
import type { Documents, Identity } from '../schema.js';
import { readCv, type CvPart } from './blocks.js';

export interface PaperMeans {
  language: Speech;
  identity: Pick<Identity, 'displayName' | 'addressLine' | 'phone' | 'mailAddress' | 'municipality'>;
  documents: Pick<Documents, 'layout' | 'subject' | 'letter'>;
  /** The day on the letter. */
  on: DateOnly;
}

/** A curriculum vitae to print: its text, in one of the two layouts. */
export interface CvMeans {
  language: Speech;
  identity: Pick<Identity, 'displayName'>;
  documents: Pick<Documents, 'layout' | 'cv'>;
  /** The day that the file names as its own. */
  on: DateOnly;
}

interface Look {
  font: string;
  bold: string;
  size: number;
  margin: number;
  align: 'left' | 'right';
  ink: string;
}

/** The two layouts: as easy to read, and not from one hand. */
const LOOKS: readonly [Look, Look] = [
  { font: 'Helvetica', bold: 'Helvetica-Bold', size: 10.5, margin: 64, align: 'left', ink: '#1f3a5f' },
  { font: 'Times-Roman', bold: 'Times-Bold', size: 11.5, margin: 72, align: 'right', ink: '#000000' },
];
const LOCALES = { nl: 'nl-BE', fr: 'fr-BE', en: 'en-GB' } as const;
const TITLES = {
  nl: { letter: 'Sollicitatiebrief', cv: 'Curriculum vitae' },
  fr: { letter: 'Lettre de motivation', cv: 'Curriculum vitae' },
  en: { letter: 'Letter of application', cv: 'Curriculum vitae' },
} as const;

type PrintMeans = Pick<CvMeans, 'language' | 'identity' | 'on'> & { documents: Pick<Documents, 'layout'> };

interface Paper {
  doc: PDFKit.PDFDocument;
  look: Look;
  /** Writes tagged text. */
  write: (tag: 'H1' | 'H2' | 'P', text: string, style?: Style) => void;
  finish: () => Promise<Buffer>;
}
interface Style {
  bold?: boolean;
  scale?: number;
  align?: 'left' | 'right';
  indent?: number;
  ink?: string;
  /** Empty space after it, in lines. */
  after?: number;
}

/** The letter of a candidate. */
export function printLetter(means: PaperMeans): Promise<Buffer> {
  const { identity, documents, language, on } = means;
  const { look, write, finish } = openPaper(means, 'letter');
  write('P', identity.displayName, { bold: true, align: look.align });
  for (const line of [identity.addressLine, identity.phone]) write('P', line, { align: look.align });
  write('P', identity.mailAddress, { align: look.align, after: 1 });
  const { day, month, year } = toCivil(on);
  const date = `${identity.municipality}, ${day} ${MONTHS[language][month - 1] ?? ''} ${year}`;
  write('P', date, { align: look.align === 'left' ? 'right' : 'left', after: 1 });
  write('H1', documents.subject, { bold: true, after: 1, ink: look.ink });
  for (const paragraph of documents.letter.split(/\n\s*\n/)) write('P', paragraph, { after: 0.8 });
  return finish();
}

/** The curriculum vitae of a candidate. */
export function printCv(means: CvMeans): Promise<Buffer> {
  const { doc, look, write, finish } = openPaper(means, 'cv');
  const { title, contact, parts } = readCv(means.documents.cv);
  write('H1', title, { bold: true, scale: 1.5, ink: look.ink, after: 0.4 });
  for (const line of contact) write('P', line);
  for (const part of parts) {
    doc.moveDown(0.9);
    write('H2', part.head, { bold: true, scale: 1.1, ink: look.ink, after: 0.3 });
    writeLines(part, write);
  }
  return finish();
}

function writeLines({ lines }: CvPart, write: Paper['write']): void {
  const bulleted = lines.some((line) => line.bullet);
  for (const { text, bullet, continues } of lines) {
    const indent = bulleted || continues ? 12 : 0;
    write('P', bullet ? `• ${text}` : text, { indent: bullet ? 0 : indent, after: 0.1 });
  }
}

function openPaper({ language, identity, documents, on }: PrintMeans, kind: 'letter' | 'cv'): Paper {
  const look = LOOKS[documents.layout];
  const { year, month, day } = toCivil(on);
  const doc = new PDFDocument({
    size: 'A4',
    margin: look.margin,
    compress: false,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: LOCALES[language],
    info: {
      Title: `${TITLES[language][kind]} ${printable(identity.displayName)}`,
      Author: printable(identity.displayName),
      CreationDate: new Date(Date.UTC(year, month - 1, day, 8)),
    },
  });
  // Which program made it is nobody's business, and the same for two candidates would tie them together.
  delete doc.info.Producer;
  delete doc.info.Creator;
  // pdfkit writes both once more as XMP, whatever info says: that part is left out as a whole.
  Object.assign(doc, { endMetadata: () => undefined });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const root = doc.struct('Document');
  doc.addStructure(root);
  return {
    doc,
    look,
    write: (tag, text, style = {}) => {
      const { bold = false, scale = 1, align = 'left', indent = 0, ink = '#000000', after = 0 } = style;
      root.add(
        doc.struct(tag, {}, () => {
          doc
            .font(bold ? look.bold : look.font)
            .fontSize(look.size * scale)
            .fillColor(ink)
            .text(printable(text), look.margin + indent, undefined, {
              width: doc.page.width - 2 * look.margin - indent,
              align,
              lineGap: 2,
            });
        }),
      );
      if (after > 0) doc.moveDown(after);
    },
    finish: () =>
      new Promise((resolve, reject) => {
        doc.on('end', () => resolve(Buffer.concat(chunks)));
        doc.on('error', reject);
        root.end();
        doc.end();
      }),
  };
}

const PLAIN: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D' };
const KNOWN = /[\n\x20-\x7e\u00a0-\u00ff–—‘’“”•…€ŒœŠšŽžŸ]/u;

/** Text in the letters that the fonts of every reader have; another letter loses its marks, another sign becomes “?”. */
export function printable(text: string): string {
  return Array.from(text)
    .map((sign) => {
      if (KNOWN.test(sign)) return sign;
      const bare = PLAIN[sign] ?? sign.normalize('NFKD').replace(/\p{M}/gu, '');
      return bare !== '' && Array.from(bare).every((one) => KNOWN.test(one)) ? bare : '?';
    })
    .join('');
}
