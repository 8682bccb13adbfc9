import type { ProblemKind } from '../platform/problems.js';

export const reportProblems = {
  'channel-closed': {
    status: 503,
    nl: 'U kan nu niet melden. Er zijn te weinig medewerkers die een melding mogen lezen. Probeer het later opnieuw',
    en: 'You cannot report now. Too few members of staff may read a report. Please try again later',
    fr: 'Vous ne pouvez pas signaler maintenant. Trop peu d’agents peuvent lire un signalement. Réessayez plus tard',
  },
  'too-few-unbiased': {
    status: 503,
    nl: 'Voor deze werkgever zijn er nu te weinig medewerkers die uw melding mogen lezen. Wie er een belang bij heeft, leest ze niet. Uw melding is nog niet verstuurd. Kom binnen veertien dagen terug met uw code, of meld bij een andere dienst, zoals Unia',
    en: 'For this employer there are now too few members of staff who may read your report. Who has an interest in it does not read it. Your report was not sent yet. Come back with your code within fourteen days, or report to another service, such as Unia',
    fr: 'Pour cet employeur, trop peu d’agents peuvent lire votre signalement maintenant. Qui y a un intérêt ne le lit pas. Votre signalement n’est pas encore envoyé. Revenez avec votre code dans les quatorze jours, ou signalez à un autre service, comme Unia',
  },
  'channel-busy': {
    status: 503,
    nl: 'Het is nu heel druk. Er ging niets verloren. Probeer het over een minuut opnieuw',
    en: 'It is very busy now. Nothing was lost. Try again in a minute',
    fr: 'Il y a beaucoup de monde maintenant. Rien n’est perdu. Réessayez dans une minute',
  },
  'channel-full': {
    status: 503,
    nl: 'Er is nu geen plaats om iets nieuws te bewaren. Wat u al bewaard had, is er nog. Probeer het later opnieuw',
    en: 'There is no room to keep anything new now. What you had kept is still there. Try again later',
    fr: 'Il n’y a pas de place pour garder du nouveau maintenant. Ce que vous aviez gardé est toujours là. Réessayez plus tard',
  },
  'check-word': {
    status: 422,
    nl: 'Dit is niet het laatste woord van uw code',
    en: 'This is not the last word of your code',
    fr: 'Ce n’est pas le dernier mot de votre code',
  },
  'report-not-whole': {
    status: 422,
    nl: 'Er ontbreekt nog iets in de melding',
    en: 'Something is still missing in the report',
    fr: 'Il manque encore quelque chose dans le signalement',
  },
  'report-not-now': {
    status: 409,
    nl: 'Dit kan nu niet met deze melding. Laad de pagina opnieuw',
    en: 'This cannot be done with this report now. Reload the page',
    fr: 'Ce n’est pas possible maintenant avec ce signalement. Rechargez la page',
  },
  'report-full': {
    status: 409,
    nl: 'Deze melding kan niets meer bijhouden. Verwijder eerst een bestand',
    en: 'This report cannot hold more. Remove a file first',
    fr: 'Ce signalement ne peut plus rien contenir. Supprimez d’abord un fichier',
  },
  'file-too-large': {
    status: 413,
    nl: 'Dit bestand is te groot. Kies een bestand van hoogstens 10 MB',
    en: 'This file is too large. Choose a file of at most 10 MB',
    fr: 'Ce fichier est trop grand. Choisissez un fichier de 10 Mo au plus',
  },
  'filed-before': {
    status: 409,
    nl: 'Met dit kenmerk meldde uw organisatie al iets. Er is niets gewijzigd. Kies een ander kenmerk voor een nieuwe melding',
    en: 'Your organisation already filed something with this reference. Nothing was changed. Choose another reference for a new report',
    fr: 'Votre organisation a déjà signalé avec cette référence. Rien n’a changé. Choisissez une autre référence pour un nouveau signalement',
  },
  'too-many-codes': {
    status: 429,
    nl: 'Er werden vandaag te veel verkeerde codes getypt. Probeer het morgen opnieuw',
    en: 'Too many wrong codes were typed today. Try again tomorrow',
    fr: 'Trop de codes erronés ont été tapés aujourd’hui. Réessayez demain',
  },
  'bad-series': {
    status: 422,
    nl: 'Er staan fouten in deze reeks. Er is niets gemeld',
    en: 'This series has faults. Nothing was reported',
    fr: 'Cette série contient des erreurs. Rien n’a été signalé',
  },
  'no-organisation': {
    status: 403,
    nl: 'Deze organisatie of deze handtekening kennen wij niet',
    en: 'We do not know this organisation or this signature',
    fr: 'Nous ne connaissons pas cette organisation ou cette signature',
  },
  'second-officer': {
    status: 403,
    nl: 'Dit doet een andere medewerker dan wie de melding opnam, het vroeg of nakeek',
    en: 'This is for another member of staff than who took the report down, asked or checked it',
    fr: 'Ceci revient à un autre agent que celui qui a noté le signalement, posé la question ou vérifié',
  },
  'organisation-login': {
    status: 409,
    nl: 'Deze naam van een account is al in gebruik. Kies een andere',
    en: 'This account name is in use already. Choose another',
    fr: 'Ce nom de compte est déjà utilisé. Choisissez-en un autre',
  },
  'no-custodians': {
    status: 503,
    nl: 'Er zijn nu geen bewaarders om iets voor op te sluiten. Probeer het later opnieuw',
    en: 'There are no custodians now to close something for. Try again later',
    fr: 'Il n’y a pas de gardiens pour enfermer quelque chose maintenant. Réessayez plus tard',
  },
  'no-copy': {
    status: 403,
    nl: 'U hebt geen sleutel van deze melding. Vraag een collega die ze kan openen om ze met u te delen',
    en: 'You have no key of this report. Ask a colleague who can open it to share it with you',
    fr: 'Vous n’avez pas la clé de ce signalement. Demandez à un collègue qui peut l’ouvrir de le partager avec vous',
  },
  'access-for-a-while': {
    status: 403,
    nl: 'U kan deze melding tijdelijk lezen. Dit doet een medewerker die ze blijvend kan openen',
    en: 'You can read this report for a while. This is for a member of staff who can open it for good',
    fr: 'Vous pouvez lire ce signalement pour un temps. Ceci revient à un agent qui peut l’ouvrir durablement',
  },
  'colleague-unfit': {
    status: 409,
    nl: 'Deze collega kan nu geen toegang krijgen: de sleutel telt niet, er is een belang, of er is al toegang',
    en: 'This colleague cannot get access now: the key does not count, there is an interest, or there is access already',
    fr: 'Ce collègue ne peut pas recevoir l’accès maintenant : sa clé ne compte pas, il a un intérêt, ou il a déjà accès',
  },
  'officer-key': {
    status: 403,
    nl: 'Uw sleutel telt niet. Twee bewaarders moeten hem eerst ondertekenen',
    en: 'Your key does not count. Two custodians must sign it first',
    fr: 'Votre clé ne compte pas. Deux gardiens doivent d’abord la signer',
  },
  'officer-start': {
    status: 422,
    nl: 'Met deze naam en deze startcode kan u niet beginnen',
    en: 'You cannot start with this name and this start code',
    fr: 'Vous ne pouvez pas commencer avec ce nom et ce code de départ',
  },
  'officer-signatures': {
    status: 422,
    nl: 'Dit zijn geen twee geldige handtekeningen van bewaarders voor deze sleutel',
    en: 'These are not two valid signatures of custodians for this key',
    fr: 'Ce ne sont pas deux signatures valables de gardiens pour cette clé',
  },
} as const satisfies Record<string, ProblemKind>;

/** Constraints of the channel's schema that people can meet, and the problem each is. */
export const reportConstraints = {
  report_life: 'report-not-now',
  report_kept: 'report-not-now',
  report_decided: 'report-not-now',
  test_law: 'report-not-now',
  transcript_law: 'report-not-now',
  report_feedback_within: 'report-not-now',
  key_copy_one_code: 'report-not-now',
  report_readable: 'channel-closed',
  custody_law: 'report-not-now',
  pause_law: 'report-not-now',
  lending_law: 'colleague-unfit',
  key_copy_lookup_unique: 'report-not-now',
  filing_reference_once: 'filed-before',
  organisation_login_unique: 'organisation-login',
} as const;
