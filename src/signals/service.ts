import { record } from '../audit/index.js';
import type { Ctx } from '../platform/context.js';
import { randomBytes } from '../platform/crypto.js';
import { fault } from '../platform/faults.js';
import { asId } from '../platform/ids.js';
import { Problem } from '../platform/problems.js';
import type { ExhibitDraft, SignalDraft, SignalId } from './schema.js';
import * as store from './store.js';
import { findEmployerId, findSignal } from './views.js';

const unknownEmployer = fault({
  nl: 'Dit KBO-nummer staat niet in het register. Laad de werkgever eerst in.',
  en: 'This enterprise number is not in the register. Import the employer first.',
  fr: 'Ce numéro d’entreprise n’est pas dans le registre. Importez d’abord l’employeur.',
});

/** Eight letters and digits that say nothing of what they stand for, and cannot be misread. */
function newReference(): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  return [...randomBytes(8)].map((byte) => letters[byte % letters.length] ?? '2').join('');
}

/** Records what gives reason to test. @returns its id. Problems: bad-input, unknown-reference */
export function recordSignal(ctx: Ctx, draft: SignalDraft): Promise<SignalId> {
  return ctx.inTx(async (ctx) => {
    const employer = draft.kbo === null ? null : await findEmployerId(ctx, draft.kbo);
    if (employer === undefined)
      throw new Problem('bad-input', undefined, [{ field: 'kbo', message: unknownEmployer }]);
    const id = asId<'signal'>(ctx.newId());
    await store.insertSignal(ctx, id, newReference(), employer, draft);
    record(ctx, { what: 'signal.recorded', signal: id, kind: draft.kind });
    return id;
  });
}

/** Adds what supports a signal. Problems: not-found, exhibit-there */
export function addExhibit(ctx: Ctx, signal: SignalId, exhibit: ExhibitDraft): Promise<void> {
  return ctx.inTx(async (ctx) => {
    await findSignal(ctx, signal);
    const id = ctx.newId();
    await store.insertExhibit(ctx, id, signal, exhibit);
    record(ctx, { what: 'signal.exhibit-added', signal, exhibit: id, fileHash: exhibit.file });
  });
}
