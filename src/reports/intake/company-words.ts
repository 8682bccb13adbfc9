import { createTranslator, defineWords } from '../../web/i18n/words.js';

/** What a reporter reads on choosing an employer from the list of companies. */
const companyWords = defineWords({
  nl: {
    'company.search': 'Zoek het bedrijf op naam of nummer',
    'company.found': 'Gevonden bedrijven',
    'company.choose': 'Kies',
    'company.none': 'Geen bedrijf gevonden. U mag de naam laten staan zoals u ze typte.',
    'company.hint': 'Zoeken hoeft niet. Wat u zoekt, bewaren wij niet.',
  },
  en: {
    'company.search': 'Look up the company by name or number',
    'company.found': 'Companies found',
    'company.choose': 'Choose',
    'company.none': 'No company found. You may leave the name as you typed it.',
    'company.hint': 'You do not have to look it up. We do not keep what you look for.',
  },
  fr: {
    'company.search': 'Chercher l’entreprise par nom ou numéro',
    'company.found': 'Entreprises trouvées',
    'company.choose': 'Choisir',
    'company.none': 'Aucune entreprise trouvée. Vous pouvez laisser le nom tel que vous l’avez tapé.',
    'company.hint': 'La recherche n’est pas obligatoire. Nous ne gardons pas ce que vous cherchez.',
  },
});

export const companyTranslator = createTranslator(companyWords);
