import { blankWord } from './field-words.js';
import type { CueField } from './schema.js';
import type { Lang } from '../web/index.js';

/** Blanks of a wording in which a cue shows. */
const SHOWN_BY: Readonly<Record<CueField, readonly string[]>> = {
  nameOrigin: ['candidate.name', 'candidate.firstName', 'candidate.mail'],
  sex: ['candidate.name', 'candidate.firstName', 'candidate.mail'],
  birthYear: ['candidate.birthDate', 'education.year', 'experience.list'],
  statement: ['statement.letter', 'statement.cv'],
};

interface TemplateProps {
  readonly lang: Lang;
  readonly speech: Lang;
  readonly text: string;
  readonly cue: readonly CueField[];
}

/** A wording with its blanks named; those in which the cue shows are marked. */
export function Template({ lang, speech, text, cue }: TemplateProps) {
  const shown = cue.flatMap((field) => SHOWN_BY[field]);
  return (
    <div class="letter" lang={speech}>
      {text.split(/(\{\{\s*[\w.]+\s*\}\})/).map((part, i) => {
        const name = /^\{\{\s*([\w.]+)\s*\}\}$/.exec(part)?.[1];
        if (name === undefined) return part;
        const word = `[${blankWord(name, lang)}]`;
        return shown.includes(name) ? (
          <mark key={i} lang={lang}>
            {word}
          </mark>
        ) : (
          <span class="blank" lang={lang} key={i}>
            {word}
          </span>
        );
      })}
    </div>
  );
}

interface MarkedProps {
  readonly speech: Lang;
  readonly text: string;
  /** Wherever one of these stands in the text, it is marked. */
  readonly parts: readonly string[];
}

/** A written text with the parts that carry the cue marked. */
export function Marked({ speech, text, parts }: MarkedProps) {
  return (
    <div class="letter" lang={speech}>
      {split(text, parts).map(({ text, marked }, i) => (marked ? <mark key={i}>{text}</mark> : text))}
    </div>
  );
}

/** The text in pieces, of which those that equal a part are marked; a longer part goes before a shorter one. */
export function split(text: string, parts: readonly string[]): { text: string; marked: boolean }[] {
  const wanted = parts.filter((part) => part !== '').sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [{ text, marked: false }];
  const pattern = new RegExp(`(${wanted.map(escape).join('|')})`, 'u');
  return text
    .split(pattern)
    .map((piece) => ({ text: piece, marked: wanted.includes(piece) }))
    .filter((piece) => piece.text !== '');
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
