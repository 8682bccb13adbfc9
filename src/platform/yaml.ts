// Reads YAML against a zod schema and tells every fault at once, each with file, place in the document, line and cure.
import { readFileSync } from 'node:fs';
import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import { z } from 'zod';

export interface Fault {
  file: string;
  /** Place inside the document, such as `arms.treatment.sex` or `letters[1]`; empty for the document itself. */
  path: string;
  /** Line in the file, from 1. */
  line: number;
  problem: string;
  cure: string;
}

export type DocumentPath = readonly (string | number)[];

export type Checked<T> =
  | {
      ok: true;
      value: T;
      /** What was read. */
      text: string;
      /** A fault at a place in this document, for checks that the schema cannot make. */ fault: FaultMaker;
    }
  | { ok: false; faults: Fault[] };

export type FaultMaker = (path: DocumentPath, problem: string, cure: string) => Fault;

/** Thrown when data files are wrong; its message lists every fault, a line each. */
export class DocumentError extends Error {
  override name = 'DocumentError';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(describeFault).join('\n'));
    this.faults = faults;
  }
}

export function describeFault(fault: Fault): string {
  const place = fault.path === '' ? '' : ` ${fault.path}:`;
  return `${fault.file}:${fault.line}:${place} ${fault.problem}; ${fault.cure}`;
}

/** Reads a file and checks it. `shownAs` is the name used in faults. A file that cannot be read is a fault too. */
export function readYaml<S extends z.ZodType>(path: string, schema: S, shownAs = path): Checked<z.output<S>> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const encoding = error instanceof TypeError;
    const problem = encoding ? 'the file is not UTF-8 text' : 'the file cannot be read';
    const cure = encoding ? 'save it as UTF-8' : 'check that it exists and may be read';
    return { ok: false, faults: [{ file: shownAs, path: '', line: 1, problem, cure }] };
  }
  return checkYaml(text, schema, shownAs);
}

/** Checks YAML text (version 1.2, one document, no duplicate keys) against a schema. */
export function checkYaml<S extends z.ZodType>(text: string, schema: S, file: string): Checked<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const fault: FaultMaker = (path, problem, cure) => ({
    file,
    path: formatPath(path),
    line: lineOf(document, lines, path),
    problem,
    cure,
  });
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => ({
      file,
      path: '',
      line: lines.linePos(error.pos[0]).line,
      problem: `not valid YAML: ${firstLine(error.message)}`,
      cure: 'check the indentation, quotes and colons on this line',
    }));
    return { ok: false, faults };
  }
  const content = contentOf(document);
  if (content === undefined) {
    return { ok: false, faults: [fault([], 'too many repeated aliases', 'write the repeated parts out')] };
  }
  const result = schema.safeParse(content);
  if (result.success) return { ok: true, value: result.data, text, fault };
  const misspelt = new Set(result.error.issues.flatMap((issue) => meantKeys(issue, schema, content)));
  const faults = result.error.issues
    .flatMap((issue) => issueToFaults(issue, schema, content, fault))
    .filter((one) => !misspelt.has(one.path));
  return { ok: false, faults: faults.sort((a, b) => a.line - b.line) };
}

/** Places of keys that are missing only because they are misspelt: the unknown key's fault says enough. */
function meantKeys(issue: Issue, schema: z.ZodType, content: unknown): string[] {
  if (issue.code !== 'unrecognized_keys') return [];
  const path = stepsOf(issue);
  return issue.keys
    .flatMap((key) => closest(key, keysAt(schema, content, path)) ?? [])
    .map((key) => [...path, key])
    .filter((place) => valueAt(content, place) === undefined)
    .map(formatPath);
}

function stepsOf(issue: Issue): (string | number)[] {
  return issue.path.filter((step) => typeof step !== 'symbol');
}

/** The plain content; undefined when aliases multiply it beyond reason. */
function contentOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}

type Issue = z.core.$ZodIssue;

function issueToFaults(issue: Issue, schema: z.ZodType, content: unknown, fault: FaultMaker): Fault[] {
  const path = stepsOf(issue);
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, content, path);
    return issue.keys.map((key) => {
      const cure = didYouMean(key, known) ?? `remove it, or use one of: ${known.join(', ')}`;
      return fault([...path, key], `unknown key "${key}"`, cure);
    });
  }
  if (issue.code === 'invalid_union') {
    const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
    if (nearest.length > 0) {
      return nearest.flatMap((inner) =>
        issueToFaults({ ...inner, path: [...path, ...inner.path] }, schema, content, fault),
      );
    }
  }
  const [problem, cure] = wordIssue(issue, valueAt(content, path), path);
  return [fault(path, problem, cure)];
}

