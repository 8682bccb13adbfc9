import type { ComponentChildren } from 'preact';

/** What a state means for the reader; each tone has its own shape, so colour is never the only sign. */
export type Tone = 'neutral' | 'active' | 'good' | 'warn' | 'bad' | 'muted';

/** Shapes on a 12 × 12 grid, told apart in black and white. */
function Shape({ tone }: { readonly tone: Tone }) {
  switch (tone) {
    case 'good':
      return <path d="M1.5 6.5 5 10l5.5-8" fill="none" stroke="currentColor" stroke-width="2.2" />;
    case 'warn':
      return <path d="M6 .8 11.6 11H.4Z" fill="currentColor" />;
    case 'bad':
      return <path d="M2 2 10 10M10 2 2 10" fill="none" stroke="currentColor" stroke-width="2.6" />;
    case 'active':
      return <path d="M2.5 1 11 6l-8.5 5Z" fill="currentColor" />;
    case 'muted':
      return <path d="M1 6h10" fill="none" stroke="currentColor" stroke-width="2.4" />;
    case 'neutral':
      return <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" stroke-width="2" />;
  }
}

/** The shape of a tone, for use beside a word that says the same. */
export function ToneMark({ tone }: { readonly tone: Tone }) {
  return (
    <svg class="mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
      <Shape tone={tone} />
    </svg>
  );
}

/** A word with its shape. */
export function Tag({
  tone = 'neutral',
  children,
}: {
  readonly tone?: Tone;
  readonly children: ComponentChildren;
}) {
  return (
    <span class={`tag tag-${tone}`}>
      <ToneMark tone={tone} />
      <span>{children}</span>
    </span>
  );
}

/** How each state of a life cycle is shown. */
export type StateLook<S extends string> = Readonly<Record<S, { readonly tone: Tone; readonly word: string }>>;

/** The state of a thing, by the table that gives each state its word and tone. */
export function StateTag<S extends string>({
  state,
  look,
}: {
  readonly state: S;
  readonly look: StateLook<S>;
}) {
  const { tone, word } = look[state];
  return <Tag tone={tone}>{word}</Tag>;
}
