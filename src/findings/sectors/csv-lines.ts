export type Field = string | number | null;

/** Lines of fields as CSV. */
export const writeLines = (lines: readonly (readonly Field[])[]): string =>
  lines.map((row) => `${row.map(writeField).join(',')}\r\n`).join('');

/** A text that a spreadsheet would take for a formula gets an apostrophe before it; a number is never one. */
function writeField(field: Field): string {
  if (field === null) return '';
  if (typeof field === 'number') return String(field);
  const safe = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
