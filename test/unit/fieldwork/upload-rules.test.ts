import { describe, expect, test } from 'vitest';
import { ENDING, mayHaveComeIn, mediaOf, TAKES } from '../../../src/fieldwork/uploads/rules.js';
import { UPLOAD_KINDS } from '../../../src/fieldwork/uploads/schema.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('what some bytes are', () => {
  test.each([
    ['%PDF-1.7\n', 'application/pdf'],
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n\0\0', 'image/png'],
    ['RIFF\x24\0\0\0WAVEfmt ', 'audio/wav'],
    ['OggS\0\x02', 'audio/ogg'],
    ['#!AMR\n', 'audio/amr'],
    ['\0\0\0\x20ftypM4A ', 'audio/mp4'],
    ['ID3\x04\0', 'audio/mpeg'],
    ['\xff\xfb\x90\x64', 'audio/mpeg'],
    ['Received: by x\r\nFrom: a@b.example\r\n\r\nhallo', 'message/rfc822'],
    ['From a@b Mon Sep 7\nDate: Mon, 7 Sep 2026 08:00:00 +0200\n\nhallo', 'message/rfc822'],
  ])('%j', (text, media) => {
    expect(mediaOf(bytes(text))).toBe(media);
  });

  test.each([
    '',
    'hallo wereld',
    'MZ\x90\0',
    'PK\x03\x04',
    '<html><body>From: a@b.example</body></html>',
    'Beste: dit is geen mail\n\nFrom: a@b.example',
    'From: a@b.example\r\nX: \0\r\n\r\n',
    'RIFF\x24\0\0\0AVI LIST',
    '\xff\xff\xff\xff',
    ' %PDF-1.7',
  ])('nothing that is taken: %j', (text) => {
    expect(mediaOf(bytes(text))).toBeNull();
  });

  test('each kind takes what a file of it can be, and every such file has an ending', () => {
    expect(UPLOAD_KINDS.map((kind) => TAKES[kind].map((media) => ENDING[media]).join(' '))).toEqual([
      'eml',
      'pdf jpg png',
      'txt',
      'mp3 wav ogg m4a amr',
      'txt',
    ]);
  });
});

describe('when an answer can have come in', () => {
  const at = (hour: number): Date => new Date(Date.UTC(2026, 8, 8, hour));
  const now = at(12);

  test('after its application was sent, until now', () => {
    for (const hour of [9, 10, 12])
      expect(mayHaveComeIn({ receivedAt: at(hour), now, sentAt: at(9) })).toEqual({ allowed: true });
  });

  test('not in the future, nor before', () => {
    expect(mayHaveComeIn({ receivedAt: at(13), now, sentAt: at(9) })).toMatchObject({
      reason: 'received-later',
    });
    expect(mayHaveComeIn({ receivedAt: at(8), now, sentAt: at(9) })).toMatchObject({
      reason: 'received-before-sent',
    });
  });

  test('not to an application that was never sent; to one that nobody knows yet at any time', () => {
    expect(mayHaveComeIn({ receivedAt: at(8), now, sentAt: null })).toMatchObject({
      reason: 'answer-before-sent',
    });
    expect(mayHaveComeIn({ receivedAt: at(8), now, sentAt: undefined })).toEqual({ allowed: true });
  });
});
