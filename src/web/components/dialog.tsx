import type { ComponentChildren } from 'preact';

interface DialogProps {
  /** The verb on the button that opens it. */
  readonly verb: string;
  readonly tone?: 'primary' | 'secondary' | 'danger';
  /** Open when the page comes back with a fault in it. */
  readonly open?: boolean;
  /** What is asked before the act; a `ConfirmForm` with the same verb. */
  readonly children: ComponentChildren;
}

/**
 * An act that asks something first, in place and without script: its button unfolds the question, and folds it away
 * again. It holds no focus and covers nothing, so nobody gets locked in.
 */
export function Dialog({ verb, tone = 'secondary', open = false, children }: DialogProps) {
  return (
    <details class="dialog" open={open}>
      <summary class={`button button-${tone}`}>{verb}</summary>
      <div class="dialog-body">{children}</div>
    </details>
  );
}
