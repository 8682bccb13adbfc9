export const SUBJECT = 'Vast bericht om de twee weken / Message fixe / Fixed message';

/**
 * What every address gets, news or not: one text in three languages, so that not even the language of who asked stands anywhere.
 * @param address of the page where it is stopped
 */
export const letterOf = (address: string): string => `Goedendag,

U vroeg om dit bericht. Het komt om de twee weken op een vaste dag, ook als er niets nieuws is.
Hebt u een opvolgcode? Kijk dan of er een antwoord is. Bewaar de code niet bij dit bericht.
Wilt u dit niet meer? Stop het op ${address}
Het stopt vanzelf na een jaar.

Bonjour,

Vous avez demandé ce message. Il vient toutes les deux semaines, un jour fixe, même sans nouvelles.
Avez-vous un code de suivi ? Regardez s’il y a une réponse. Ne gardez pas le code avec ce message.
Vous n’en voulez plus ? Arrêtez-le sur ${address}
Il s’arrête de lui-même après un an.

Hello,

You asked for this message. It comes every two weeks on a fixed day, also when there is no news.
Do you have a return code? Then look whether there is an answer. Do not keep the code with this message.
You do not want it any more? Stop it at ${address}
It stops by itself after a year.
`;
