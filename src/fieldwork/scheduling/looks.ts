import type { NamedCode } from '../../register/index.js';
import type { Lang, StateLook, Tone } from '../../web/index.js';
import type { ApplicationState } from './schema.js';
import type { Say } from './words.js';

/** Plans number from 0, people from 1. */
export const numberOf = (ordinal: number): number => ordinal + 1;

/** Which of a pair: A leaves first. */
export const letterOf = ({ position }: { readonly position: number }): string => (position === 1 ? 'A' : 'B');

const TONES: Readonly<Record<ApplicationState, Tone>> = {
  planned: 'muted',
  due: 'neutral',
  sending: 'active',
  sent: 'good',
  refused: 'bad',
  'in-doubt': 'warn',
  'not-sent': 'bad',
  cancelled: 'bad',
};

/** How each state of an application is shown. */
export function lookOf(t: Say): StateLook<ApplicationState> {
  const look = (state: ApplicationState) => ({ tone: TONES[state], word: t(`state.${state}`) });
  return {
    planned: look('planned'),
    due: look('due'),
    sending: look('sending'),
    sent: look('sent'),
    refused: look('refused'),
    'in-doubt': look('in-doubt'),
    'not-sent': look('not-sent'),
    cancelled: look('cancelled'),
  };
}

/** The name of a sector; its code when it is unknown. */
export const sectorName = (sectors: readonly NamedCode[], code: string, lang: Lang): string =>
  sectors.find((one) => one.code === code)?.[lang] ?? code;