function wordIssue(issue: Issue, value: unknown, path: DocumentPath): [problem: string, cure: string] {
  if (value === undefined && path.length > 0) {
    return [`missing key "${path[path.length - 1]}"`, 'add it'];
  }
  if (issue.code === 'invalid_type') {
    const quote = issue.expected === 'string' && typeof value !== 'object' ? '; put it between quotes' : '';
    return [
      `expected ${issue.expected}, found ${describeValue(value)}`,
      `write ${article(issue.expected)}${quote}`,
    ];
  }
  if (issue.code === 'invalid_value') {
    const options = issue.values.map(String);
    const near = typeof value === 'string' ? didYouMean(value, options) : undefined;
    return [`${describeValue(value)} is not allowed here`, near ?? `use one of: ${options.join(', ')}`];
  }
  if (issue.code === 'custom' && typeof issue.params?.['cure'] === 'string') {
    return [issue.message, issue.params['cure']];
  }
  return [issue.message, `change ${describeValue(value)}`];
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function describeValue(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return shown.length > 60 ? `"${shown.slice(0, 57)}..."` : `"${shown}"`;
}

function valueAt(content: unknown, path: DocumentPath): unknown {
  let value = content;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === String(step))?.[1];
  }
  return value;
}

/** `arms.treatment.names[2]` */
export function formatPath(path: DocumentPath): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${step}`))
    .join('');
}

function lineOf(document: Document, lines: LineCounter, path: DocumentPath): number {
  for (let length = path.length; length > 0; length--) {
    const offset = offsetOf(document, path.slice(0, length));
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
}

function offsetOf(document: Document, path: DocumentPath): number | undefined {
  const last = path[path.length - 1];
  const parent: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (isMap(parent)) {
    const pair = parent.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(last),
    );
    return pair && isNode(pair.key) ? startOf(pair.key) : undefined;
  }
  const node: unknown = document.getIn(path, true);
  return isNode(node) ? startOf(node) : undefined;
}

function startOf(node: Node): number | undefined {
  return node.range?.[0];
}

/** Keys that the schema allows for the map at this place of this content. */
function keysAt(schema: z.ZodType, content: unknown, path: DocumentPath): string[] {
  let here: z.ZodType[] = [schema];
  let value = content;
  for (const step of path) {
    here = here.flatMap((one) => unwrap(one, value)).flatMap((one) => childOf(one, step));
    value = valueAt(value, [step]);
  }
  const keys = here
    .flatMap((one) => unwrap(one, value))
    .flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : []));
  return [...new Set(keys)];
}

function isSchema(value: unknown): value is z.ZodType {
  return value instanceof z.ZodType;
}

function unwrap(schema: z.ZodType, value: unknown): z.ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    const inner: unknown = schema.unwrap();
    return isSchema(inner) ? unwrap(inner, value) : [];
  }
  if (schema instanceof z.ZodPipe) {
    const input: unknown = schema.in;
    return isSchema(input) ? unwrap(input, value) : [];
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    return schema.options
      .filter(isSchema)
      .flatMap((one) => unwrap(one, value))
      .filter((one) => fits(one, schema.def.discriminator, value));
  }
  if (schema instanceof z.ZodUnion)
    return schema.options.filter(isSchema).flatMap((one) => unwrap(one, value));
  return [schema];
}

function fits(option: z.ZodType, discriminator: string, value: unknown): boolean {
  const tag = childOf(option, discriminator)[0];
  return tag?.safeParse(valueAt(value, [discriminator])).success ?? false;
}

function childOf(schema: z.ZodType, step: string | number): z.ZodType[] {
  let child: unknown;
  if (schema instanceof z.ZodObject) child = schema.shape[step];
  else if (schema instanceof z.ZodArray) child = schema.element;
  else if (schema instanceof z.ZodRecord) child = schema.valueType;
  return isSchema(child) ? [child] : [];
}

/** `did you mean "sector"?` when one of the words is near enough, else undefined. */
export function didYouMean(word: string, words: Iterable<string>): string | undefined {
  const near = closest(word, words);
  return near === undefined ? undefined : `did you mean "${near}"?`;
}

/** The word nearest to this one by edit distance, if it is within a third of its length (at least one, at most three edits). */
export function closest(word: string, words: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.min(3, Math.max(1, Math.floor(word.length / 3))) + 1;
  for (const candidate of words) {
    const distance = editDistance(lower, candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Letters to add, drop, replace or swap with their neighbour to make one word of the other. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = swap ? (before[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
