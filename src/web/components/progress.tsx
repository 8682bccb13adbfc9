import { useFormat, useWebWords } from '../context.js';

interface ProgressProps {
  /** What is being counted, for who cannot see the bar: "Gesloten paren". */
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** Shows the label above the bar too. */
  readonly labelled?: boolean;
}

/** How far: a bar and the same in figures. A total of 0 draws an empty bar. */
export function Progress({ label, done, total, labelled = false }: ProgressProps) {
  const t = useWebWords();
  const f = useFormat();
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const words = t('web.progress', { done: f.number(done), total: f.number(total) });
  return (
    <div class="progress">
      <span class={labelled ? 'progress-label' : 'visually-hidden'}>{label}</span>
      <svg
        class="progress-bar"
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <rect class="progress-track" x="0" y="0" width="100" height="10" />
        <rect class="progress-fill" x="0" y="0" width={Math.round(share * 1000) / 10} height="10" />
      </svg>
      <span class="progress-words">{words}</span>
    </div>
  );
}
