import type { FieldFault } from '../../platform/problems.js';
import type { Answer } from '../intake/answered.js';
import { isLegalGround, type LegalGround } from '../custody/schema.js';
import { deskReportPath } from '../paths.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import { ASKED, type AskedPurpose, type CustodyAct } from './custody-views.js';
import type { CustodyAsk } from './custody-service.js';
import type { Visitor } from './session.js';
import { deskTranslator } from './words.js';

const MOST_TEXT = 8000;

/** What is wrong with the fields of an act; or the act, done. */
export type CustodyTaken =
  { readonly faults: readonly FieldFault[] } | { readonly faults: null; readonly answer: Answer };

/** Does what an officer asks of custodians: asks, closes an annex, or hands over the file for them. */
export async function takeCustodyAct(
  { desk }: DeskMeans,
  asked: DeskAsked,
  visitor: Visitor,
  act: CustodyAct,
): Promise<CustodyTaken> {
  const id = asked.param('id');
  const { fields } = asked.form;
  if (act === 'custody-packet') {
    const packet = await desk.custodyPacket(visitor, id, fields['verzoek'] ?? '');
    return done({ name: 'verzoek.json', bytes: Buffer.from(packet, 'utf8') });
  }
  if (act === 'annex-seal') {
    const text = (fields['bijlage'] ?? '').trim();
    if (text === '' || text.length > MOST_TEXT)
      return { faults: [{ field: 'bijlage', message: deskTranslator(asked.lang)('act.text.bad') }] };
    await desk.sealAnnex(visitor, id, text);
    return done({ to: deskReportPath(id) });
  }
  const purpose = ASKED.find((one) => act === `${one}-ask`) ?? 'identity';
  const read = readAsk(asked, purpose);
  if (read.ask === null) return { faults: read.faults };
  await desk.askCustody(visitor, id, read.ask);
  return done({ to: deskReportPath(id) });
}

const done = (answer: Answer): CustodyTaken => ({ faults: null, answer });

function readAsk(
  asked: DeskAsked,
  purpose: AskedPurpose,
): { readonly ask: CustodyAsk | null; readonly faults: readonly FieldFault[] } {
  const t = deskTranslator(asked.lang);
  const textOf = (name: string): string => (asked.form.fields[`${name}-${purpose}`] ?? '').trim();
  const [ground, reason, told, message] = [
    textOf('grond'),
    textOf('waarom'),
    textOf('vooraf'),
    textOf('bericht'),
  ];
  const fits = (text: string): boolean => text !== '' && text.length <= MOST_TEXT;
  const known = groundOf(ground, purpose);
  const faults: FieldFault[] = [];
  if (known === null) faults.push({ field: `grond-${purpose}`, message: t('act.choose.bad') });
  if (!fits(reason)) faults.push({ field: `waarom-${purpose}`, message: t('act.text.bad') });
  if (purpose !== 'annex') {
    if (told !== 'given' && told !== 'withheld')
      faults.push({ field: `vooraf-${purpose}`, message: t('act.choose.bad') });
    if (!fits(message)) faults.push({ field: `bericht-${purpose}`, message: t('act.text.bad') });
    // What stands there beforehand is a message to the reporter, and no reason to keep silent.
    else if (told === 'withheld' && message === t(`custody.notice.${purpose}`))
      faults.push({ field: `bericht-${purpose}`, message: t('custody.notice.why') });
  }
  if (known === null || faults.length > 0) return { ask: null, faults };
  const notice = purpose !== 'annex' && told === 'given' ? message : null;
  // Why the reporter is not told stands with the reason, for colleagues and custodians.
  const whole = purpose !== 'annex' && told === 'withheld' ? `${reason}\n\n${message}` : reason;
  return { ask: { purpose, ground: known, reason: whole, notice }, faults: [] };
}

/** Consent opens a name alone: it obliges to nothing, and a magistrate's annex is not the reporter's. */
const groundOf = (ground: string, purpose: AskedPurpose): LegalGround | null =>
  isLegalGround(ground) && (purpose === 'identity' || ground !== 'consent') ? ground : null;
