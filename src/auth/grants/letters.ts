import { roleWord } from '../role-words.js';
import type { Letter } from '../accounts/letters.js';
import type { RoleNews } from './schema.js';

/** The mail that tells of a role given or taken away: Dutch first, English below. It names the role and no person. */
export function writeAnnouncement({
  role,
  what,
  link,
}: {
  readonly role: string;
  readonly what: RoleNews;
  readonly link: string;
}): Letter {
  const [nl, en] = [roleWord(role, 'nl'), roleWord(role, 'en')];
  const given = what === 'granted';
  return {
    subject: given ? `Iemand kreeg de rol ${nl}` : `Iemand verloor de rol ${nl}`,
    text: [
      given
        ? `Twee beheerders gaven iemand de rol ${nl} in Praktijktest.`
        : `Een beheerder nam de rol ${nl} in Praktijktest van iemand af.`,
      'Wie dat is, leest u op uw startpagina:',
      '',
      link,
      '',
      'Verwachtte u dit niet? Vraag het vandaag nog aan uw beheerder.',
      '',
      '--- English ---',
      '',
      given
        ? `Two administrators gave somebody the role ${en} in Praktijktest.`
        : `An administrator took the role ${en} in Praktijktest away from somebody.`,
      'Your home page (the link above) says who. If you did not expect this, ask your administrator today.',
      '',
    ].join('\n'),
  };
}
