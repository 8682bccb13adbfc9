import { holds, roleWord, type PageAnswer, type Permission } from './auth/index.js';
import { isThrown } from './campaigns/index.js';
import type { Ctx } from './platform/context.js';
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
  type Theme,
  webWords,
} from './web/index.js';

const words = defineWords(
  {
    nl: {
      'nav.today': 'Vandaag',
      'nav.tasks': 'Mijn taken',
      'nav.coding': 'Coderen',
      'nav.campaigns': 'Campagnes',
      'nav.signals': 'Aanwijzingen',
      'nav.authorisations': 'Machtigingen',
      'nav.requests': 'Verzoeken',
      'nav.scenarios': 'Scenario’s',
      'nav.findings': 'Sectoren',
      'nav.flags': 'Knipperlichten',
      'nav.dispatch': 'Verzending',
      'nav.vacancies': 'Vacatures nakijken',
      'nav.inbox': 'Postvak',
      'nav.uploads': 'Andere antwoorden',
      'nav.suspicions': 'Vermoedens',
      'nav.voices': 'Stemmen',
      'nav.own-voice': 'Mijn stem',
      'nav.sector': 'Mijn sector',
      'nav.withdrawals': 'Intrekken',
      'nav.legal-bases': 'Rechtsgronden',
      'nav.protection': 'Gegevensbescherming',
      'nav.competence': 'Bevoegdheid',
      'nav.duty': 'Weekenddienst',
      'nav.kill-switch': 'Noodknop',
      'alarm.kill-switch': 'De noodknop is ingedrukt: er vertrekt niets.',
      'nav.users': 'Gebruikers',
      'nav.firms': 'Testbureaus',
      'nav.firm-tasks': 'Oproepen van ons bureau',
      'nav.firm-testers': 'Onze testers',
      'notice.demo': 'Alles hier is verzonnen.',
    },
    en: {
      'nav.today': 'Today',
      'nav.tasks': 'My tasks',
      'nav.coding': 'Code answers',
      'nav.campaigns': 'Campaigns',
      'nav.signals': 'Signals',
      'nav.authorisations': 'Authorisations',
      'nav.requests': 'Requests',
      'nav.scenarios': 'Scenarios',
      'nav.findings': 'Sectors',
      'nav.flags': 'Flags',
      'nav.dispatch': 'Sending',
      'nav.vacancies': 'Check vacancies',
      'nav.inbox': 'Mailbox',
      'nav.uploads': 'Other answers',
      'nav.suspicions': 'Suspicions',
      'nav.voices': 'Voices',
      'nav.own-voice': 'My voice',
      'nav.sector': 'My sector',
      'nav.withdrawals': 'Withdraw',
      'nav.legal-bases': 'Legal bases',
      'nav.protection': 'Data protection',
      'nav.competence': 'Competence',
      'nav.duty': 'Weekend duty',
      'nav.kill-switch': 'Kill switch',
      'alarm.kill-switch': 'The kill switch is on: nothing leaves.',
      'nav.users': 'Users',
      'nav.firms': 'Test firms',
      'nav.firm-tasks': 'Calls of our firm',
      'nav.firm-testers': 'Our testers',
      'notice.demo': 'Everything here is made up.',
    },
    fr: {
      'nav.today': 'Aujourd’hui',
      'nav.tasks': 'Mes tâches',
      'nav.coding': 'Coder',
      'nav.campaigns': 'Campagnes',
      'nav.signals': 'Indices',
      'nav.authorisations': 'Autorisations',
      'nav.requests': 'Demandes',
      'nav.scenarios': 'Scénarios',
      'nav.findings': 'Secteurs',
      'nav.flags': 'Alertes',
      'nav.dispatch': 'Envois',
      'nav.vacancies': 'Vérifier les offres',
      'nav.inbox': 'Courrier',
      'nav.uploads': 'Autres réponses',
      'nav.suspicions': 'Soupçons',
      'nav.voices': 'Voix',
      'nav.own-voice': 'Ma voix',
      'nav.sector': 'Mon secteur',
      'nav.withdrawals': 'Retirer',
      'nav.legal-bases': 'Bases légales',
      'nav.protection': 'Protection des données',
      'nav.competence': 'Compétence',
      'nav.duty': 'Garde du week-end',
      'nav.kill-switch': 'Arrêt général',
      'alarm.kill-switch': 'L’arrêt général est activé : rien ne part.',
      'nav.users': 'Utilisateurs',
      'nav.firms': 'Bureaux de test',
      'nav.firm-tasks': 'Appels de notre bureau',
      'nav.firm-testers': 'Nos testeurs',
      'notice.demo': 'Tout ceci est inventé.',
    },
  },
  webWords,
);
const translator = createTranslator(words);

