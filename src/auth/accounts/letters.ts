import { formatterFor } from '../../web/i18n/format.js';

/** A mail of the service itself: Dutch first, English below. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** The mail that invites somebody. */
export function writeInvitation(to: {
  readonly name: string;
  readonly link: string;
  readonly until: Date;
}): Letter {
  const when = (lang: 'nl' | 'en'): string => formatterFor(lang).dateTime(to.until);
  return {
    subject: 'Uw account voor Praktijktest',
    text: [
      `Dag ${to.name},`,
      '',
      'U krijgt een account voor Praktijktest. Open deze link en kies een wachtwoord:',
      '',
      to.link,
      '',
      `De link werkt tot ${when('nl')}, en maar één keer. Geef hem aan niemand door.`,
      'Verwachtte u dit bericht niet? Dan hoeft u niets te doen.',
      '',
      '--- English ---',
      '',
      `You are getting an account for Praktijktest. Open the link above and choose a password. It works until ${when('en')}, and only once. Give it to nobody.`,
      'If you did not expect this message, you need do nothing.',
      '',
    ].join('\n'),
  };
}

/** The mail to a magistrate: that something waits, and nothing of what. Dutch first, French below. */
export function writeWaiting({ link }: { readonly link: string }): Letter {
  return {
    subject: 'Er wacht iets op u in Praktijktest',
    text: [
      'Dag,',
      '',
      'In Praktijktest wacht iets op u. Wat dat is, leest u na het aanmelden:',
      '',
      link,
      '',
      'Uit voorzichtigheid staat er in dit bericht niets meer.',
      '',
      '--- Français ---',
      '',
      'Quelque chose vous attend dans Praktijktest. Vous le lirez après vous être connecté (lien ci-dessus).',
      'Par prudence, ce message n’en dit pas plus.',
      '',
    ].join('\n'),
  };
}
