// Reads the sources themselves: every text of the interface, wherever it is written, speaks every language, is used
// somewhere, and fills in the same names in each language.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SRC = new URL('../../../../src/', import.meta.url).pathname;

/** Files (from `src`) whose French is still awaited and read in English meanwhile. Must become empty. */
const AWAITING_FRENCH: readonly string[] = [];

/** Beginnings of keys whose end is a code from the database, looked up by a `wordOr(t, 'log', …)`. */
const ENDS_IN_A_CODE: readonly string[] = ['application', 'attempt', 'code', 'log', 'reason', 'void'];

interface Text {
  readonly file: string;
  readonly node: ts.ObjectLiteralExpression;
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => {
    const path = join(SRC, name);
    return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext, true);
  });

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

const nameOf = (property: ts.ObjectLiteralElementLike): string =>
  property.name !== undefined && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
    ? property.name.text
    : '';

const valueOf = (node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined => {
  const found = node.properties.find((property) => nameOf(property) === name);
  return found !== undefined && ts.isPropertyAssignment(found) ? found.initializer : undefined;
};

/** The text of a string, also of several added together. */
function said(node: ts.Expression | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isBinaryExpression(node)) return undefined;
  const [left, right] = [said(node.left), said(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What `act.${act}.what` can become. */
function patternOf({ head, templateSpans }: ts.TemplateExpression): RegExp {
  const rest = templateSpans.map(({ literal }) => `.+${literally(literal.text)}`).join('');
  return new RegExp(`^${literally(head.text)}${rest}$`);
}

/** Every object written out that speaks Dutch: `{ nl: '…' }`, `{ nl: { … } }`. */
const texts: Text[] = [];
/** Every string that is not the name of a property, and every template that begins with a fixed `word.`. */
const used = new Set<string>();
const templates: RegExp[] = [];
for (const source of sources) {
  const file = relative(SRC, source.fileName);
  visit(source, (node) => {
    if (ts.isObjectLiteralExpression(node)) {
      const dutch = valueOf(node, 'nl');
      if (dutch !== undefined && (ts.isObjectLiteralExpression(dutch) || said(dutch) !== undefined))
        texts.push({ file, node });
    }
    if (ts.isStringLiteralLike(node) && !(ts.isPropertyAssignment(node.parent) && node.parent.name === node))
      used.add(node.text);
    if (ts.isTemplateExpression(node) && /^[\w-]+\./.test(node.head.text)) templates.push(patternOf(node));
  });
}

const dictionaries = texts.flatMap(({ file, node }) => {
  if (!ts.isCallExpression(node.parent) || node.parent.expression.getText() !== 'defineWords') return [];
  const [nl, en, fr] = ['nl', 'en', 'fr'].map((lang) => valueOf(node, lang));
  if (nl === undefined || !ts.isObjectLiteralExpression(nl)) return [];
  const wordsOf = (given: ts.Expression | undefined) =>
    new Map(
      given !== undefined && ts.isObjectLiteralExpression(given)
        ? given.properties.map((property) => [
            nameOf(property),
            said(ts.isPropertyAssignment(property) ? property.initializer : undefined) ?? '',
          ])
        : [],
    );
  return [{ file, nl: wordsOf(nl), en: wordsOf(en), fr: wordsOf(fr) }];
});

const awaited = (file: string): boolean => AWAITING_FRENCH.includes(file);
const placeholders = (sentence: string): string =>
  [...new Set([...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort().join();

describe('every text of the interface', () => {
  it('was found by this test', () => {
    expect(dictionaries.length).toBeGreaterThanOrEqual(8);
    expect(texts.length).toBeGreaterThan(100);
  });

  it('speaks French too', () => {
    const silent = texts.filter(({ file, node }) => valueOf(node, 'fr') === undefined && !awaited(file));
    expect(silent.map(({ file, node }) => `${file}: ${node.getText().slice(0, 80)}`)).toEqual([]);
  });

  it('speaks English too', () => {
    const silent = texts.filter(({ node }) => valueOf(node, 'en') === undefined);
    expect(silent.map(({ file }) => file)).toEqual([]);
  });

  it('awaits French only where it is still missing', () => {
    const missing = texts.filter(({ node }) => valueOf(node, 'fr') === undefined).map(({ file }) => file);
    expect(AWAITING_FRENCH.filter((file) => !missing.includes(file))).toEqual([]);
  });

  it('has the same keys in every language', () => {
    const faults = dictionaries.flatMap(({ file, nl, en, fr }) =>
      [en, ...(awaited(file) ? [] : [fr])].flatMap((other) =>
        [...nl.keys(), ...other.keys()]
          .filter((key) => !nl.has(key) || !other.has(key))
          .map((key) => `${file}: ${key}`),
      ),
    );
    expect(faults).toEqual([]);
  });

  it('fills in the same names in every language', () => {
    const faults = dictionaries.flatMap(({ file, nl, en, fr }) =>
      [...nl].flatMap(([key, dutch]) =>
        [en, fr]
          .map((other) => other.get(key))
          .filter((other) => other !== undefined && placeholders(other) !== placeholders(dutch))
          .map((other) => `${file}: ${key}: ${other ?? ''}`),
      ),
    );
    expect(faults).toEqual([]);
  });

  it('is never empty', () => {
    const empty = dictionaries.flatMap(({ file, nl, en, fr }) =>
      [nl, en, fr].flatMap((words) =>
        [...words].filter(([, sentence]) => sentence.trim() === '').map(([key]) => `${file}: ${key}`),
      ),
    );
    expect(empty).toEqual([]);
  });

  it('is used somewhere', () => {
    const isUsed = (key: string): boolean =>
      used.has(key) ||
      used.has(key.replace(/_(one|other)$/, '')) ||
      templates.some((template) => template.test(key)) ||
      ENDS_IN_A_CODE.some((beginning) => key.startsWith(`${beginning}.`));
    const unused = dictionaries.flatMap(({ file, nl }) =>
      [...nl.keys()].filter((key) => !isUsed(key)).map((key) => `${file}: ${key}`),
    );
    expect(unused).toEqual([]);
  });

  it('is looked up by a code only where the sources do so', () => {
    expect(ENDS_IN_A_CODE.filter((beginning) => !used.has(beginning))).toEqual([]);
  });

  it('is written with plain spaces in French, which the program makes unbreakable', () => {
    const odd = dictionaries.flatMap(({ file, fr }) =>
      [...fr].filter(([, sentence]) => /[\u00a0\u202f]/.test(sentence)).map(([key]) => `${file}: ${key}`),
    );
    expect(odd).toEqual([]);
  });

  it('says nowhere that discrimination was proven', () => {
    const claims = dictionaries.flatMap(({ file, nl, en, fr }) =>
      [nl, en, fr].flatMap((words) =>
        [...words]
          .filter(([, sentence]) =>
            /discriminatie (is )?bewezen|discrimination (is |was )?prove|discrimination (est )?prouv/i.test(
              sentence,
            ),
          )
          .map(([key]) => `${file}: ${key}`),
      ),
    );
    expect(claims).toEqual([]);
  });
});

describe('no page', () => {
  it('chooses its words by asking which language it is in', () => {
    const asking = sources
      .filter((source) => !relative(SRC, source.fileName).startsWith('web/i18n/'))
      .filter((source) => /lang === '(nl|en|fr)'/.test(source.text));
    expect(asking.map((source) => relative(SRC, source.fileName))).toEqual([]);
  });
});