const NAVIGATION = [
  { href: paths.home, word: 'nav.today', can: 'home.see' },
  { href: paths.tasks.list, word: 'nav.tasks', can: 'task.read-own' },
  { href: paths.voices.own, word: 'nav.own-voice', can: 'task.read-own' },
  { href: paths.coding.queue, word: 'nav.coding', can: 'coding.see' },
  { href: paths.campaigns.list, word: 'nav.campaigns', can: 'campaign.read' },
  { href: paths.signals.list, word: 'nav.signals', can: 'signal.read' },
  { href: paths.authorisations.list, word: 'nav.authorisations', can: 'campaign.read' },
  { href: paths.requests.list, word: 'nav.requests', can: 'request.read-own' },
  { href: paths.scenarios.list, word: 'nav.scenarios', can: 'campaign.design' },
  { href: paths.findings.list, word: 'nav.findings', can: 'findings.read' },
  { href: paths.flags.list, word: 'nav.flags', can: 'flag.read' },
  { href: paths.dispatch.queue, word: 'nav.dispatch', can: 'in-doubt.settle' },
  { href: paths.vacancies.list, word: 'nav.vacancies', can: 'vacancy.check' },
  { href: paths.inbox.queue, word: 'nav.inbox', can: 'mail.match' },
  { href: paths.uploads.list, word: 'nav.uploads', can: 'answer.upload' },
  { href: paths.suspicions.list, word: 'nav.suspicions', can: 'detection.handle' },
  { href: paths.voices.list, word: 'nav.voices', can: 'call.plan' },
  { href: paths.findings.ownSector, word: 'nav.sector', can: 'sector-figures.read' },
  { href: paths.withdrawals.queue, word: 'nav.withdrawals', can: 'withdrawal.handle' },
  { href: paths.duty.weekends, word: 'nav.duty', can: 'campaign.team' },
  { href: paths.legalBases.list, word: 'nav.legal-bases', can: 'legal-basis.read' },
  { href: paths.protection.page, word: 'nav.protection', can: 'data-protection.read' },
  { href: paths.competence.page, word: 'nav.competence', can: 'competence.see' },
  { href: paths.killSwitch.page, word: 'nav.kill-switch', can: 'kill-switch.use' },
  { href: paths.users.list, word: 'nav.users', can: 'account.manage' },
  { href: paths.firms.list, word: 'nav.firms', can: 'account.manage' },
  { href: paths.firm.tasks, word: 'nav.firm-tasks', can: 'task.hand-out' },
  { href: paths.firm.testers, word: 'nav.firm-testers', can: 'tester.manage-own' },
] as const satisfies readonly { href: string; word: string; can: Permission }[];

/** Pages of the navigation by their name, as far as these roles may open them. */
export function findPages(roles: readonly string[], text: string): Hit[] {
  return NAVIGATION.filter(({ can }) => holds(roles, can))
    .map(({ href, word }) => ({ href, title: inEveryLang((lang) => translator(lang)(word)) }))
    .filter(({ title }) => isNamed(title, text))
    .map((found): Hit => ({ group: 'page', ...found }));
}

/** Whether who acts must be told that nothing may leave: staff whose work that touches. */
export async function mustTellOfSwitch(ctx: Ctx): Promise<boolean> {
  const touched = holds(ctx.actor.roles, 'campaign.read') || holds(ctx.actor.roles, 'task.read-own');
  return touched && ctx.read(isThrown);
}

/** What stands around a page's content. */
export interface Chrome {
  readonly ctx: Ctx;
  readonly lang: Lang;
  readonly theme: Theme;
  /** False on a public page: then there is nobody to name, and nothing to sign out of. */
  readonly signedIn: boolean;
  /** Whether the bar stands on top that says that nothing may leave. */
  readonly switchOn: boolean;
  readonly csrf: string;
  readonly currentPath: string;
  readonly services: Pick<Services, 'mode' | 'clock'>;
}

/** A page's content in its document: navigation of the role, account, notice. */
export function renderAnswer(answer: PageAnswer, chrome: Chrome): string {
  const { ctx, lang, services } = chrome;
  const t = translator(lang);
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
      {...(chrome.signedIn
        ? {
            account: {
              name: ctx.actor.name,
              role: ctx.actor.roles.map((role) => roleWord(role, lang)).join(', '),
            },
          }
        : {})}
      alarm={
        chrome.switchOn
          ? {
              words: t('alarm.kill-switch'),
              ...(holds(ctx.actor.roles, 'campaign.read') ? { href: paths.killSwitch.page } : {}),
            }
          : undefined
      }
      {...(services.mode === 'demo' ? { notice: t('notice.demo') } : {})}
      searchable={nav.length > 0 && holds(ctx.actor.roles, 'home.see')}
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
