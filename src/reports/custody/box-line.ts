/** An inner box on its way to the custodian whose key opens it, and by whom it was peeled. */
export interface InnerBox {
  readonly request: string;
  readonly outerKey: Buffer;
  readonly body: Buffer;
}

export const writeBox = ({ request, outerKey, body }: InnerBox): string =>
  `${['PTB1', request, outerKey.toString('base64url'), body.toString('base64url')].join('.')}\n`;

const LINE = /PTB1\.([0-9a-f-]{36})\.([\w-]{43})\.([\w-]+)/;

/** The inner box in the text of a file; null where there is none. */
export function readBox(text: string): InnerBox | null {
  const found = LINE.exec(text.replace(/\s+/g, ''));
  if (found === null) return null;
  const [, request = '', outer = '', body = ''] = found;
  return { request, outerKey: Buffer.from(outer, 'base64url'), body: Buffer.from(body, 'base64url') };
}
