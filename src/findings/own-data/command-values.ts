/** The options of a command as node:util parses them. */
export type Values = Readonly<Record<string, string | boolean | undefined>>;

/** The command was called wrongly; the message says how to call it. */
export class WrongUse extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongUse';
  }
}

export const optional = (values: Values, name: string): string | null => {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** @throws WrongUse when the option is missing */
export function required(values: Values, name: string, example: string): string {
  const value = optional(values, name);
  if (value === null) throw new WrongUse(`--${name} is missing, such as --${name} ${example}.`);
  return value;
}

/** The parts of a list with commas, without empty ones. */
export const listOf = (values: Values, name: string): string[] =>
  (optional(values, name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

interface Range {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
  /** The limits themselves are not allowed. */
  readonly open?: boolean;
}

/** A number within limits, or null when the option is not given. @throws WrongUse when it is something else */
export function numberIn(
  values: Values,
  name: string,
  { least, most, whole = false, open = false }: Range,
): number | null {
  const text = optional(values, name);
  if (text === null) return null;
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : NaN;
  const inside = open ? value > least && value < most : value >= least && value <= most;
  if (inside && (!whole || Number.isSafeInteger(value))) return value;
  const kind = whole ? 'a whole number' : 'a number';
  throw new WrongUse(
    `--${name} is "${text}"; give ${kind} ${open ? 'between' : 'from'} ${least} ${open ? 'and' : 'to'} ${most}${open ? ', these not included' : ''}.`,
  );
}

/** @throws WrongUse for a format that is not in the list */
export function formatOf<Format extends string>(
  values: Values,
  formats: readonly [Format, ...Format[]],
): Format {
  const text = optional(values, 'format');
  if (text === null) return formats[0];
  const found = formats.find((format) => format === text);
  if (found === undefined) throw new WrongUse(`--format is "${text}"; take ${formats.join(', ')}.`);
  return found;
}
