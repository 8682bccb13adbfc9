import { useLang } from '../../web/index.js';
import { channelPaths } from '../paths.js';
import { noticeTranslator } from './words.js';

/** The way to the page, where the channel sends the message at all. */
export function NoticeLink({ sends }: { readonly sends: boolean }) {
  const t = noticeTranslator(useLang());
  return sends ? (
    <p>
      <a href={channelPaths.notice}>{t('notice.link')}</a>
    </p>
  ) : null;
}
