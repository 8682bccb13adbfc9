/** True for text that was not UTF-8: the decoder put the replacement character where a byte had no meaning. */
export function isBrokenText(text: string): boolean {
  return text.includes('\uFFFD');
}

/** What stands between the fields of a CSV file, from its header: a comma, or a semicolon or tab as spreadsheets write them. */
export function separatorOf(header: string): ',' | ';' | '\t' {
  const count = (separator: string): number => header.split(separator).length;
  if (count(';') > count(',')) return ';';
  return count('\t') > count(',') ? '\t' : ',';
}
