import {
  Callout,
  fill,
  formatterFor,
  Link,
  paths,
  PlainText,
  type Lang,
  type SummaryItem,
} from '../../web/index.js';
import { shownTitle } from '../about-words.js';
import type { OfTest, ReadMail } from './schema.js';
import { wordsIn } from './words.js';

/** Until when the employer must know, red when that is past. */
export function ClockCallout({
  lang,
  dueAt,
  now,
}: {
  readonly lang: Lang;
  readonly dueAt: Date;
  readonly now: Date;
}) {
  const t = wordsIn(lang);
  const past = dueAt <= now;
  return (
    <Callout
      tone={past ? 'bad' : 'active'}
      title={t(past ? 'clock.past' : 'clock.is', { when: formatterFor(lang).dateTime(dueAt) })}
    >
      <p>{t(past ? 'clock.past-why' : 'clock.is-why')}</p>
    </Callout>
  );
}

/** The vacancy and the campaign of a test, each with the way to it. */
export function testItems(lang: Lang, { test, vacancyTitle, campaign, campaignName }: OfTest): SummaryItem[] {
  const t = wordsIn(lang);
  const title = shownTitle(vacancyTitle, lang);
  return [
    {
      term: t('vacancy'),
      value: title,
      change: { href: fill(paths.tests.one, { id: test }), label: t('to.test'), of: title },
    },
    {
      term: t('campaign'),
      value: <Link href={fill(paths.campaigns.one, { id: campaign })}>{campaignName}</Link>,
    },
  ];
}

/** Who wrote, about what and when. */
export function mailItems(lang: Lang, mail: ReadMail): SummaryItem[] {
  const t = wordsIn(lang);
  return [
    { term: t('from'), value: mail.from === '' ? '<>' : mail.from },
    {
      term: t('subject'),
      value: mail.subject === '' ? <span class="soft">{t('subject.none')}</span> : mail.subject,
    },
    { term: t('received'), value: formatterFor(lang).dateTime(mail.receivedAt) },
  ];
}

/** The text of a mail that came in. */
export function MailText({ lang, text }: { readonly lang: Lang; readonly text: string }) {
  const t = wordsIn(lang);
  return (
    <>
      <p class="soft">{t('text.note')}</p>
      <Callout>{text.trim() === '' ? <p>{t('text.none')}</p> : <PlainText text={text} />}</Callout>
    </>
  );
}
