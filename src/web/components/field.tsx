import type { ComponentChildren } from 'preact';
import { useWebWords } from '../context.js';

/** What every field of a form has. `name` is also its id, so that the error summary can point at it. */
interface FieldProps {
  readonly name: string;
  /** Its id where a field of this name stands more than once on a page; faults then name the id. */
  readonly id?: string | undefined;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong and how to mend it. */
  readonly error?: string | undefined;
  readonly optional?: boolean;
}

interface ControlIds {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean | undefined;
}

function idsOf({ name, id = name, hint, error }: FieldProps): ControlIds {
  const parts = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`];
  const describedBy = parts.filter((part) => part !== '').join(' ');
  return {
    id,
    describedBy: describedBy === '' ? undefined : describedBy,
    invalid: error === undefined ? undefined : true,
  };
}

function Notes({ name, id = name, hint, error }: FieldProps) {
  const t = useWebWords();
  return (
    <>
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error === undefined ? null : (
        <p class="field-error" id={`${id}-error`}>
          <span class="visually-hidden">{t('web.errors.prefix')} </span>
          {error}
        </p>
      )}
    </>
  );
}

function Optional({ optional }: { readonly optional: boolean | undefined }) {
  const t = useWebWords();
  return optional === true ? <span class="soft"> {t('web.optional')}</span> : null;
}

/** A label, its hint and error, and one control, which gets the ids that tie them together. */
export function Field(props: FieldProps & { readonly children: (ids: ControlIds) => ComponentChildren }) {
  return (
    <div class={props.error === undefined ? 'field' : 'field field-bad'}>
      <label for={props.id ?? props.name}>
        {props.label}
        <Optional optional={props.optional} />
      </label>
      <Notes {...props} />
      {props.children(idsOf(props))}
    </div>
  );
}

interface TextInputProps extends FieldProps {
  /** Never shown again in a password field. */
  readonly value?: string | undefined;
  readonly type?: 'text' | 'email' | 'tel' | 'search' | 'date' | 'password';
  /** For figures: the phone shows digits; a type=number field changes its value when scrolled. */
  readonly inputMode?: 'numeric' | 'decimal';
  readonly autocomplete?:
    'off' | 'name' | 'email' | 'tel' | 'username' | 'current-password' | 'new-password' | 'one-time-code';
  readonly width?: 'short' | 'medium' | 'full';
}

/** One line of text. */
export function TextInput(props: TextInputProps) {
  return <Field {...props}>{(ids) => <LineInput {...props} ids={ids} />}</Field>;
}

/** The types of preact tie each input type to its own attributes, hence one element per type. */
function LineInput({
  ids,
  name,
  value,
  width,
  inputMode,
  autocomplete,
  type,
}: TextInputProps & { readonly ids: ControlIds }) {
  const shared = {
    id: ids.id,
    name,
    class: `input-${width ?? 'full'}`,
    value,
    inputMode,
    autocomplete,
    'aria-describedby': ids.describedBy,
    'aria-invalid': ids.invalid,
  };
  switch (type) {
    case 'email':
      return <input {...shared} type="email" />;
    case 'tel':
      return <input {...shared} type="tel" />;
    case 'search':
      return <input {...shared} type="search" />;
    case 'date':
      return <input {...shared} type="date" />;
    case 'password':
      return <input {...shared} value={undefined} type="password" />;
    default:
      return <input {...shared} type="text" />;
  }
}

/** Several lines of text. */
export function TextArea(
  props: FieldProps & { readonly value?: string | undefined; readonly rows?: number },
) {
  return (
    <Field {...props}>
      {({ id, describedBy, invalid }) => (
        <textarea
          id={id}
          name={props.name}
          rows={props.rows ?? 5}
          aria-describedby={describedBy}
          aria-invalid={invalid}
        >
          {props.value}
        </textarea>
      )}
    </Field>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

interface ChoiceProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly value?: string | undefined;
}

/** One out of many. Starts without an answer unless `value` gives one. */
export function Select(props: ChoiceProps) {
  const t = useWebWords();
  const chosen = props.choices.some(({ value }) => value === props.value);
  return (
    <Field {...props}>
      {({ id, describedBy, invalid }) => (
        <select id={id} name={props.name} aria-describedby={describedBy} aria-invalid={invalid}>
          {chosen ? null : <option value="">{t('web.choose')}</option>}
          {props.choices.map(({ value, label }) => (
            <option value={value} selected={value === props.value} key={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One out of few, all in sight. The first radio carries the field's name as id. */
export function Radios(props: ChoiceProps) {
  const { id: first, describedBy, invalid } = idsOf(props);
  return (
    <fieldset class={props.error === undefined ? 'field' : 'field field-bad'} aria-describedby={describedBy}>
      <legend>
        {props.label}
        <Optional optional={props.optional} />
      </legend>
      <Notes {...props} />
      {props.choices.map((choice, index) => {
        const id = index === 0 ? first : `${first}-${choice.value}`;
        return (
          <ChoiceLine key={choice.value} id={id} choice={choice}>
            <input
              type="radio"
              id={id}
              name={props.name}
              value={choice.value}
              checked={choice.value === props.value}
              aria-describedby={hintOf(id, choice)}
              data-invalid={invalid}
            />
          </ChoiceLine>
        );
      })}
    </fieldset>
  );
}

const hintOf = (id: string, { hint }: Choice): string | undefined =>
  hint === undefined ? undefined : `${id}-choice-hint`;

/** One choice among others: its box, its label and what it means. */
function ChoiceLine({
  id,
  choice,
  children,
}: {
  readonly id: string;
  readonly choice: Choice;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="radio">
      {children}
      <label for={id}>{choice.label}</label>
      {choice.hint === undefined ? null : (
        <p class="hint" id={hintOf(id, choice)}>
          {choice.hint}
        </p>
      )}
    </div>
  );
}

interface CheckboxesProps extends FieldProps {
  /** Each box has a name of its own (`name-value`), and is sent as `ja` when it is ticked. */
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
}

/** None, one or many out of few. The first box carries the field's name as id. */
export function Checkboxes(props: CheckboxesProps) {
  const { describedBy, invalid } = idsOf(props);
  return (
    <fieldset class={props.error === undefined ? 'field' : 'field field-bad'} aria-describedby={describedBy}>
      <legend>
        {props.label}
        <Optional optional={props.optional} />
      </legend>
      <Notes {...props} />
      {props.choices.map((choice, index) => {
        const name = `${props.name}-${choice.value}`;
        const id = index === 0 ? props.name : name;
        return (
          <ChoiceLine key={choice.value} id={id} choice={choice}>
            <input
              type="checkbox"
              id={id}
              name={name}
              value="ja"
              checked={props.chosen.includes(choice.value)}
              aria-describedby={hintOf(id, choice)}
              data-invalid={invalid}
            />
          </ChoiceLine>
        );
      })}
    </fieldset>
  );
}
