// Reads the plain text of a CV back as parts: an empty line ends a part, and the first line of a part is its head.

export interface CvPart {
  head: string;
  /** `bullet`: the line began with one; a line that began with spaces goes on with the line before it. */
  lines: { text: string; bullet: boolean; continues: boolean }[];
}

export interface CvContent {
  /** First the title or name, alone or with the lines on how to reach the candidate. */
  title: string;
  contact: string[];
  parts: CvPart[];
}

/** The parts of a CV's text; a rule of dashes is passed over. */
export function readCv(text: string): CvContent {
  const blocks = text
    .split(/\n\s*\n/)
    .map((block) => block.split('\n').filter((line) => line.trim() !== '' && !/^\s*-{3,}\s*$/.test(line)))
    .filter((lines) => lines.length > 0);
  const [first = [], ...rest] = blocks;
  const [title = '', ...besides] = first;
  // A title that stands alone is followed by the candidate's name and address.
  const [contact, parts] = besides.length > 0 ? [besides, rest] : [rest[0] ?? [], rest.slice(1)];
  return {
    title,
    contact,
    parts: parts.map(([head = '', ...lines]) => ({ head, lines: lines.map(readLine) })),
  };
}

function readLine(line: string): CvPart['lines'][number] {
  const bullet = /^\s*\*\s+/.test(line);
  return { text: line.replace(/^\s*\*?\s*/, ''), bullet, continues: !bullet && /^\s+/.test(line) };
}
