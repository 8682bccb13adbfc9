import { form, holds, page, type RouteLine } from '../../auth/index.js';
import { insistMember } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { fill, paths, type Lang } from '../../web/index.js';
import { idIn, MailView } from './mail-view.js';
import { ActForm, AddressForm, JudgeForm, ReleaseForm, SettleForm } from './schema.js';
import type { ClientMails } from './service.js';
import { findMail, findTexts, listLetters, listMails } from './views.js';
import { wordsIn } from './words.js';

const taskOf = (id: string) => asId<'call-task'>(id);

/** The page of one mail of a client, and what a person may do with it. */
export function clientMailPages(mails: ClientMails): RouteLine[] {
  const again = (
    ctx: Ctx,
    { params, body, lang }: { params: { id: string }; body: Readonly<Record<string, string>>; lang: Lang },
    faults: readonly FieldFault[],
  ) => show(ctx, mails, lang, params.id, { faults, kept: body });
  // Which letter was settled: its fields stand there for each letter in doubt.
  const againIn = (
    ctx: Ctx,
    sent: {
      params: { id: string; letter: string };
      body: Readonly<Record<string, string>>;
      lang: Lang;
    },
    faults: readonly FieldFault[],
  ) => {
    const { letter } = sent.params;
    const body = Object.fromEntries(
      Object.entries(sent.body).map(([name, value]) => [idIn(letter, name), value]),
    );
    const named = faults.map(({ field, message }) => ({ field: idIn(letter, field), message }));
    return again(ctx, { ...sent, body }, named);
  };
  const one = (id: string) => fill(paths.clientMails.one, { id });
  return [
    page(paths.clientMails.one, { can: 'call.plan' }, (ctx, { params, lang }) =>
      show(ctx, mails, lang, params.id, { faults: [], kept: {} }),
    ),
    form(
      paths.clientMails.address,
      { can: 'call.plan', body: AddressForm, again },
      async (ctx, { params, body }) => {
        await mails.address(ctx, taskOf(params.id), body.address);
        return one(params.id);
      },
    ),
    form(
      paths.clientMails.judge,
      { can: 'employer.see', body: JudgeForm, again },
      async (ctx, { params, body }) => {
        const answer = asId<'response'>(params.answer);
        await mails.judge(ctx, taskOf(params.id), answer, body.as === 'real');
        return one(params.id);
      },
    ),
    form(
      paths.clientMails.act,
      { can: 'employer.see', body: ActForm, again },
      async (ctx, { params, body }) => {
        await mails.act(ctx, taskOf(params.id), body.act);
        return one(params.id);
      },
    ),
    form(
      paths.clientMails.release,
      { can: 'employer.see', body: ReleaseForm, again },
      async (ctx, { params, body }) => {
        await mails.release(ctx, taskOf(params.id), body);
        return one(params.id);
      },
    ),
    form(
      paths.clientMails.settle,
      { can: 'call.plan', body: SettleForm, again: againIn },
      async (ctx, { params, body }) => {
        const letter = asId<'client-letter'>(params.letter);
        await mails.settle(ctx, taskOf(params.id), letter, body.as, body.reason);
        return one(params.id);
      },
    ),
  ];
}

function show(
  ctx: Ctx,
  mails: ClientMails,
  lang: Lang,
  id: string,
  input: { readonly faults: readonly FieldFault[]; readonly kept: Readonly<Record<string, string>> },
) {
  const t = wordsIn(lang);
  const task = taskOf(id);
  return ctx.read(async (ctx) => {
    const [mail] = await listMails(ctx, { task }, { seeEmployer: holds(ctx.actor.roles, 'employer.see') });
    if (mail === undefined) throw new Problem('not-found');
    await insistMember(ctx, mail.campaign);
    const shown = mail.name !== null;
    const { answered, erased } = await findMail(ctx, task);
    return {
      title: t('title', { number: mail.number }),
      trail: [
        { label: t('campaigns'), href: paths.campaigns.list },
        { label: mail.campaignName, href: fill(paths.campaigns.one, { id: mail.campaign }) },
        { label: t('plan'), href: fill(paths.campaigns.calls, { id: mail.campaign }) },
      ],
      content: (
        <MailView
          lang={lang}
          mail={mail}
          letters={await listLetters(ctx, task)}
          answers={shown ? await mails.read(ctx, task) : []}
          answered={answered}
          mayAct={shown && !erased && holds(ctx.actor.roles, 'employer.see')}
          texts={await findTexts(ctx, task)}
          draft={shown && mail.state === 'planned' ? await mails.draft(ctx, task) : ''}
          {...input}
        />
      ),
    };
  });
}
