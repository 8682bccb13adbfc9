import type { FieldFault } from '../../platform/problems.js';
import { isUuid } from '../../platform/ids.js';
import type { AccessAct } from './access-fields.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import { nameOfFile } from './file-copies.js';
import { LENT_DAYS } from './lend-service.js';
import type { Dossier } from './open-report.js';
import type { Visitor } from './session.js';
import { deskTranslator } from './words.js';

const MOST_TEXT = 8000;

/** What an act came to: its fields are shown (again), it is done, or the originals stand open. */
export type AccessTaken =
  | {
      readonly kind: 'show';
      readonly faults: readonly FieldFault[];
      /** What stands in the fields, where that is more than what was typed. */
      readonly typed?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'done' }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Buffer }
  | {
      readonly kind: 'originals';
      readonly dossier: Awaited<ReturnType<DeskMeans['desk']['open']>> & Dossier;
    };

const show = (faults: readonly FieldFault[]) => ({ kind: 'show', faults }) as const;
const numberOf = (text: string): number | null => (/^\d{1,3}$/.test(text) ? Number(text) : null);
const DONE: AccessTaken = { kind: 'done' };

/** Leaves words out, puts a copy in place, opens an original, lets a colleague in for a while, or ends that. */
export async function takeAccessAct(
  { desk }: DeskMeans,
  asked: DeskAsked,
  visitor: Visitor,
  act: AccessAct,
): Promise<AccessTaken> {
  const t = deskTranslator(asked.lang);
  const id = asked.param('id');
  const of = (name: string): string => (asked.form.fields[name] ?? '').replaceAll('\r\n', '\n').trim();
  const unfit = (name: string): FieldFault[] => [{ field: name, message: t('act.choose.bad') }];
  const chosen = numberOf(/^bijlage-(\d{1,3})$/.exec(of('stuk'))?.[1] ?? '');
  if (act === 'redact-choose') {
    if (of('stuk') === '') return show(unfit('stuk'));
    if (chosen === null) return show([]);
    const text = await desk.leavable(visitor, id, chosen);
    if (text === null) return show([{ field: 'stuk', message: t('copy.no-text') }]);
    return { ...show([]), typed: { ...asked.form.fields, 'tekst-redact': text } };
  }
  const reason = of(`reden-${act}`);
  const faults: FieldFault[] =
    reason === '' || reason.length > MOST_TEXT ? [{ field: `reden-${act}`, message: t('act.text.bad') }] : [];
  switch (act) {
    case 'redact': {
      if (faults.length > 0) return show(faults);
      const kept = await (chosen === null
        ? desk.redact(visitor, id, of('stuk'), of('tekst-redact'), reason)
        : desk.redactFile(visitor, id, chosen, of('tekst-redact'), reason));
      return kept ? DONE : show([{ field: 'tekst-redact', message: t('redact.bad') }]);
    }
    case 'original':
      if (faults.length > 0) return show(faults);
      return { kind: 'originals', dossier: await desk.openOriginal(visitor, id, reason) };
    case 'copy-file':
    case 'original-file':
      return takeFileAct(desk, asked, visitor, act, reason, faults);
    case 'lend': {
      const [colleague, days] = [of('collega-lend'), LENT_DAYS.find((one) => String(one) === of('dagen'))];
      if (!isUuid(colleague)) faults.unshift(...unfit('collega-lend'));
      if (days === undefined) return show([...faults, ...unfit('dagen')]);
      if (faults.length > 0) return show(faults);
      await desk.lend(visitor, id, { colleague, days, reason });
      return DONE;
    }
    case 'lend-back': {
      const colleague = of('collega-lend-back');
      if (!isUuid(colleague)) faults.unshift(...unfit('collega-lend-back'));
      if (faults.length > 0) return show(faults);
      await desk.endLending(visitor, id, colleague, reason);
      return DONE;
    }
  }
}

/** Puts a copy that was made elsewhere in the place of a file, or gives the original of one. */
async function takeFileAct(
  desk: DeskMeans['desk'],
  { lang, form, param }: DeskAsked,
  visitor: Visitor,
  act: 'copy-file' | 'original-file',
  reason: string,
  faults: FieldFault[],
): Promise<AccessTaken> {
  const t = deskTranslator(lang);
  const number = numberOf(form.fields[`bijlage-${act}`] ?? '');
  const [file] = form.files;
  if (act === 'copy-file' && file === undefined)
    faults.unshift({ field: 'file-copy', message: t(form.tooLarge ? 'act.file.big' : 'copy.file.none') });
  if (number === null) faults.unshift({ field: `bijlage-${act}`, message: t('act.choose.bad') });
  if (number === null || faults.length > 0) return show(faults);
  if (act === 'original-file') {
    const bytes = await desk.openOriginalFile(visitor, param('id'), number, reason);
    return { kind: 'file', name: `${nameOfFile(number)}-origineel`, bytes };
  }
  if (file !== undefined) await desk.copyFile(visitor, param('id'), number, file, reason);
  return DONE;
}
