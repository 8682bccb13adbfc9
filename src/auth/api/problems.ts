import type { ProblemKind } from '../../platform/problems.js';

/** The problems that only the API and its tokens can give. */
export const apiProblems = {
  kinds: {
    'token-invalid': {
      status: 401,
      nl: 'Dit token opent niets',
      en: 'This token opens nothing',
      fr: 'Ce jeton n’ouvre rien',
    },
    'token-elsewhere': {
      status: 403,
      nl: 'Een token opent alleen de API',
      en: 'A token opens the API only',
      fr: 'Un jeton n’ouvre que l’API',
    },
    'scope-missing': {
      status: 403,
      nl: 'Dit token mag dit niet doen',
      en: 'This token may not do this',
      fr: 'Ce jeton ne permet pas de faire cela',
    },
    'too-many-requests': {
      status: 429,
      nl: 'Te veel aanvragen. Wacht even',
      en: 'Too many requests. Wait a while',
      fr: 'Trop de demandes. Attendez un peu',
    },
    'version-needed': {
      status: 428,
      nl: 'Zeg met If-Match welke versie u wijzigt',
      en: 'Say with If-Match which version you change',
      fr: 'Dites avec If-Match quelle version vous modifiez',
    },
    'version-conflict': {
      status: 412,
      nl: 'Iemand wijzigde dit intussen',
      en: 'Somebody changed this in the meantime',
      fr: 'Quelqu’un a modifié ceci entre-temps',
    },
    'key-unreadable': {
      status: 400,
      nl: 'De Idempotency-Key telt 1 tot 80 zichtbare ASCII-tekens',
      en: 'The Idempotency-Key has 1 to 80 visible ASCII characters',
      fr: 'L’Idempotency-Key compte de 1 à 80 caractères ASCII visibles',
    },
    'key-reused': {
      status: 422,
      nl: 'Deze Idempotency-Key hoort bij een andere aanvraag',
      en: 'This Idempotency-Key belongs to another request',
      fr: 'Cette Idempotency-Key appartient à une autre demande',
    },
    'token-expires-now': {
      status: 422,
      nl: 'Kies een dag na vandaag',
      en: 'Choose a day after today',
      fr: 'Choisissez un jour après aujourd’hui',
    },
    'token-lives-too-long': {
      status: 422,
      nl: 'Kies een dag binnen het jaar',
      en: 'Choose a day within the year',
      fr: 'Choisissez un jour dans l’année',
    },
    'scope-beyond-owner': {
      status: 422,
      nl: 'Een token mag niet meer dan u zelf mag. Kies uit de lijst',
      en: 'A token may do no more than you may. Choose from the list',
      fr: 'Un jeton ne peut pas faire plus que vous. Choisissez dans la liste',
    },
    'token-revoked': {
      status: 409,
      nl: 'Dit token is al ingetrokken',
      en: 'This token was revoked already',
      fr: 'Ce jeton est déjà révoqué',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: { api_token_life: 'token-revoked' },
};
