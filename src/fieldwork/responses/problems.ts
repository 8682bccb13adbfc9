import type { ProblemKind } from '../../platform/problems.js';

export const responseProblems = {
  kinds: {
    'not-unmatched': {
      status: 409,
      nl: 'Dit bericht wacht niet (meer) op een beslissing',
      en: 'This message does not wait for a decision (any more)',
      fr: 'Ce message n’attend pas (ou plus) de décision',
    },
    'not-set-aside': {
      status: 409,
      nl: 'Dit bericht ligt niet (meer) opzij',
      en: 'This message is not set aside (any more)',
      fr: 'Ce message n’est pas (ou plus) mis de côté',
    },
    'too-late-to-undo': {
      status: 409,
      nl: 'Dit kon tien minuten lang ongedaan gemaakt worden, en die zijn voorbij',
      en: 'This could be undone for ten minutes, and they are over',
      fr: 'Cela pouvait être annulé pendant dix minutes, et elles sont passées',
    },
    'unknown-application': {
      status: 422,
      nl: 'Dit adres hoort bij geen sollicitatie. Kijk het adres na',
      en: 'That address belongs to no application. Check the address',
      fr: 'Cette adresse n’appartient à aucune candidature. Vérifiez l’adresse',
    },
    'not-to-code': {
      status: 409,
      nl: 'Dit antwoord heeft al een definitieve code',
      en: 'This answer has its final code already',
      fr: 'Cette réponse a déjà son code définitif',
    },
    'coded-already': {
      status: 409,
      nl: 'U codeerde dit antwoord al',
      en: 'You coded this answer already',
      fr: 'Vous avez déjà codé cette réponse',
    },
    'not-matched': {
      status: 409,
      nl: 'Dit antwoord is niet (meer) gekoppeld',
      en: 'This answer is not matched (any more)',
      fr: 'Cette réponse n’est pas (ou plus) rattachée',
    },
    'matched-there-already': {
      status: 409,
      nl: 'Dit antwoord hoort al bij die sollicitatie',
      en: 'This answer belongs to that application already',
      fr: 'Cette réponse est déjà rattachée à cette candidature',
    },
    'nothing-to-change': {
      status: 409,
      nl: 'U gaf dit antwoord deze code al, of codeerde het niet',
      en: 'You gave this answer this code already, or did not code it',
      fr: 'Vous avez déjà donné ce code à cette réponse, ou vous ne l’avez pas codée',
    },
    'outcome-final': {
      status: 409,
      nl: 'De uitkomst van deze sollicitatie staat vast; de koppeling verandert niet meer',
      en: 'The outcome of this application is final; the match does not change any more',
      fr: 'Le résultat de cette candidature est définitif ; le rattachement ne change plus',
    },
    'closed-to-codes': {
      status: 409,
      nl: 'Deze campagne is afgesloten; haar codes veranderen niet meer',
      en: 'This campaign is closed; its codes do not change any more',
      fr: 'Cette campagne est clôturée ; ses codes ne changent plus',
    },
    'answer-kept-already': {
      status: 409,
      nl: 'Dit antwoord is al bewaard bij die sollicitatie',
      en: 'This answer is kept with that application already',
      fr: 'Cette réponse est déjà gardée pour cette candidature',
    },
    'not-to-release': {
      status: 409,
      nl: 'Hier valt niets (meer) over te typen of vrij te geven',
      en: 'There is nothing (more) to type out or to release here',
      fr: 'Il n’y a rien (de plus) à recopier ou à libérer ici',
    },
    'answer-key-missing': {
      status: 503,
      nl: 'Dit bericht ligt onder een sleutel die deze server niet heeft. Er is niets verloren. Vraag de beheerder om de sleutel terug te zetten',
      en: 'This message lies under a key that this server does not have. Nothing is lost. Ask the administrator to put the key back',
      fr: 'Ce message est protégé par une clé que ce serveur n’a pas. Rien n’est perdu. Demandez à l’administrateur de remettre la clé',
    },
    'answer-erased': {
      status: 410,
      nl: 'Dit is gewist, omdat zijn bewaartermijn voorbij is',
      en: 'This was erased, since its term is over',
      fr: 'Ceci a été effacé, car son délai de conservation est écoulé',
    },
    'answer-altered': {
      status: 409,
      nl: 'Dit bericht is in de databank niet meer wat er binnenkwam. Meld dit aan de beheerder',
      en: 'This message in the database is no longer what came in. Tell the administrator',
      fr: 'Ce message n’est plus, dans la base de données, ce qui est arrivé. Signalez-le à l’administrateur',
    },
    'settled-already': {
      status: 409,
      nl: 'Iemand anders besliste al over dit antwoord',
      en: 'Somebody else settled this answer already',
      fr: 'Quelqu’un d’autre a déjà tranché pour cette réponse',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: {
    coding_once: 'coded-already',
    coding_order: 'not-to-code',
    coding_recused: 'not-to-code',
    recusal_pkey: 'not-to-code',
    outcome_closed: 'closed-to-codes',
    response_once: 'answer-kept-already',
    response_upload_once: 'answer-kept-already',
  },
};
