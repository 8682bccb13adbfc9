import { record } from '../../audit/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { hashPassword } from '../../platform/crypto/password.js';
import { isDateOnly, type DateOnly } from '../../platform/dates.js';
import { asId } from '../../platform/ids.js';
import {
  PRACTICE_FIRM,
  PRACTICE_PASSWORD,
  practiceAccounts,
  practiceCallers,
  systemAccount,
} from './schema.js';

/** Makes the system's account and, for a demo, the practice accounts with their password; does nothing for those that exist. */
export async function seedAccounts(ctx: Ctx, practice: boolean): Promise<void> {
  const hash = practice ? await practiceHash() : undefined;
  await ctx.inTx(async (ctx) => {
    await addAccount(ctx, systemAccount, 'system', false);
    if (hash === undefined) return;
    for (const account of practiceAccounts) {
      if (!(await addPractice(ctx, account, hash))) continue;
      if ('sectors' in account)
        for (const sector of account.sectors)
          await ctx.db.insertInto('account_sector').values({ account: account.id, sector }).execute();
      if ('firm' in account) await addFirm(ctx, account.id);
    }
  });
}

/** Makes the testers who call beside the practice tester, with the password of a demo; does nothing for those that exist. */
export async function seedPracticeCallers(ctx: Ctx): Promise<void> {
  const hash = await practiceHash();
  await ctx.inTx(async (ctx) => {
    for (const caller of practiceCallers) await addPractice(ctx, caller, hash);
  });
}

async function addPractice(
  ctx: TxCtx,
  account: { id: string; name: string; roles: readonly string[]; login: string },
  hash: string,
): Promise<boolean> {
  if (!(await addAccount(ctx, account, 'person', true))) return false;
  await ctx.db.insertInto('account_login').values({ account: account.id, login: account.login }).execute();
  await ctx.db
    .insertInto('credential')
    .values({ account: account.id, password_hash: hash, totp: null, changed_at: ctx.clock.now() })
    .execute();
  return true;
}

/** The firm of a demo, and who works for it. */
async function addFirm(ctx: TxCtx, account: string): Promise<void> {
  const { id, name, contract, validFrom, validUntil } = PRACTICE_FIRM;
  const [made_by, made_at] = [systemAccount.id, ctx.clock.now()];
  const firm = asId<'test-firm'>(id);
  await ctx.db
    .insertInto('test_firm')
    .values({
      id: firm,
      name,
      contract,
      valid_from: dayOf(validFrom),
      valid_until: dayOf(validUntil),
      made_by,
      made_at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await ctx.db
    .insertInto('firm_member')
    .values({ account, firm, added_by: made_by, added_at: made_at })
    .execute();
  record(ctx, { what: 'test-firm.member-added', firm: id, account });
}

function dayOf(text: string): DateOnly {
  if (!isDateOnly(text)) throw new RangeError(`Not a day: ${text}`);
  return text;
}

// One hash for all of them: the password is public anyway, and making it takes a tenth of a second.
let hashed: Promise<string> | undefined;
function practiceHash(): Promise<string> {
  hashed ??= hashPassword(PRACTICE_PASSWORD);
  return hashed;
}

async function addAccount(
  ctx: TxCtx,
  account: { id: string; name: string; roles: readonly string[] },
  kind: 'person' | 'system',
  practice: boolean,
): Promise<boolean> {
  const added = await ctx.db
    .insertInto('account')
    .values({
      id: account.id,
      name: account.name,
      kind,
      roles: [...account.roles],
      practice,
      created_at: ctx.clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows !== 1n) return false;
  record(ctx, { what: 'account.created', account: account.id, kind });
  return true;
}
