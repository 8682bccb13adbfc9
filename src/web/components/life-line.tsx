import { useWebWords } from '../context.js';

export interface LifeState {
  readonly state: string;
  readonly label: string;
  /** When it was reached, or a remark, in words. */
  readonly note?: string;
}

interface LifeLineProps {
  readonly label: string;
  readonly states: readonly LifeState[];
  readonly current: string;
}

/** The states of a life cycle in order, with where the thing stands now. A state it never had is left out by the caller. */
export function LifeLine({ label, states, current }: LifeLineProps) {
  const t = useWebWords();
  const at = states.findIndex(({ state }) => state === current);
  const words = { done: t('web.state.done'), now: t('web.state.now'), todo: t('web.state.todo') };
  return (
    <ol class="life-line" aria-label={label}>
      {states.map(({ state, label: name, note }, index) => {
        const phase = index < at ? 'done' : index === at ? 'now' : 'todo';
        return (
          <li key={state} class={`life-${phase}`} aria-current={phase === 'now' ? 'step' : undefined}>
            <span class="life-name">{name}</span>
            <span class={phase === 'now' ? 'life-note' : 'visually-hidden'}> {words[phase]}</span>
            {note === undefined ? null : <span class="life-note">{note}</span>}
          </li>
        );
      })}
    </ol>
  );
}
