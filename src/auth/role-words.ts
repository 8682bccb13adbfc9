import type { Lang } from '../web/index.js';
import { createTranslator, defineWords } from '../web/index.js';
import { isRole } from './permissions.js';

const words = defineWords({
  nl: {
    'role.inspector': 'inspecteur',
    'role.coordinator': 'coördinator',
    'role.fieldworker': 'veldwerker',
    'role.coder': 'codeur',
    'role.tester': 'tester',
    'role.administrator': 'beheerder',
    'role.adjudicator': 'beslissende codeur',
    'role.analyst': 'analist',
    'role.channel-officer': 'meldpuntmedewerker',
    'role.custodian': 'identiteitsbewaarder',
    'role.log-reviewer': 'logboekcontroleur',
    'role.channel-reviewer': 'meldpuntcontroleur',
    'role.dpo': 'functionaris voor gegevensbescherming',
    'role.magistrate': 'magistraat',
    'role.intermediary': 'professionele intermediair',
    'role.test-firm': 'testbureau',
    'role.sector-fund': 'sectorfonds',
    'role.system': 'systeem',
  },
  en: {
    'role.inspector': 'inspector',
    'role.coordinator': 'coordinator',
    'role.fieldworker': 'fieldworker',
    'role.coder': 'coder',
    'role.tester': 'tester',
    'role.administrator': 'administrator',
    'role.adjudicator': 'adjudicator',
    'role.analyst': 'analyst',
    'role.channel-officer': 'channel officer',
    'role.custodian': 'custodian',
    'role.log-reviewer': 'log reviewer',
    'role.channel-reviewer': 'channel reviewer',
    'role.dpo': 'data protection officer',
    'role.magistrate': 'magistrate',
    'role.intermediary': 'intermediary',
    'role.test-firm': 'test firm',
    'role.sector-fund': 'sector fund',
    'role.system': 'system',
  },
  fr: {
    'role.inspector': 'inspecteur',
    'role.coordinator': 'coordinateur',
    'role.fieldworker': 'agent de terrain',
    'role.coder': 'codeur',
    'role.tester': 'testeur',
    'role.administrator': 'administrateur',
    'role.adjudicator': 'arbitre',
    'role.analyst': 'analyste',
    'role.channel-officer': 'agent du point de contact',
    'role.custodian': 'dépositaire',
    'role.log-reviewer': 'contrôleur du journal',
    'role.channel-reviewer': 'contrôleur du point de contact',
    'role.dpo': 'délégué à la protection des données',
    'role.magistrate': 'magistrat',
    'role.intermediary': 'intermédiaire',
    'role.test-firm': 'bureau de test',
    'role.sector-fund': 'fonds sectoriel',
    'role.system': 'système',
  },
});
const translator = createTranslator(words);

/** A role in the words of the interface. */
export function roleWord(role: string, lang: Lang): string {
  return isRole(role) ? translator(lang)(`role.${role}`) : role;
}
