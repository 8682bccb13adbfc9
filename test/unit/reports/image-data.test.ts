// A file is shown only as text, or as an image stripped to what is needed to draw it.
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isImage, plainTextIn, stripImage } from '../../../src/reports/image-data.js';

const SECRET = 'Gent 51.05 3.72 toestel van An';
const u32 = (number: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
};
const chunk = (type: string, data: Buffer): Buffer =>
  Buffer.concat([u32(data.length), Buffer.from(type, 'latin1'), data, u32(0)]);
const HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const ihdr = (width: number, height: number): Buffer =>
  chunk('IHDR', Buffer.concat([u32(width), u32(height), Buffer.from([8, 2, 0, 0, 0])]));
const png = (...between: Buffer[]): Buffer =>
  Buffer.concat([
    HEAD,
    ihdr(2, 2),
    ...between,
    chunk('IDAT', deflateSync(Buffer.alloc(14))),
    chunk('IEND', Buffer.alloc(0)),
  ]);

const segment = (marker: number, data: Buffer): Buffer => {
  const bytes = Buffer.from([0xff, marker, 0, 0]);
  bytes.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([bytes, data]);
};
const frame = (width: number, height: number): Buffer => {
  const data = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  data.writeUInt16BE(height, 1);
  data.writeUInt16BE(width, 3);
  return segment(0xc0, data);
};
const jpeg = (...before: Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...before,
    segment(0xdb, Buffer.alloc(65)),
    frame(8, 8),
    segment(0xc4, Buffer.alloc(20)),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.from([0xff, 0xd9]),
  ]);

describe('an image', () => {
  test('of very many pieces, or with a restart interval of another length, is none', () => {
    const many = (count: number): Buffer =>
      png(...Array.from({ length: count }, () => chunk('IDAT', Buffer.alloc(0))));
    expect([isImage(many(9000)), isImage(many(10_000)), stripImage(many(10_000))]).toEqual([
      true,
      false,
      null,
    ]);
    const tables = Array.from({ length: 10_000 }, () => segment(0xdb, Buffer.alloc(0)));
    expect(isImage(jpeg(...tables))).toBe(false);
    expect(isImage(jpeg(segment(0xdd, Buffer.from([0, 8]))))).toBe(true);
    expect(isImage(jpeg(segment(0xdd, Buffer.concat([Buffer.from([0, 8]), Buffer.from(SECRET)]))))).toBe(
      false,
    );
  });

  test('loses what a device or a program wrote in it, and what stands after its end', () => {
    const words = Buffer.from(SECRET);
    const exif = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), words]));
    const dirty = Buffer.concat([
      jpeg(segment(0xe0, Buffer.from('JFIF\0')), exif, segment(0xfe, words), segment(0xed, words)),
      words,
    ]);
    const clean = stripImage(dirty)!;
    expect(clean.type).toBe('image/jpeg');
    expect(clean.bytes).toEqual(jpeg());
    const png1 = stripImage(
      Buffer.concat([
        png(chunk('tEXt', words), chunk('eXIf', words), chunk('iCCP', words), chunk('tIME', words)),
        words,
      ]),
    )!;
    expect(png1).toEqual({ type: 'image/png', bytes: png() });
  });

  test('keeps how its colours are coded, but nothing that only looks like that', () => {
    const colours = segment(0xee, Buffer.concat([Buffer.from('Adobe'), Buffer.alloc(7)]));
    expect(stripImage(jpeg(colours))!.bytes).toEqual(jpeg(colours));
    expect(stripImage(jpeg(segment(0xee, Buffer.from(`Adobe${SECRET}`))))!.bytes).toEqual(jpeg());
  });

  test('that is broken, cut off, too large, or something else is none', () => {
    const whole = [jpeg(), png()];
    for (const image of whole)
      for (let length = 0; length < image.length; length++) {
        const cut = stripImage(image.subarray(0, length));
        expect(cut, String(length)).toBeNull();
      }
    expect(
      stripImage(Buffer.concat([HEAD, ihdr(60_000, 60_000), chunk('IEND', Buffer.alloc(0))])),
    ).toBeNull();
    expect(stripImage(jpeg(frame(65_000, 65_000)))).toBeNull();
    for (const other of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', '%PDF-1.7'])
      expect(stripImage(Buffer.from(other))).toBeNull();
  });

  test('of any bytes gives an answer, and what it gives is its own copy again', () => {
    const starts = fc.constantFrom(
      jpeg().subarray(0, 2),
      HEAD,
      jpeg().subarray(0, 100),
      png().subarray(0, 40),
    );
    fc.assert(
      fc.property(starts, fc.uint8Array({ maxLength: 300 }), (start, more) => {
        const clean = stripImage(Buffer.concat([start, more]));
        if (clean !== null) expect(stripImage(clean.bytes)).toEqual(clean);
      }),
    );
  });
});

describe('a text', () => {
  test('is shown when it is plain UTF-8, and not when it hides or is something else', () => {
    expect(plainTextIn(Buffer.from('Geen “vreemden”.\r\n\tKlant'))).toBe('Geen “vreemden”.\r\n\tKlant');
    for (const bad of [
      Buffer.from([0xff, 0xfe, 0x41]),
      Buffer.from('a\0b'),
      Buffer.from('a\u202Eb'),
      Buffer.alloc(200_001, 65),
    ])
      expect(plainTextIn(bad)).toBeNull();
  });
});
