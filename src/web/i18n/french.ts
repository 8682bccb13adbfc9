const NBSP = '\u00a0';

/**
 * French typography: no line breaks before `: ; ? ! %`, nor inside guillemets. Sentences are written with plain
 * spaces, because a no-break space cannot be told from one in the source.
 */
export function spaceFrench(sentence: string): string {
  return sentence.replace(/ (?=[:;?!%»])/g, NBSP).replace(/« /g, `«${NBSP}`);
}
