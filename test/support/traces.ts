/** How a text can stand in bytes: each form by its name. Base64 is sought at the three places where it can begin. */
export function tracesOf(text: string): readonly (readonly [form: string, needle: Buffer])[] {
  const utf8 = Buffer.from(text, 'utf8');
  const utf16 = Buffer.from(text, 'utf16le');
  const percent = [...utf8].map((byte) => byteOr(byte, '%')).join('');
  const quoted = [...utf8].map((byte) => byteOr(byte, '=')).join('');
  const escaped = text.replace(
    /[\u0080-\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const plain: [string, Buffer][] = [
    ['UTF-8', utf8],
    ['Latin-1', Buffer.from(text, 'latin1')],
    ['UTF-16 LE', utf16],
    ['UTF-16 BE', Buffer.from(utf16).swap16()],
    ['percent', Buffer.from(percent)],
    ['percent, small letters', Buffer.from(percent.replace(/%../g, (one) => one.toLowerCase()))],
    ['quoted-printable', Buffer.from(quoted)],
    ['escaped', Buffer.from(escaped)],
    ['hexadecimal', Buffer.from(utf8.toString('hex'))],
  ];
  for (const [name, bytes] of [
    ['UTF-8', utf8],
    ['UTF-16 LE', utf16],
  ] as const)
    for (const offset of [0, 1, 2]) plain.push([`base64 of ${name} at ${offset}`, base64At(bytes, offset)]);
  return plain;
}

const byteOr = (byte: number, sign: string): string =>
  byte < 128 ? String.fromCharCode(byte) : `${sign}${byte.toString(16).toUpperCase()}`;

/** The letters of base64 that depend on these bytes alone, when they begin so many bytes after a group of three. */
function base64At(bytes: Buffer, offset: number): Buffer {
  const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
  const whole = shifted.subarray(0, Math.floor(shifted.length / 3) * 3).toString('base64');
  return Buffer.from(whole.slice(offset === 0 ? 0 : 4));
}

/** The forms in which a text stands in some bytes. */
export function findTraces(bytes: Buffer, text: string): string[] {
  return tracesOf(text)
    .filter(([, needle]) => bytes.includes(needle))
    .map(([form]) => form);
}
