import { holds, type PageAnswer, type Permission } from './auth/index.js';
import type { Actor, Ctx } from './platform/context.js';
import type { Services } from './services.js';
import {
  createTranslator,
  defineWords,
  Page,
  paths,
  renderPage,
  type Lang,
  type NavItem,
  type ShownAccount,
  type Theme,
  webWords,
} from './web/index.js';

const words = defineWords(
  {
    nl: {
      'nav.today': 'Vandaag',
      'nav.tasks': 'Mijn taken',
      'nav.campaigns': 'Campagnes',
      'nav.findings': 'Sectoren',
      'nav.flags': 'Knipperlichten',
      'nav.dispatch': 'Verzending',
      'nav.inbox': 'Postvak',
      'role.inspector': 'inspecteur',
      'role.coordinator': 'coördinator',
      'role.fieldworker': 'veldwerker',
      'role.coder': 'codeur',
      'role.tester': 'tester',
      'role.system': 'systeem',
      'notice.demo': 'Alles hier is verzonnen. U kiest zelf als wie u kijkt; aanmelden bestaat nog niet.',
      'notice.live':
        'Aanmelden bestaat nog niet: deze server luistert alleen op deze computer en start niet in productie.',
    },
    en: {
      'nav.today': 'Today',
      'nav.tasks': 'My tasks',
      'nav.campaigns': 'Campaigns',
      'nav.findings': 'Sectors',
      'nav.flags': 'Flags',
      'nav.dispatch': 'Sending',
      'nav.inbox': 'Mailbox',
      'role.inspector': 'inspector',
      'role.coordinator': 'coordinator',
      'role.fieldworker': 'fieldworker',
      'role.coder': 'coder',
      'role.tester': 'tester',
      'role.system': 'system',
      'notice.demo': 'Everything here is made up. You choose as whom you look; sign-in does not exist yet.',
      'notice.live':
        'Sign-in does not exist yet: this server listens on this computer only and does not start in production.',
    },
    fr: {
      'nav.today': 'Aujourd’hui',
      'nav.tasks': 'Mes tâches',
      'nav.campaigns': 'Campagnes',
      'nav.findings': 'Secteurs',
      'nav.flags': 'Alertes',
      'nav.dispatch': 'Envois',
      'nav.inbox': 'Courrier',
      'role.inspector': 'inspecteur',
      'role.coordinator': 'coordinateur',
      'role.fieldworker': 'agent de terrain',
      'role.coder': 'codeur',
      'role.tester': 'testeur',
      'role.system': 'système',
      'notice.demo':
        'Tout ceci est inventé. Vous choisissez vous-même en tant que qui vous regardez ; la connexion n’existe pas encore.',
      'notice.live':
        'La connexion n’existe pas encore : ce serveur n’écoute que sur cet ordinateur et ne démarre pas en production.',
    },
  },
  webWords,
);
const translator = createTranslator(words);

const NAVIGATION = [
  { href: paths.home, word: 'nav.today', can: 'home.see' },
  { href: paths.tasks.list, word: 'nav.tasks', can: 'task.read-own' },
  { href: paths.campaigns.list, word: 'nav.campaigns', can: 'campaign.read' },
  { href: paths.findings.list, word: 'nav.findings', can: 'findings.read' },
  { href: paths.flags.list, word: 'nav.flags', can: 'flag.read' },
  { href: paths.dispatch.queue, word: 'nav.dispatch', can: 'in-doubt.settle' },
  { href: paths.inbox.queue, word: 'nav.inbox', can: 'mail.match' },
] as const satisfies readonly { href: string; word: string; can: Permission }[];

/** What stands around a page's content. */
export interface Chrome {
  readonly ctx: Ctx;
  readonly lang: Lang;
  readonly theme: Theme;
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
      theme={chrome.theme}
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
  if (role === 'tester') return t('role.tester');
  return t('role.system');
}
