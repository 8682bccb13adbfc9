import { holds, type PageAnswer, type Permission } from './auth/index.js';
import type { Actor, Ctx } from './platform/context.js';
import { isNamed } from './register/index.js';
import type { Services } from './services.js';
import {
  createTranslator,
  defineWords,
  inEveryLang,
  Page,
  paths,
  renderPage,
  type Hit,
  type Lang,
  type NavItem,
  type ShownAccount,
  webWords,
} from './web/index.js';

const words = defineWords(
  {
    nl: {
      'nav.today': 'Vandaag',
      'nav.campaigns': 'Campagnes',
      'nav.findings': 'Sectoren',
      'nav.flags': 'Knipperlichten',
      'nav.dispatch': 'Verzending',
      'nav.inbox': 'Postvak',
      'role.inspector': 'inspecteur',
      'role.coordinator': 'coördinator',
      'role.fieldworker': 'veldwerker',
      'role.coder': 'codeur',
      'role.system': 'systeem',
      'notice.demo': 'Alles hier is verzonnen. U kiest zelf als wie u kijkt; aanmelden bestaat nog niet.',
      'notice.live':
        'Aanmelden bestaat nog niet: deze server luistert alleen op deze computer en start niet in productie.',
    },
    en: {
      'nav.today': 'Today',
      'nav.campaigns': 'Campaigns',
      'nav.findings': 'Sectors',
      'nav.flags': 'Flags',
      'nav.dispatch': 'Sending',
      'nav.inbox': 'Mailbox',
      'role.inspector': 'inspector',
      'role.coordinator': 'coordinator',
      'role.fieldworker': 'fieldworker',
      'role.coder': 'coder',
      'role.system': 'system',
      'notice.demo': 'Everything here is made up. You choose as whom you look; sign-in does not exist yet.',
      'notice.live':
        'Sign-in does not exist yet: this server listens on this computer only and does not start in production.',
    },
  },
  webWords,
);
const translator = createTranslator(words);

const NAVIGATION = [
  { href: paths.home, word: 'nav.today', can: 'home.see' },
  { href: paths.campaigns.list, word: 'nav.campaigns', can: 'campaign.read' },
  { href: paths.findings.list, word: 'nav.findings', can: 'findings.read' },
  { href: paths.flags.list, word: 'nav.flags', can: 'flag.read' },
  { href: paths.dispatch.queue, word: 'nav.dispatch', can: 'in-doubt.settle' },
  { href: paths.inbox.queue, word: 'nav.inbox', can: 'mail.match' },
] as const satisfies readonly { href: string; word: string; can: Permission }[];

/** Pages of the navigation by their name, as far as these roles may open them. */
export function findPages(roles: readonly string[], text: string): Hit[] {
  return NAVIGATION.filter(({ can }) => holds(roles, can))
    .map(({ href, word }) => ({ href, title: inEveryLang((lang) => translator(lang)(word)) }))
    .filter(({ title }) => isNamed(title, text))
    .map((found): Hit => ({ group: 'page', ...found }));
}

/** What stands around a page's content. */
export interface Chrome {
  readonly ctx: Ctx;
  readonly lang: Lang;
  readonly accounts: readonly Actor[];
  readonly csrf: string;
  readonly currentPath: string;
  readonly services: Pick<Services, 'mode' | 'clock'>;
}

/** A page's content in its document: navigation of the role, account, notice. */
export function renderAnswer(answer: PageAnswer, chrome: Chrome): string {
  const { ctx, lang, services } = chrome;
  const t = translator(lang);
  const shown = (account: Actor): ShownAccount => ({
    id: account.id,
    name: account.name,
    role: account.roles.map((role) => roleWord(role, lang)).join(', '),
  });
  const here = chrome.currentPath.replace(/\?.*$/, '');
  const nav: NavItem[] = NAVIGATION.filter((item) => holds(ctx.actor.roles, item.can)).map((item) => ({
    href: item.href,
    label: t(item.word),
    current:
      item.href === paths.home ? here === paths.home : here === item.href || here.startsWith(`${item.href}/`),
  }));
  return renderPage(
    <Page
      title={answer.title}
      lang={lang}
      nav={nav}
      account={shown(ctx.actor)}
      accountsToChoose={chrome.accounts.map(shown)}
      notice={t(services.mode === 'demo' ? 'notice.demo' : 'notice.live')}
      breadcrumbs={answer.trail}
      csrf={chrome.csrf}
      currentPath={chrome.currentPath}
      faulty={answer.status === 422}
      stamp={{ at: services.clock.now() }}
    >
      {answer.content}
    </Page>,
  );
}

function roleWord(role: string, lang: Lang): string {
  const t = translator(lang);
  if (role === 'inspector') return t('role.inspector');
  if (role === 'coordinator') return t('role.coordinator');
  if (role === 'fieldworker') return t('role.fieldworker');
  if (role === 'coder') return t('role.coder');
  return t('role.system');
}
