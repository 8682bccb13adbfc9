import type { ComponentChildren } from 'preact';
import { useFormToken, useWebWords } from '../context.js';
import { Link, safeHref } from './link.js';

type Hidden = Readonly<Record<string, string>>;

interface PostFormProps {
  readonly action: string;
  /** Values that go along unseen; never a secret, never a decision of the server. */
  readonly hidden?: Hidden;
  readonly class?: string;
  /** Where fields elsewhere on the page belong to it. */
  readonly id?: string;
  /** True for a form with a file in it. */
  readonly withFile?: boolean;
  readonly children: ComponentChildren;
}

/** A form that changes something: POST, with the form token of the page. The server checks, so the browser does not. */
export function PostForm({ action, hidden = {}, class: name, id, withFile, children }: PostFormProps) {
  const token = useFormToken();
  return (
    <form
      method="post"
      action={safeHref(action)}
      class={name}
      id={id}
      encType={withFile === true ? 'multipart/form-data' : undefined}
      noValidate
    >
      <input type="hidden" name="_csrf" value={token} />
      {Object.entries(hidden).map(([key, value]) => (
        <input type="hidden" name={key} value={value} key={key} />
      ))}
      {children}
    </form>
  );
}

interface SubmitButtonProps {
  readonly children: ComponentChildren;
  readonly tone?: 'primary' | 'secondary' | 'danger';
  /** Sent along when this button was the one pressed. */
  readonly name?: string;
  readonly value?: string;
}

/** A button that says what it does, with a verb. */
export function SubmitButton({ children, tone = 'primary', name, value }: SubmitButtonProps) {
  return (
    <button type="submit" class={`button button-${tone}`} name={name} value={value}>
      {children}
    </button>
  );
}

interface ConfirmFormProps {
  readonly action: string;
  /** The verb on the button: "Verzegel plan". */
  readonly verb: string;
  readonly title?: string;
  /** What will happen, and whether it can be undone. */
  readonly children?: ComponentChildren;
  readonly hidden?: Hidden;
  readonly tone?: 'primary' | 'secondary' | 'danger';
  readonly cancelHref?: string;
}

/** One act, what it does in words, and its button. */
export function ConfirmForm(props: ConfirmFormProps) {
  const t = useWebWords();
  const tone = props.tone ?? 'primary';
  return (
    <PostForm
      action={props.action}
      class={`confirm confirm-${tone}`}
      {...(props.hidden === undefined ? {} : { hidden: props.hidden })}
    >
      {props.title === undefined ? null : <p class="confirm-title">{props.title}</p>}
      {props.children === undefined ? null : <div class="confirm-body">{props.children}</div>}
      <p class="confirm-acts">
        <SubmitButton tone={tone}>{props.verb}</SubmitButton>
        {props.cancelHref === undefined ? null : <Link href={props.cancelHref}>{t('web.cancel')}</Link>}
      </p>
    </PostForm>
  );
}
