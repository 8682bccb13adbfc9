import { record } from '../../audit/index.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { AccountUseCases, Invited } from '../accounts/service.js';
import { mayWorkOn } from './rules.js';
import type { FirmFacts, FirmId } from './schema.js';
import * as store from './store.js';
import { findOwnFirm, listOwnTesters } from './views.js';

export interface FirmMeans {
  readonly accounts: Pick<AccountUseCases, 'inviteTester' | 'inviteTesterAgain'>;
}

/** Test firms: their contracts, kept by who looks after accounts, and their testers, kept by the firm itself. */
export function createFirmUseCases({ accounts }: FirmMeans) {
  return {
    /** Adds a firm. Problems: firm-name-taken */
    add: (ctx: Ctx, facts: FirmFacts): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const firm = asId<'test-firm'>(ctx.newId());
        await store.insertFirm(ctx, firm, facts);
        record(ctx, { what: 'test-firm.added', firm, from: facts.validFrom, until: facts.validUntil });
      }),
    /** Changes a firm's name, contract or days. Problems: not-found, firm-name-taken */
    change: (ctx: Ctx, firm: FirmId, facts: FirmFacts): Promise<void> =>
      ctx.inTx(async (ctx) => {
        if (!(await store.changeFirm(ctx.db, firm, facts))) throw new Problem('not-found');
        record(ctx, { what: 'test-firm.changed', firm, from: facts.validFrom, until: facts.validUntil });
      }),
    /** Invites a tester of the own firm. Problems: not-found, firm-contract-over, login-taken */
    inviteTester: (ctx: Ctx, who: { readonly name: string; readonly email: string }): Promise<Invited> =>
      ctx.inTx(async (ctx) => {
        const firm = await findOwnFirm(ctx);
        if (firm === null) throw new Problem('not-found');
        insist(mayWorkOn(firm, ctx.clock.today()));
        return accounts.inviteTester(ctx, who, firm.id);
      }),
    /** Invites a tester of the own firm anew: another link, and the old one works no more. Problems: not-found, firm-contract-over, account-blocked */
    inviteTesterAgain: (ctx: Ctx, account: string): Promise<Invited & { readonly name: string }> =>
      ctx.inTx(async (ctx) => {
        const firm = await findOwnFirm(ctx);
        const tester = (await listOwnTesters(ctx)).find((one) => one.account === account);
        if (firm === null || tester === undefined) throw new Problem('not-found');
        insist(mayWorkOn(firm, ctx.clock.today()));
        if (tester.state === 'blocked') throw new Problem('account-blocked');
        const { name, login } = tester;
        const id = asId<'account'>(account);
        return { name, ...(await accounts.inviteTesterAgain(ctx, { id, name, login })) };
      }),
    /** Ends a tester of the own firm, whatever the contract; calls not made go back to the firm. Problems: not-found */
    endTester: (ctx: Ctx, account: string): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const tester = (await listOwnTesters(ctx)).find((one) => one.account === account);
        if (tester === undefined) throw new Problem('not-found');
        if (tester.state === 'blocked') return;
        const back = await store.endOwnTester(ctx.db, account);
        record(ctx, { what: 'account.blocked', account });
        for (const { task, campaign } of back)
          record(ctx, { what: 'call.assigned', campaign, task, tester: null });
      }),
  };
}

export type FirmUseCases = ReturnType<typeof createFirmUseCases>;
