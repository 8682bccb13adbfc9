import type { CampaignId } from '../../campaigns/index.js';
import type { ReadCtx } from '../../platform/context.js';
import { DataTable, fill, formatterFor, Link, paths, Tag, type Lang, type Tone } from '../../web/index.js';
import { listMails, type MailLine, type Stand } from './views.js';
import { wordsIn } from './words.js';

export const TONES: Readonly<Record<Stand, Tone>> = {
  'no-address': 'warn',
  waiting: 'neutral',
  leaving: 'active',
  'in-doubt': 'bad',
  sent: 'active',
  automatic: 'active',
  answered: 'warn',
  done: 'good',
  cancelled: 'muted',
};

/** How a mail that is over ended, in words. */
export function endingOf({ ending }: Pick<MailLine, 'ending'>, lang: Lang): string | null {
  const t = wordsIn(lang);
  return ending === 'answered' || ending === 'silent' || ending === 'not-reached' || ending === 'stopped'
    ? t(`ending.${ending}`)
    : null;
}

/** The mails of a campaign as a table; null for a campaign that writes none. */
export async function mailTable(
  ctx: ReadCtx,
  lang: Lang,
  campaign: CampaignId,
  may: { seeEmployer: boolean },
) {
  const mails = await listMails(ctx, { campaign }, may);
  if (mails.length === 0) return null;
  const t = wordsIn(lang);
  const f = formatterFor(lang);
  return (
    <DataTable<MailLine>
      caption={t('table.caption')}
      rows={mails}
      keyOf={({ task }) => task}
      muted={({ state }) => state === 'cancelled'}
      narrow="stack"
      columns={[
        {
          head: t('number'),
          names: true,
          cell: ({ task, number }) => <Link href={fill(paths.clientMails.one, { id: task })}>{number}</Link>,
        },
        { head: t('wave'), cell: ({ wave }) => f.number(wave), align: 'right' },
        { head: t('agency'), cell: ({ name, agency }) => name ?? t('agency-n', { n: agency }) },
        {
          head: t('address'),
          cell: ({ name, address }) => address ?? t(name === null ? 'hidden' : 'missing'),
        },
        { head: t('day'), cell: ({ plannedOn }) => f.shortDate(plannedOn) },
        {
          head: t('stand'),
          cell: (mail) => (
            <Tag tone={TONES[mail.stand]}>{endingOf(mail, lang) ?? t(`stand.${mail.stand}`)}</Tag>
          ),
        },
      ]}
    />
  );
}
