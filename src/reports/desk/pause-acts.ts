import type { FieldFault } from '../../platform/problems.js';
import { isPauseWhy } from '../schema.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import type { PauseAct } from './pause-views.js';
import type { Visitor } from './session.js';
import { deskTranslator } from './words.js';

const MOST_TEXT = 8000;

interface Read {
  readonly faults: readonly FieldFault[];
  readonly run: () => Promise<void>;
}

/** What an act on the clock for feedback brought: its faults, or how it is done. */
export function readPauseAct({ desk }: DeskMeans, asked: DeskAsked, visitor: Visitor, act: PauseAct): Read {
  const t = deskTranslator(asked.lang);
  const { fields } = asked.form;
  const id = asked.param('id');
  const name = `reden-${act}`;
  const reason = (fields[name] ?? '').trim();
  const faults: FieldFault[] =
    reason === '' || reason.length > MOST_TEXT ? [{ field: name, message: t('act.text.bad') }] : [];
  if (act === 'resume') return { faults, run: () => desk.resume(visitor, id, reason) };
  const why = fields['waarom-pause'] ?? '';
  return isPauseWhy(why)
    ? { faults, run: () => desk.pause(visitor, id, why, reason) }
    : {
        faults: [{ field: 'waarom-pause', message: t('act.choose.bad') }, ...faults],
        run: () => Promise.resolve(),
      };
}
