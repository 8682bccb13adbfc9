import { z } from 'zod';
import type { Fault, FaultMaker } from '../platform/yaml.js';

/** Where the name of the applicant comes in a text that withdraws an application. */
const NAME = '{{name}}';
/** Fewer would make a text that comes twice at one employer likely. */
const FEWEST_TEXTS = 6;

const pool = z
  .array(z.string().trim().min(1, 'the text is empty'))
  .min(FEWEST_TEXTS, `give at least ${FEWEST_TEXTS} texts`);

export const withdrawalTextsSchema = z.strictObject({
  version: z.int().min(1),
  texts: z.strictObject({ nl: pool, fr: pool, en: pool }),
});
/** Per language, the texts that withdraw an application. */
export type WithdrawalTexts = z.output<typeof withdrawalTextsSchema>['texts'];

/** What a schema cannot see: each text ends with the name, says it once and nothing else in braces, and no two are alike. */
export function withdrawalFaults(
  { texts }: z.output<typeof withdrawalTextsSchema>,
  fault: FaultMaker,
): Fault[] {
  return Object.entries(texts).flatMap(([language, all]) =>
    all.flatMap((text, i) => {
      const path = ['texts', language, i];
      const twice = all.findIndex((other) => sameWords(other, text)) < i;
      const named = text.split('{{').length === 2 && text.endsWith(NAME);
      return [
        ...(twice
          ? [
              fault(
                path,
                'the same text stands here twice',
                'write another: two equal texts give the test away',
              ),
            ]
          : []),
        ...(named
          ? []
          : [fault(path, 'the text does not end with the name', `let ${NAME} stand last, once`)]),
      ];
    }),
  );
}

const sameWords = (one: string, other: string): boolean =>
  one.toLowerCase().replace(/\P{L}+/gu, ' ') === other.toLowerCase().replace(/\P{L}+/gu, ' ');

/** The text with the name under which the application was sent. */
export function signWithdrawal(text: string, name: string): string {
  return `${text.split(NAME).join(name)}\n`;
}
