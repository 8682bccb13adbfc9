/** int8 as a number: our counts stay far below 2^53; beyond it an error is better than a wrong figure. */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('A count in the database is beyond 2^53.');
  return value;
}

/** bytea in hex form (\x…) as a Buffer. */
export function parseBytea(text: string): Buffer {
  return Buffer.from(text.slice(2), 'hex');
}
