// Papers of a campaign: tagged PDF and plain HTML of the same blocks. The same blocks give the same bytes: no clock, no chance,
// no compression that another version of it could do otherwise.
import PDFDocument from 'pdfkit';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { printable } from '../materials/index.js';
import { formatterFor, localeOf, type Lang } from '../web/index.js';

/** A piece of a paper; `term` says what its text is about. */
export interface Block {
  readonly tag: 'H1' | 'H2' | 'H3' | 'P' | 'Code';
  readonly term?: string;
  readonly text: string;
}

export interface PaperText {
  readonly title: string;
  readonly lang: Lang;
  /** The instant that the paper is of. */
  readonly at: Date;
  readonly blocks: readonly Block[];
}

const SIZES = { H1: 16, H2: 13, H3: 11, P: 10, Code: 8 } as const;

const wholeText = ({ term, text }: Block, lang: Lang): string =>
  term === undefined ? text : `${term}${formatterFor(lang).colon}${text}`;

/** A paper as tagged PDF. */
export function printPdf({ title, lang, at, blocks }: PaperText): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 60,
    compress: false,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: localeOf(lang),
    info: { Title: printable(title), CreationDate: at },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const root = doc.struct('Document');
  doc.addStructure(root);
  for (const block of blocks) {
    const { tag } = block;
    const font = tag === 'Code' ? 'Courier' : tag === 'P' ? 'Helvetica' : 'Helvetica-Bold';
    root.add(
      doc.struct(tag, {}, () => {
        doc
          .font(font)
          .fontSize(SIZES[tag])
          .text(printable(wholeText(block, lang)), { lineGap: 2 });
      }),
    );
    doc.moveDown(tag === 'P' ? 0.35 : 0.6);
  }
  return new Promise((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
    root.end();
    doc.end();
  });
}

// A file on its own has no style sheet: lines of a width that reads well, and breaks where they were typed.
const STYLE =
  'body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 sans-serif;overflow-wrap:anywhere}p,pre{white-space:pre-wrap}';

/** The same paper as one HTML file that needs nothing beside it. */
export function printHtml({ title, lang, blocks }: PaperText): string {
  const page = renderToString(
    <html lang={localeOf(lang)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <main>{blocks.map((block) => drawBlock(block, lang))}</main>
      </body>
    </html>,
  );
  return `<!doctype html>\n${page}\n`;
}

function drawBlock({ tag, term, text }: Block, lang: Lang): VNode {
  switch (tag) {
    case 'H1':
      return <h1>{text}</h1>;
    case 'H2':
      return <h2>{text}</h2>;
    case 'H3':
      return <h3>{text}</h3>;
    case 'Code':
      return <pre>{text}</pre>;
    case 'P':
      return (
        <p>
          {term === undefined ? null : (
            <strong>
              {term}
              {formatterFor(lang).colon}
            </strong>
          )}
          {text}
        </p>
      );
  }
}
