import { useFormat, useLang } from '../../web/index.js';
import type { Lang } from '../../web/index.js';
import type { Told } from '../intake/answered.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import { explainTranslator } from './words.js';

interface AskedPage {
  readonly lang: Lang;
}

/** GET and POST (for another language) /wat-als: what a compromise of each part surrenders, true to this code. */
export function surrenderPage(_means: unknown, { lang }: AskedPage): Promise<Told> {
  return Promise.resolve({
    status: 200,
    title: explainTranslator(lang)('surrender.title'),
    content: <SurrenderView />,
  });
}

/** GET and POST (for another language) /hoe-antwoord-ik: how to answer a client who asks to discriminate. */
export function helperPage(_means: unknown, { lang }: AskedPage): Promise<Told> {
  return Promise.resolve({
    status: 200,
    title: explainTranslator(lang)('helper.title'),
    content: <HelperView />,
  });
}

const useT = () => explainTranslator(useLang());

/** The parts that can be taken; mail has nothing to keep either. */
const PARTS = [
  'database',
  'backup',
  'pool',
  'server',
  'pages',
  'laptop',
  'custodian',
  'recovery',
  'network',
  'own',
] as const;

function SurrenderView() {
  const t = useT();
  const { colon } = useFormat();
  return (
    <>
      <p class="lead">{t('surrender.lead')}</p>
      {PARTS.map((part) => (
        <section key={part}>
          <h2>{t(`surrender.${part}`)}</h2>
          <p>
            <strong>
              {t('surrender.gets')}
              {colon}
            </strong>
            {t(`surrender.${part}.gets`)}
          </p>
          <p>
            <strong>
              {t('surrender.not')}
              {colon}
            </strong>
            {t(`surrender.${part}.not`)}
          </p>
        </section>
      ))}
      <section>
        <h2>{t('surrender.mail')}</h2>
        <p>{t('surrender.mail.gets')}</p>
      </section>
      <section>
        <h2>{t('surrender.memory')}</h2>
        <p>{t('surrender.memory.text')}</p>
      </section>
      <BackForm action={channelPaths.surrender} />
    </>
  );
}

const ANSWERS = ['1', '2', '3', '4', '5', '6'] as const;

function HelperView() {
  const t = useT();
  return (
    <>
      <p class="lead">{t('helper.lead')}</p>
      <ol>
        {ANSWERS.map((at) => (
          <li key={at}>
            <h2>{t(`helper.${at}`)}</h2>
            <p>{t(`helper.${at}.text`)}</p>
          </li>
        ))}
      </ol>
      <p>
        <a class="button button-primary" href={channelPaths.report}>
          {t('helper.report')}
        </a>
      </p>
      <BackForm action={channelPaths.helper} />
    </>
  );
}

/** The way back, in the form that carries a choice of language. */
function BackForm({ action }: { readonly action: string }) {
  const t = useT();
  return (
    <ChannelForm action={action} step="language">
      <p>
        <a href={channelPaths.report}>{t('explain.back')}</a>
      </p>
    </ChannelForm>
  );
}

/** The ways to these pages, for the start page. */
export function ExplainLinks() {
  const t = useT();
  return (
    <ul>
      <li>
        <a href={channelPaths.helper}>{t('explain.helper')}</a>
      </li>
      <li>
        <a href={channelPaths.surrender}>{t('explain.surrender')}</a>
      </li>
      <li>
        <a href={channelPaths.receipt}>{t('explain.receipt')}</a>
      </li>
      <li>
        <a href={channelPaths.organisation}>{t('explain.organisation')}</a>
      </li>
    </ul>
  );
}
