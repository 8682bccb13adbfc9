import { record } from '../../audit/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256, timingSafeEqual } from '../../platform/crypto.js';
import { UnknownKey, type KeyRing } from '../../platform/crypto/key-ring.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { PAGE_ENDING } from './rules.js';
import type { PageMedia, SnapshotId } from './schema.js';
import * as store from './store.js';
import { findKeys, findPage, findTested } from './views.js';

export interface SnapshotMeans {
  /** The keys under which answers lie too. */
  readonly ring: KeyRing;
}

export type Snapshots = ReturnType<typeof createSnapshots>;

/** Keeps the pages of vacancies, sealed; the log holds their hashes. */
export function createSnapshots({ ring }: SnapshotMeans) {
  return {
    /** Keeps a page of a vacancy as it stands now. Problems: not-found */
    keep: (ctx: Ctx, vacancy: string, page: { bytes: Buffer; media: PageMedia }): Promise<void> =>
      ctx.inTx((ctx) => keep(ctx, ring, vacancy, page)),
    /** Keeps what the site of a web form showed when it was sent; the log names its campaign. */
    keepConfirmation: (
      ctx: TxCtx,
      form: store.ConfirmedForm,
      page: { bytes: Buffer; media: PageMedia },
    ): Promise<void> => keepConfirmation(ctx, ring, form, page),
    /** The page, byte for byte; that somebody opened it is logged. Problems: not-found, answer-erased, answer-key-missing, answer-altered */
    open: (ctx: Ctx, id: string): Promise<{ readonly name: string; readonly bytes: Buffer }> =>
      ctx.inTx(async (ctx) => {
        const page = await findPage(ctx, id);
        if (page === undefined) throw new Problem('not-found');
        const bytes = openPage(ring, page);
        const { attempt, campaign } = page;
        if (attempt === null || campaign === null)
          record(ctx, { what: 'vacancy.page-opened', vacancy: page.vacancy, page: page.id });
        else record(ctx, { what: 'attempt.confirmation-opened', campaign, attempt, page: page.id });
        const kind = attempt === null ? 'vacature' : 'bevestiging';
        return { name: `${kind}-${page.id.slice(0, 8)}.${PAGE_ENDING[page.media]}`, bytes };
      }),
    /** The numbers (hexadecimal) of keys that pages are sealed under and that are not here. */
    findMissingKeys: async (ctx: Ctx): Promise<string[]> =>
      (await findKeys(ctx)).filter((key) => !ring.holds(key)).map((key) => key.toString('hex')),
    /** Seals a batch under the key that seals now. @returns how many */
    reseal: (ctx: Ctx): Promise<number> => resealSome(ctx, ring),
  };
}

async function keep(
  ctx: TxCtx,
  ring: KeyRing,
  vacancy: string,
  page: { bytes: Buffer; media: PageMedia },
): Promise<void> {
  const tested = await findTested(ctx, vacancy);
  if (tested === undefined) throw new Problem('not-found');
  const kept = await put(ctx, ring, { vacancy: tested.id, attempt: null, campaign: null }, page);
  record(ctx, { what: 'vacancy.page-kept', vacancy: tested.id, ...kept });
}

async function keepConfirmation(
  ctx: TxCtx,
  ring: KeyRing,
  form: store.ConfirmedForm,
  page: { bytes: Buffer; media: PageMedia },
): Promise<void> {
  const kept = await put(ctx, ring, form, page);
  const { campaign, attempt } = form;
  record(ctx, { what: 'attempt.confirmation-kept', campaign, attempt, ...kept });
}

async function put(
  ctx: TxCtx,
  ring: KeyRing,
  of: Parameters<typeof store.insertPage>[1]['of'],
  { bytes, media }: { bytes: Buffer; media: PageMedia },
): Promise<{ page: SnapshotId; sha256: string }> {
  const id = asId<'vacancy-snapshot'>(ctx.newId());
  const hash = sha256(bytes);
  const sealed = ring.seal(purposeOf(id, hash), bytes);
  await store.insertPage(ctx, { id, of, media, bytes: bytes.length, sha256: hash, sealed });
  return { page: id, sha256: hash.toString('hex') };
}

const purposeOf = (id: SnapshotId, hash: Uint8Array): string =>
  `vacancy-page/1/${id}/${Buffer.from(hash).toString('hex')}`;

function openPage(ring: KeyRing, { id, sha256: hash, sealed }: store.KeptPage): Buffer {
  if (sealed.length === 0) throw new Problem('answer-erased');
  let bytes: Buffer;
  try {
    bytes = ring.open(purposeOf(id, hash), sealed);
  } catch (error) {
    throw new Problem(error instanceof UnknownKey ? 'answer-key-missing' : 'answer-altered');
  }
  if (!timingSafeEqual(sha256(bytes), hash)) throw new Problem('answer-altered');
  return bytes;
}

const BATCH = 20;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What does not open (its key is not here) stays as it is and holds up no other. */
function resealSome(ctx: Ctx, ring: KeyRing): Promise<number> {
  const { current } = ring;
  if (current === undefined) return Promise.resolve(0);
  return ctx.inTx(async (ctx) => {
    let after: string = NOBODY;
    for (;;) {
      const stale = await store.claimStale(ctx, current, after, BATCH);
      let done = 0;
      for (const page of stale) if (await resealOne(ctx, ring, page)) done += 1;
      const last = stale.at(-1);
      if (done > 0 || last === undefined) return done;
      after = last.id;
    }
  });
}

async function resealOne(ctx: TxCtx, ring: KeyRing, page: store.KeptPage): Promise<boolean> {
  let bytes: Buffer;
  try {
    bytes = openPage(ring, page);
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
  await store.setSealed(ctx, page.id, ring.seal(purposeOf(page.id, page.sha256), bytes));
  return true;
}
