import { daysInMonth, dateOnly } from '../../platform/dates.js';
import type { DateOnly } from '../../platform/dates.js';
import type { FieldFault } from '../../platform/problems.js';
import { useWebWords } from '../context.js';
import type { translatorFor } from '../i18n/web-words.js';
import { faultOf } from './error-summary.js';

const PARTS = ['Day', 'Month', 'Year'] as const;
type Part = (typeof PARTS)[number];

/** What was typed in the parts of the date field called `name`: `startDay`, `startMonth`, `startYear`. */
export type TypedParts = Readonly<Record<string, string | undefined>>;

interface DateFieldProps {
  /** The three inputs, and their ids, are this name with `Day`, `Month` and `Year` behind it. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly typed?: TypedParts;
  /** Those of the whole form; a fault of this field names one of its parts. */
  readonly faults?: readonly FieldFault[];
}

/**
 * A day in three short fields, each with its own fault: people know dates by heart, and a calendar that opens serves
 * neither keyboard nor phone.
 */
export function DateField({ name, label, hint, optional, typed = {}, faults = [] }: DateFieldProps) {
  const t = useWebWords();
  const wrong = PARTS.filter((part) => faultOf(faults, `${name}${part}`) !== undefined);
  const names: Record<Part, string> = {
    Day: t('web.date.day'),
    Month: t('web.date.month'),
    Year: t('web.date.year'),
  };
  return (
    <fieldset
      class={wrong.length === 0 ? 'field' : 'field field-bad'}
      aria-describedby={hint === undefined ? undefined : `${name}-hint`}
    >
      <legend>
        {label}
        {optional === true ? <span class="soft"> {t('web.optional')}</span> : null}
      </legend>
      {hint === undefined ? null : (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {wrong.map((part) => (
        <p class="field-error" id={`${name}${part}-error`} key={part}>
          <span class="visually-hidden">{t('web.errors.prefix')} </span>
          {faultOf(faults, `${name}${part}`)}
        </p>
      ))}
      <div class="date-parts">
        {PARTS.map((part) => {
          const id = `${name}${part}`;
          const bad = wrong.includes(part);
          return (
            <div key={part} class={bad ? 'date-part date-part-bad' : 'date-part'}>
              <label for={id}>{names[part]}</label>
              <input
                type="text"
                inputMode="numeric"
                id={id}
                name={id}
                maxLength={part === 'Year' ? 4 : 2}
                class={part === 'Year' ? 'input-year' : 'input-day'}
                value={typed[id]}
                aria-describedby={bad ? `${id}-error` : undefined}
                aria-invalid={bad ? true : undefined}
              />
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}

/**
 * The day that was typed in a date field, or what is wrong with each of its parts, in words. A field left empty as a
 * whole gives no day and no fault: whether it may be empty is the form's to say.
 */
export function readDate(
  name: string,
  typed: TypedParts,
  t: ReturnType<typeof translatorFor>,
): { readonly date: DateOnly | null; readonly faults: readonly FieldFault[] } {
  const said = (part: Part) => (typed[`${name}${part}`] ?? '').trim();
  if (PARTS.every((part) => said(part) === '')) return { date: null, faults: [] };
  const [day, month, year] = [
    whole(said('Day'), /^\d{1,2}$/, 1, 31),
    whole(said('Month'), /^\d{1,2}$/, 1, 12),
    whole(said('Year'), /^\d{4}$/, 1, 9999),
  ];
  const fault = (part: Part, message: string): FieldFault => ({ field: `${name}${part}`, message });
  const faults = [
    ...(day === null ? [fault('Day', t('web.date.no-day'))] : []),
    ...(month === null ? [fault('Month', t('web.date.no-month'))] : []),
    ...(year === null ? [fault('Year', t('web.date.no-year'))] : []),
  ];
  if (day === null || month === null || year === null) return { date: null, faults };
  if (day > daysInMonth(year, month))
    return { date: null, faults: [fault('Day', t('web.date.unreal', { day }))] };
  return { date: dateOnly(year, month, day), faults: [] };
}

function whole(text: string, shape: RegExp, least: number, most: number): number | null {
  const value = shape.test(text) ? Number(text) : 0;
  return value >= least && value <= most ? value : null;
}
