import { createTranslator, defineWords } from '../../web/i18n/words.js';
import { stepWords } from './step-words.js';

/** What the pages around the form say: the start, the code, sending, coming back. */
export const intakeWords = defineWords(
  {
    nl: {
      'start.title': 'Meld discriminatie bij aanwerving',
      'start.lead': 'U kan hier melden zonder account en zonder naam. Het duurt ongeveer drie minuten.',
      'start.seen': 'Wat wij van u zien',
      'start.seen.1':
        'Wij bewaren geen IP-adres en geen gegevens over uw toestel. Uw melding wordt versleuteld.',
      'start.seen.2':
        'Uw browser kan onthouden dat u op deze pagina was. Gebruik een privévenster, of Tor Browser.',
      'start.seen.3': 'Gebruik liever niet de computer of het netwerk van uw werk.',
      'start.law': 'Wat u moet weten',
      'start.law.1':
        'Wij zijn ambtenaren. Stellen wij een misdrijf vast, dan moeten wij dat soms melden aan het parket. Als u anoniem meldt, kennen wij uw naam niet.',
      'start.law.2':
        'De antidiscriminatiewetgeving beschermt wie meldt, getuigt of een slachtoffer steunt: uw werkgever mag u daarvoor niet benadelen. Dit is niet vanzelf de klokkenluidersregeling; die heeft eigen voorwaarden.',
      'start.law.3': 'Zet geen namen van kandidaten in uw melding.',
      'start.law.4': 'U hoeft niet te zeggen wat u zelf gedaan hebt.',
      'start.then': 'Wat er daarna gebeurt',
      'start.then.1':
        'U krijgt een opvolgcode van twaalf woorden. Alleen daarmee kan u ons antwoord lezen. Wij kunnen ze niet opnieuw geven.',
      'start.then.2':
        'Binnen zeven dagen bevestigen wij de ontvangst. Binnen drie maanden zeggen wij wat wij doen.',
      'start.begin': 'Begin',
      'start.resume': 'Ga verder met uw melding',
      'start.follow': 'Ik heb al een opvolgcode',
      'start.pilot':
        'Dit is een proefomgeving: alles draait hier in één programma. Meld hier nog niets dat geheim moet blijven.',
      'closed.title': 'U kan nu niet melden',
      'closed.text':
        'Er zijn op dit moment te weinig medewerkers die een melding mogen lezen. Probeer het later opnieuw. Een melding die al verstuurd is, kan u wel opvolgen.',
      'code.title': 'Uw opvolgcode',
      'code.lead': 'Schrijf deze twaalf woorden over, in deze volgorde. Bewaar ze op een veilige plaats.',
      'code.list': 'De twaalf woorden van uw code',
      'code.warn':
        'Zonder deze code kan u uw melding niet meer openen, en wij kunnen ze niet opnieuw geven. Wie de code vindt, kan uw melding lezen.',
      'code.check': 'Typ het laatste woord van uw code',
      'code.check.hint': 'Zo weten we dat u de code hebt.',
      'code.check.bad': 'Dit is niet het laatste woord van uw code. Kijk hierboven en typ het opnieuw.',
      'code.send': 'Verstuur',
      'code.later':
        'U kan ook later verdergaan: met deze code blijft uw melding nog veertien dagen open. Ga dan naar “Ik heb al een opvolgcode”.',
      'code.missing': 'Er ontbreekt nog iets voor u kan versturen. Vul eerst deze stap in.',
      'sent.title': 'Uw melding is verstuurd',
      'sent.on': 'Wij ontvingen uw melding op {{day}}.',
      'sent.by':
        'Uiterlijk op {{acknowledge}} bevestigen wij de ontvangst. Uiterlijk op {{feedback}} zeggen wij wat wij doen.',
      'sent.where': 'U leest ons antwoord bij Opvolgen, met uw twaalf woorden.',
      'erased.title': 'Alles is gewist',
      'erased.text':
        'Wat nog niet verstuurd was, bestaat niet meer. Sluit dit venster. Uw browser kan nog onthouden dat u deze pagina bezocht: wis die geschiedenis als dat nodig is.',
      'lost.title': 'Deze melding is niet meer open',
      'lost.text':
        'Ze is verstuurd, gewist of te oud. Hebt u een opvolgcode? Open ze dan daarmee. Anders begint u opnieuw.',
      'lost.begin': 'Begin opnieuw',
      'follow.title': 'Volg uw melding op',
      'follow.lead': 'Typ de twaalf woorden van uw opvolgcode.',
      'follow.code': 'Opvolgcode',
      'follow.code.hint': 'Hoofdletters, spaties en streepjes maken niet uit.',
      'follow.code.bad':
        'Met deze woorden vinden wij geen melding. Kijk elk woord na. Een melding die gewist is, komt niet terug.',
      'follow.open': 'Open mijn melding',
      'thread.title': 'Uw melding',
      'thread.status.sent': 'Ontvangen. Wij bevestigen de ontvangst uiterlijk op {{day}}.',
      'thread.status.acknowledged':
        'De ontvangst is bevestigd. Uiterlijk op {{day}} zeggen wij wat wij doen.',
      'thread.status.in-progress': 'Wij werken eraan. Uiterlijk op {{day}} zeggen wij wat wij doen.',
      'thread.status.forwarded': 'Doorgegeven aan de bevoegde dienst. Lees het bericht hieronder.',
      'thread.status.closed': 'Afgesloten. Lees het bericht hieronder.',
      'thread.messages': 'Berichten',
      'thread.none': 'Er zijn nog geen berichten.',
      'thread.us': 'Wij, op {{day}}',
      'thread.you': 'U, op {{day}}',
      'thread.files': 'Uw bestanden',
      'thread.message': 'Uw bericht',
      'thread.message.hint': 'Zet geen namen van kandidaten in uw bericht.',
      'thread.message.bad': 'Schrijf een bericht van hoogstens 8.000 tekens, of kies een bestand.',
      'thread.send': 'Stuur bericht',
      'thread.harm': 'Ik ondervind nadeel door mijn melding',
      'thread.harm.text': 'Ik ondervind nadeel door mijn melding.',
      'thread.leave': 'Sluit af',
      'thread.left.title': 'U hebt afgesloten',
      'thread.left.text': 'Uw melding blijft bewaard. Met uw code kan u terugkomen.',
      'draft.title': 'Uw melding is nog niet verstuurd',
      'draft.text': 'Wij hebben ze teruggevonden. U kan verdergaan waar u was.',
      'page.skip': 'Naar de inhoud',
      'page.language': 'Taal',
      'page.erase': 'Wis alles en sluit',
      'page.home': 'Naar het begin',
      'problem.id': 'Nummer van de fout: {{id}}',
    },
    en: {
      'start.title': 'Report discrimination in hiring',
      'start.lead':
        'You can report here without an account and without a name. It takes about three minutes.',
      'start.seen': 'What we see of you',
      'start.seen.1': 'We keep no IP address and nothing about your device. Your report is encrypted.',
      'start.seen.2':
        'Your browser may remember that you were on this page. Use a private window, or Tor Browser.',
      'start.seen.3': 'Preferably do not use the computer or the network of your work.',
      'start.law': 'What you should know',
      'start.law.1':
        'We are civil servants. If we find a criminal offence, we sometimes have to report it to the public prosecutor. If you report anonymously, we do not know your name.',
      'start.law.2':
        'Anti-discrimination law protects whoever reports, testifies or supports a victim: your employer may not put you at a disadvantage for it. This is not automatically the whistleblower scheme; that has its own conditions.',
      'start.law.3': 'Put no names of candidates in your report.',
      'start.law.4': 'You do not have to say what you did yourself.',
      'start.then': 'What happens next',
      'start.then.1':
        'You get a return code of twelve words. Only with it can you read our answer. We cannot give it again.',
      'start.then.2': 'Within seven days we confirm receipt. Within three months we say what we do.',
      'start.begin': 'Start',
      'start.resume': 'Go on with your report',
      'start.follow': 'I already have a return code',
      'start.pilot':
        'This is a trial environment: everything runs in one program here. Report nothing here yet that must stay secret.',
      'closed.title': 'You cannot report now',
      'closed.text':
        'At this moment too few members of staff may read a report. Please try again later. You can still follow a report that was sent.',
      'code.title': 'Your return code',
      'code.lead': 'Copy these twelve words by hand, in this order. Keep them in a safe place.',
      'code.list': 'The twelve words of your code',
      'code.warn':
        'Without this code you cannot open your report any more, and we cannot give it again. Whoever finds the code can read your report.',
      'code.check': 'Type the last word of your code',
      'code.check.hint': 'So we know that you have the code.',
      'code.check.bad': 'This is not the last word of your code. Look above and type it again.',
      'code.send': 'Send',
      'code.later':
        'You can also go on later: with this code your report stays open for fourteen days. Then go to “I already have a return code”.',
      'code.missing': 'Something is still missing before you can send. Fill in this step first.',
      'sent.title': 'Your report was sent',
      'sent.on': 'We received your report on {{day}}.',
      'sent.by':
        'By {{acknowledge}} at the latest we confirm receipt. By {{feedback}} at the latest we say what we do.',
      'sent.where': 'You read our answer at Follow up, with your twelve words.',
      'erased.title': 'Everything was erased',
      'erased.text':
        'What had not been sent exists no more. Close this window. Your browser may still remember that you visited this page: erase that history if you need to.',
      'lost.title': 'This report is no longer open',
      'lost.text':
        'It was sent, erased or is too old. Do you have a return code? Then open it with that. Otherwise you start again.',
      'lost.begin': 'Start again',
      'follow.title': 'Follow up your report',
      'follow.lead': 'Type the twelve words of your return code.',
      'follow.code': 'Return code',
      'follow.code.hint': 'Capitals, spaces and hyphens do not matter.',
      'follow.code.bad':
        'With these words we find no report. Check each word. A report that was erased does not come back.',
      'follow.open': 'Open my report',
      'thread.title': 'Your report',
      'thread.status.sent': 'Received. We confirm receipt by {{day}} at the latest.',
      'thread.status.acknowledged': 'Receipt was confirmed. By {{day}} at the latest we say what we do.',
      'thread.status.in-progress': 'We are working on it. By {{day}} at the latest we say what we do.',
      'thread.status.forwarded': 'Passed on to the competent service. Read the message below.',
      'thread.status.closed': 'Closed. Read the message below.',
      'thread.messages': 'Messages',
      'thread.none': 'There are no messages yet.',
      'thread.us': 'We, on {{day}}',
      'thread.you': 'You, on {{day}}',
      'thread.files': 'Your files',
      'thread.message': 'Your message',
      'thread.message.hint': 'Put no names of candidates in your message.',
      'thread.message.bad': 'Write a message of at most 8,000 characters, or choose a file.',
      'thread.send': 'Send message',
      'thread.harm': 'I suffer a disadvantage because of my report',
      'thread.harm.text': 'I suffer a disadvantage because of my report.',
      'thread.leave': 'Leave',
      'thread.left.title': 'You have left',
      'thread.left.text': 'Your report is kept. You can come back with your code.',
      'draft.title': 'Your report has not been sent yet',
      'draft.text': 'We found it. You can go on where you were.',
      'page.skip': 'To the content',
      'page.language': 'Language',
      'page.erase': 'Erase everything and close',
      'page.home': 'To the start',
      'problem.id': 'Number of the error: {{id}}',
    },
    fr: {
      'start.title': 'Signaler une discrimination à l’embauche',
      'start.lead': 'Vous pouvez signaler ici sans compte et sans nom. Cela prend environ trois minutes.',
      'start.seen': 'Ce que nous voyons de vous',
      'start.seen.1':
        'Nous ne gardons ni adresse IP ni données sur votre appareil. Votre signalement est chiffré.',
      'start.seen.2':
        'Votre navigateur peut retenir que vous étiez sur cette page. Utilisez une fenêtre privée, ou Tor Browser.',
      'start.seen.3': 'Évitez l’ordinateur ou le réseau de votre travail.',
      'start.law': 'Ce que vous devez savoir',
      'start.law.1':
        'Nous sommes fonctionnaires. Si nous constatons une infraction pénale, nous devons parfois la signaler au parquet. Si vous signalez anonymement, nous ne connaissons pas votre nom.',
      'start.law.2':
        'La législation antidiscrimination protège qui signale, témoigne ou soutient une victime : votre employeur ne peut pas vous désavantager pour cela. Ce n’est pas d’office le régime des lanceurs d’alerte, qui a ses propres conditions.',
      'start.law.3': 'Ne mettez pas de noms de candidats dans votre signalement.',
      'start.law.4': 'Vous ne devez pas dire ce que vous avez fait vous-même.',
      'start.then': 'Ce qui se passe ensuite',
      'start.then.1':
        'Vous recevez un code de suivi de douze mots. Lui seul permet de lire notre réponse. Nous ne pouvons pas le redonner.',
      'start.then.2':
        'Dans les sept jours, nous confirmons la réception. Dans les trois mois, nous disons ce que nous faisons.',
      'start.begin': 'Commencer',
      'start.resume': 'Continuer votre signalement',
      'start.follow': 'J’ai déjà un code de suivi',
      'start.pilot':
        'Ceci est un environnement d’essai : tout tourne ici dans un seul programme. N’y signalez encore rien qui doive rester secret.',
      'closed.title': 'Vous ne pouvez pas signaler maintenant',
      'closed.text':
        'En ce moment, trop peu d’agents peuvent lire un signalement. Réessayez plus tard. Un signalement déjà envoyé peut être suivi.',
      'code.title': 'Votre code de suivi',
      'code.lead': 'Recopiez ces douze mots, dans cet ordre. Gardez-les en lieu sûr.',
      'code.list': 'Les douze mots de votre code',
      'code.warn':
        'Sans ce code, vous ne pourrez plus ouvrir votre signalement, et nous ne pouvons pas le redonner. Qui trouve le code peut lire votre signalement.',
      'code.check': 'Tapez le dernier mot de votre code',
      'code.check.hint': 'Ainsi, nous savons que vous avez le code.',
      'code.check.bad': 'Ce n’est pas le dernier mot de votre code. Regardez ci-dessus et retapez-le.',
      'code.send': 'Envoyer',
      'code.later':
        'Vous pouvez aussi continuer plus tard : avec ce code, votre signalement reste ouvert quatorze jours. Allez alors à « J’ai déjà un code de suivi ».',
      'code.missing': 'Il manque encore quelque chose avant l’envoi. Complétez d’abord cette étape.',
      'sent.title': 'Votre signalement est envoyé',
      'sent.on': 'Nous avons reçu votre signalement le {{day}}.',
      'sent.by':
        'Au plus tard le {{acknowledge}}, nous confirmons la réception. Au plus tard le {{feedback}}, nous disons ce que nous faisons.',
      'sent.where': 'Vous lisez notre réponse sous Suivi, avec vos douze mots.',
      'erased.title': 'Tout est effacé',
      'erased.text':
        'Ce qui n’était pas envoyé n’existe plus. Fermez cette fenêtre. Votre navigateur peut encore retenir que vous avez visité cette page : effacez cet historique si nécessaire.',
      'lost.title': 'Ce signalement n’est plus ouvert',
      'lost.text':
        'Il a été envoyé, effacé ou est trop ancien. Avez-vous un code de suivi ? Ouvrez-le avec ce code. Sinon, recommencez.',
      'lost.begin': 'Recommencer',
      'follow.title': 'Suivre votre signalement',
      'follow.lead': 'Tapez les douze mots de votre code de suivi.',
      'follow.code': 'Code de suivi',
      'follow.code.hint': 'Majuscules, espaces et traits d’union n’ont pas d’importance.',
      'follow.code.bad':
        'Avec ces mots, nous ne trouvons aucun signalement. Vérifiez chaque mot. Un signalement effacé ne revient pas.',
      'follow.open': 'Ouvrir mon signalement',
      'thread.title': 'Votre signalement',
      'thread.status.sent': 'Reçu. Nous confirmons la réception au plus tard le {{day}}.',
      'thread.status.acknowledged':
        'La réception est confirmée. Au plus tard le {{day}}, nous disons ce que nous faisons.',
      'thread.status.in-progress':
        'Nous y travaillons. Au plus tard le {{day}}, nous disons ce que nous faisons.',
      'thread.status.forwarded': 'Transmis au service compétent. Lisez le message ci-dessous.',
      'thread.status.closed': 'Clôturé. Lisez le message ci-dessous.',
      'thread.messages': 'Messages',
      'thread.none': 'Il n’y a pas encore de messages.',
      'thread.us': 'Nous, le {{day}}',
      'thread.you': 'Vous, le {{day}}',
      'thread.files': 'Vos fichiers',
      'thread.message': 'Votre message',
      'thread.message.hint': 'Ne mettez pas de noms de candidats dans votre message.',
      'thread.message.bad': 'Écrivez un message de 8 000 caractères au plus, ou choisissez un fichier.',
      'thread.send': 'Envoyer le message',
      'thread.harm': 'Je subis un préjudice à cause de mon signalement',
      'thread.harm.text': 'Je subis un préjudice à cause de mon signalement.',
      'thread.leave': 'Quitter',
      'thread.left.title': 'Vous avez quitté',
      'thread.left.text': 'Votre signalement est conservé. Vous pouvez revenir avec votre code.',
      'draft.title': 'Votre signalement n’est pas encore envoyé',
      'draft.text': 'Nous l’avons retrouvé. Vous pouvez continuer où vous étiez.',
      'page.skip': 'Vers le contenu',
      'page.language': 'Langue',
      'page.erase': 'Tout effacer et fermer',
      'page.home': 'Vers le début',
      'problem.id': 'Numéro de l’erreur : {{id}}',
    },
  },
  stepWords,
);

export const intakeTranslator = createTranslator(intakeWords);
export type IntakeT = ReturnType<typeof intakeTranslator>;
