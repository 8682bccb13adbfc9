import type { ProblemKind } from '../../platform/problems.js';

/** The problems that only the API and its tokens can give. */
export const apiProblems = {
  kinds: {
    'token-invalid': {
      status: 401,
      nl: 'Dit token opent niets',
      en: 'This token opens nothing',
    },
    'token-elsewhere': {
      status: 403,
      nl: 'Een token opent alleen de API',
      en: 'A token opens the API only',
    },
    'scope-missing': {
      status: 403,
      nl: 'Dit token mag dit niet doen',
      en: 'This token may not do this',
    },
    'too-many-requests': {
      status: 429,
      nl: 'Te veel aanvragen. Wacht even',
      en: 'Too many requests. Wait a while',
    },
    'version-needed': {
      status: 428,
      nl: 'Zeg met If-Match welke versie u wijzigt',
      en: 'Say with If-Match which version you change',
    },
    'version-conflict': {
      status: 412,
      nl: 'Iemand wijzigde dit intussen',
      en: 'Somebody changed this in the meantime',
    },
    'key-unreadable': {
      status: 400,
      nl: 'De Idempotency-Key telt 1 tot 80 zichtbare ASCII-tekens',
      en: 'The Idempotency-Key has 1 to 80 visible ASCII characters',
    },
    'key-reused': {
      status: 422,
      nl: 'Deze Idempotency-Key hoort bij een andere aanvraag',
      en: 'This Idempotency-Key belongs to another request',
    },
    'token-expires-now': {
      status: 422,
      nl: 'Kies een dag na vandaag',
      en: 'Choose a day after today',
    },
    'token-lives-too-long': {
      status: 422,
      nl: 'Kies een dag binnen het jaar',
      en: 'Choose a day within the year',
    },
    'scope-beyond-owner': {
      status: 422,
      nl: 'Een token mag niet meer dan u zelf mag. Kies uit de lijst',
      en: 'A token may do no more than you may. Choose from the list',
    },
    'token-revoked': {
      status: 409,
      nl: 'Dit token is al ingetrokken',
      en: 'This token was revoked already',
    },
  } satisfies Record<string, ProblemKind>,
  constraints: { api_token_life: 'token-revoked' },
};
