import { createTranslator, defineWords } from '../../web/i18n/words.js';

/** What the pages that explain say: what a break-in surrenders, and how to answer a client. */
export const explainWords = defineWords({
  nl: {
    'surrender.title': 'Wat als iemand inbreekt?',
    'surrender.lead':
      'Wij beloven niet dat inbreken onmogelijk is. Hier staat wat een inbreker dan te zien krijgt, en wat niet.',
    'surrender.gets': 'Wel',
    'surrender.not': 'Niet',
    'surrender.database': 'De databank',
    'surrender.database.gets':
      'Hoeveel meldingen er zijn, en van elke melding: de status, de dagen, de soort melder, de kenmerken waarover het gaat, de sector, en welke medewerker ze behandelt. Of een medewerker ze opnam: wie, op welke dag, aan de balie of aan de telefoon, en of u ondertekende. Hoeveel berichten en bestanden er zijn, en ongeveer hoe groot. Of u toestemt in een test, en samenvattingen die vrijgegeven zijn en nog wachten, zonder verwijzing naar een melding. In welke volgorde er vandaag iets geschreven is: elke nacht wordt de dag opnieuw geschreven, in een volgorde die niets zegt. Op welk ogenblik medewerkers iets deden, en bij welke werkgever een medewerker een belang heeft. Van gewiste meldingen: het nummer en de dag van wissen. Van organisaties met een account: hun naam, wat hen verplicht, in welke jaren ze meldden en welke meldingen van hen zijn. Van wie zonder account meldt, staat daar niets. Of en op welke dag iemand een naam gaf, niet welke; en wat aan bewaarders gevraagd is, op welke grond. Wanneer en waarom een termijn stilstond. Of een melding labels of een werkkopie heeft, niet welke, en wie ze tijdelijk kan lezen. Of er verdere vragen aan de melder gesteld zijn: op welke dag, door wie, hoeveel, en wanneer ze beantwoord zijn; niet welke vragen en niet wat het antwoord is. Hoeveel mailadressen het bericht om de twee weken krijgen, en in welke twee weken elk gegeven is, los van elke melding.',
    'surrender.database.not':
      'Wat u schreef, uw bestanden en hun namen, de naam van de werkgever, uw eigen rol, uw naam als u die gaf, onze antwoorden en uw code. Die staan er alleen versleuteld. Ook een mailadres voor het bericht om de twee weken: de sleutel daarvan staat op de server van dit meldpunt.',
    'surrender.backup': 'Een reservekopie van de databank',
    'surrender.backup.gets':
      'Hetzelfde als de databank. Het logboek van de databank bewaart ook het ogenblik waarop iets werd geschreven. De beheerder bewaart dat logboek hoogstens dertig dagen.',
    'surrender.backup.not':
      'De tekst van een melding die gewist is: haar sleutel is vernietigd, en na dertig dagen ook in de kopieën daarvan. Dat geldt niet voor een naam of bijlage in het bestand van een aanvraag dat iemand bewaarde.',
    'surrender.pool': 'Het bestand met wissleutels',
    'surrender.pool.gets':
      'Niets waarmee iemand kan lezen. Wie het vernietigt, maakt alle meldingen onleesbaar.',
    'surrender.pool.not':
      'Een melding openen, ook niet met de databank erbij: daarvoor is nog de sleutel van een medewerker of uw code nodig.',
    'surrender.server': 'De server van dit meldpunt, terwijl hij werkt',
    'surrender.server.gets':
      'Wat u op dat ogenblik typt of leest, ook uw code, en vanwaar u verbonden bent. Van een medewerker die dan aangemeld is: de sleutel, en dus elke melding die voor die medewerker verzegeld is, tot de sleutels vernieuwd zijn. Sleutels staan dan in het geheugen van de server. Ook de sleutel die bewijzen ondertekent: daarmee kan iemand valse bewijzen maken. En wat een organisatie dan instuurt of als opvolgcode krijgt. Een naam die u dan geeft. En terwijl de herstelsleutel gebruikt wordt, ook die. Alle mailadressen die het bericht om de twee weken krijgen, ook die van vroeger: de server moet ze kunnen lezen. Geen ervan leidt naar een melding.',
    'surrender.server.not':
      'Wie hier vroeger was: er is geen logboek van bezoeken. Oude meldingen, zolang geen medewerker zich aanmeldt en geen melder de code typt. Namen die vroeger gegeven zijn: die openen alleen twee bewaarders, op hun eigen machines.',
    'surrender.pages': 'De server van de praktijktests',
    'surrender.pages.gets':
      'Drie getallen: hoeveel meldingen wachten, open staan en te laat zijn. Samenvattingen die met toestemming zijn vrijgegeven, zonder verwijzing naar een melding. Wie die server beheert, kan nieuwe versies van de databank plaatsen: zie daarvoor de databank.',
    'surrender.pages.not':
      'Geen enkele melding. Die server heeft geen toegang tot de tabellen van dit meldpunt.',
    'surrender.laptop': 'De computer van een medewerker',
    'surrender.laptop.gets':
      'Alles wat die medewerker opent, de wachtzin die daar getypt wordt, de code van wie zijn melding daar laat opnemen, en bestanden die daar bewaard zijn. Bij een aanvraag aan bewaarders is dat ook het bestand met de gesloten dozen: zonder twee bewaarders opent niemand die.',
    'surrender.laptop.not':
      'Uw naam, ook als u die gaf. Meldingen die niet voor die medewerker verzegeld zijn. Zich later opnieuw aanmelden: dat vraagt ook een code van de telefoon.',
    'surrender.custodian': 'De sleutel van een bewaarder',
    'surrender.custodian.gets':
      'Met één sleutel niets. Met twee, de databank en het bestand met wissleutels: de namen die melders gaven, bijlagen voor een magistraat en de herstelsleutel. Met twee en het bestand van een aanvraag: wat daarin gesloten ligt, ook zonder de databank en het bestand met wissleutels, en ook nadat de melding gewist is. Daarom vernietigen medewerkers en bewaarders dat bestand na de beslissing; het programma kan dat niet nagaan. Wie ook in de databank kan schrijven, kan een eigen medewerker toevoegen die nieuwe meldingen leest.',
    'surrender.custodian.not':
      'Iets lezen met de sleutels alleen: daarvoor is het bestand van een aanvraag nodig, of de databank en het bestand met wissleutels. De tekst van een melding: daarvoor zijn die laatste twee altijd nodig.',
    'surrender.recovery': 'De herstelsleutel',
    'surrender.recovery.gets':
      'Met de databank en het bestand met wissleutels: elke melding die ervoor verzegeld is. De sleutel bestaat alleen in gesloten dozen, elk voor twee bewaarders: in de databank, in het bestand waarmee hij gemaakt is en in het bestand van een aanvraag. Twee bewaarders openen elk daarvan. De bewaarder die hem maakt en de twee die hem openen, hebben hem dan op hun machine; terwijl hij gebruikt wordt, ligt hij ook in het geheugen van deze server. Daarna wordt er niets meer voor verzegeld en maken bewaarders een nieuwe; wat er al voor verzegeld is, blijft hij openen. Wie de databank kan wijzigen, kan een gebruikte sleutel weer laten tellen tot zijn laatste dag.',
    'surrender.recovery.not': 'Namen van melders: die liggen in andere dozen.',
    'surrender.mail': 'De mailserver',
    'surrender.mail.gets':
      'Niets over een melding. Elke dag gaat op hetzelfde uur hetzelfde bericht naar medewerkers, ook als er niets is. Wie het bericht om de twee weken vroeg, staat er met zijn mailadres: dat zegt dat die persoon dit meldpunt kent, niet of er een melding of een antwoord is. Iedereen krijgt hetzelfde, op dezelfde dag. Dit meldpunt ontvangt geen mail.',
    'surrender.network': 'Het netwerk tussen u en ons',
    'surrender.network.gets':
      'Dat uw toestel deze site bezocht, en wanneer. Met Tor Browser ziet uw netwerk alleen dat u Tor gebruikt.',
    'surrender.network.not':
      'Wat u schrijft of leest. Elke pagina is even lang gemaakt als de volgende stap van 16 KiB.',
    'surrender.own': 'Uw eigen toestel',
    'surrender.own.gets':
      'De geschiedenis van uw browser, en de code of het bewijs als u ze daar bewaart. Wie uw code heeft, leest uw melding. Wie uw bewijs heeft, weet dat u gemeld hebt.',
    'surrender.own.not': 'Uw melding zelf, nadat u hebt afgesloten.',
    'surrender.memory': 'Wat wij niet kunnen beloven',
    'surrender.memory.text':
      'Het werkgeheugen van de server is niet beschermd tegen wie de machine beheert. De beheerder zet geheugenafdrukken uit en versleutelt de wisselruimte; het programma kan dat niet zelf controleren.',
    'helper.title': 'Hoe antwoord ik mijn klant?',
    'helper.lead':
      'Een klant vraagt u om bepaalde mensen niet te sturen. U mag dat niet doen, ook niet als de klant erop staat. Zo kan u antwoorden.',
    'helper.1': 'Vraag door naar de job',
    'helper.1.text': '“Wat moet iemand in deze job kunnen? Dan zoek ik daarop.”',
    'helper.2': 'Zeg dat het niet mag',
    'helper.2.text':
      '“Selecteren op afkomst, leeftijd of geslacht is verboden, voor u en voor mij. Ik kan die vraag niet uitvoeren.”',
    'helper.3': 'Stel iets anders voor',
    'helper.3.text': '“Ik stuur u de mensen die het werk kunnen. U kiest op wat ze kunnen.”',
    'helper.4': 'Blijft de klant aandringen? Weiger',
    'helper.4.text':
      '“Dan kan ik deze vraag niet aannemen.” Noteer de vraag niet in een veld dat collega’s als selectie gebruiken.',
    'helper.5': 'Vertel het intern',
    'helper.5.text':
      'Zeg het aan uw leidinggevende of aan de contactpersoon voor discriminatie. Zo staat u er niet alleen voor.',
    'helper.6': 'Meld het',
    'helper.6.text':
      'U kan de vraag hier melden, zonder account en zonder naam. Ook als u ze al uitgevoerd hebt.',
    'helper.report': 'Meld deze vraag',
    'explain.receipt': 'Kijk een bewijs na',
    'explain.organisation': 'Meld als organisatie met een account',
    'explain.surrender': 'Wat ziet iemand die hier inbreekt?',
    'explain.helper': 'Hoe antwoord ik mijn klant?',
    'explain.back': 'Naar het begin',
  },
  en: {
    'surrender.title': 'What if somebody breaks in?',
    'surrender.lead':
      'We do not promise that breaking in is impossible. Here stands what an intruder then sees, and what not.',
    'surrender.gets': 'Yes',
    'surrender.not': 'No',
    'surrender.database': 'The database',
    'surrender.database.gets':
      'How many reports there are, and of each: the status, the days, the kind of reporter, the grounds, the sector, and which member of staff handles it. Whether a member of staff took it down: who, on which day, at the desk or by telephone, and whether you signed. How many messages and files there are, and roughly how large. Whether you agree to a test, and summaries that were released and still wait, without a link to a report. In which order things were written today: each night the day is written anew, in an order that tells nothing. At which moment members of staff did something, and in which employer a member of staff has an interest. Of erased reports: the number and the day of erasing. Of organisations with an account: their name, what obliges them, in which years they reported and which reports are theirs. Of who reports without an account nothing stands there. Whether and on which day somebody gave a name, not which; and what was asked of custodians, on which ground. When and why a term stood still. Whether a report has labels or a working copy, not which, and who can read it for a while. Whether further questions were put to the reporter: on which day, by whom, how many, and when they were answered; not which questions, and not what the answer is. How many mail addresses get the fortnightly message, and in which two weeks each was given, apart from every report.',
    'surrender.database.not':
      'What you wrote, your files and their names, the name of the employer, your own role, your name if you gave it, our answers and your code. They stand there encrypted only. So does a mail address for the fortnightly message: its key stands on the server of this channel.',
    'surrender.backup': 'A backup of the database',
    'surrender.backup.gets':
      'The same as the database. The log of the database also keeps the moment at which something was written. The operator keeps that log for thirty days at most.',
    'surrender.backup.not':
      'The text of a report that was erased: its key is destroyed, and after thirty days in the copies of that too. That does not hold for a name or annex in the file of a request that somebody kept.',
    'surrender.pool': 'The file of shred keys',
    'surrender.pool.gets': 'Nothing to read with. Who destroys it makes all reports unreadable.',
    'surrender.pool.not':
      'Opening a report, with the database neither: that still takes the key of a member of staff or your code.',
    'surrender.server': 'The server of this channel, while it runs',
    'surrender.server.gets':
      'What you type or read at that moment, your code too, and from where you are connected. Of a member of staff who is signed in then: the key, and so every report sealed to that person, until the keys are renewed. Keys are then in the memory of the server. Also the key that signs proofs: with it somebody can make false ones. And what an organisation then sends in, or gets as return code. A name that you give then. And while the recovery key is used, that key too. All mail addresses that get the fortnightly message, those of before too: the server must be able to read them. None of them leads to a report.',
    'surrender.server.not':
      'Who was here before: there is no log of visits. Old reports, as long as no member of staff signs in and no reporter types the code. Names that were given before: only two custodians open them, on machines of their own.',
    'surrender.pages': 'The server of the practice tests',
    'surrender.pages.gets':
      'Three numbers: how many reports wait, are open and are late. Summaries that were released with consent, without a link to a report. Who runs that server can install new versions of the database: see the database for that.',
    'surrender.pages.not': 'Not one report. That server has no access to the tables of this channel.',
    'surrender.laptop': 'The computer of a member of staff',
    'surrender.laptop.gets':
      'Everything that this person opens, the passphrase typed there, the code of who has a report taken down there, and files saved there. With a request to custodians that is also the file with the closed boxes: without two custodians nobody opens those.',
    'surrender.laptop.not':
      'Your name, also if you gave it. Reports that are not sealed to this person. Signing in again later: that also takes a code of the telephone.',
    'surrender.custodian': 'The key of a custodian',
    'surrender.custodian.gets':
      'With one key nothing. With two, the database and the file of shred keys: the names that reporters gave, annexes for a magistrate and the recovery key. With two and the file of a request: what is closed in it, also without the database and the file of shred keys, and also after the report was erased. So staff and custodians destroy that file after the decision; the program cannot check that. Who can also write in the database can add an own member of staff, who reads new reports.',
    'surrender.custodian.not':
      'Reading anything with the keys alone: that takes the file of a request, or the database and the file of shred keys. The text of a report: that always takes the latter two.',
    'surrender.recovery': 'The recovery key',
    'surrender.recovery.gets':
      'With the database and the file of shred keys: every report sealed to it. The key exists only in closed boxes, each for two custodians: in the database, in the file it was made with and in the file of a request. Two custodians open any of them. The custodian who makes it and the two who open it then have it on their machine; while it is used it is also in the memory of this server. Afterwards nothing more is sealed to it and custodians make a new one; what was sealed to it already it still opens. Who can change the database can make a used key count again until its last day.',
    'surrender.recovery.not': 'Names of reporters: those lie in other boxes.',
    'surrender.mail': 'The mail server',
    'surrender.mail.gets':
      'Nothing about a report. Every day at the same hour the same message goes to staff, also when there is nothing. Who asked for the fortnightly message stands there with the mail address: that tells that this person knows this channel, not whether there is a report or an answer. Everybody gets the same, on the same day. This channel receives no mail.',
    'surrender.network': 'The network between you and us',
    'surrender.network.gets':
      'That your device visited this site, and when. With Tor Browser your network sees only that you use Tor.',
    'surrender.network.not': 'What you write or read. Each page is made as long as the next step of 16 KiB.',
    'surrender.own': 'Your own device',
    'surrender.own.gets':
      'The history of your browser, and the code or the proof if you keep them there. Who has your code reads your report. Who has your proof knows that you reported.',
    'surrender.own.not': 'Your report itself, after you have closed it.',
    'surrender.memory': 'What we cannot promise',
    'surrender.memory.text':
      'The working memory of the server is not protected against who runs the machine. The operator turns memory dumps off and encrypts swap space; the program cannot check that by itself.',
    'helper.title': 'How do I answer my client?',
    'helper.lead':
      'A client asks you not to send certain people. You may not do that, not even if the client insists. You can answer like this.',
    'helper.1': 'Ask on about the job',
    'helper.1.text': '“What must somebody be able to do in this job? Then I search for that.”',
    'helper.2': 'Say that it is not allowed',
    'helper.2.text':
      '“Selecting on origin, age or sex is forbidden, for you and for me. I cannot carry out that request.”',
    'helper.3': 'Propose something else',
    'helper.3.text': '“I send you the people who can do the work. You choose on what they can do.”',
    'helper.4': 'Does the client insist? Refuse',
    'helper.4.text':
      '“Then I cannot take this request.” Do not note the request in a field that colleagues use to select.',
    'helper.5': 'Tell it within your agency',
    'helper.5.text':
      'Tell your manager or the contact person for discrimination. So you are not alone in this.',
    'helper.6': 'Report it',
    'helper.6.text':
      'You can report the request here, without an account and without a name. Also if you have carried it out already.',
    'helper.report': 'Report this request',
    'explain.receipt': 'Check a proof',
    'explain.organisation': 'Report as an organisation with an account',
    'explain.surrender': 'What does somebody see who breaks in here?',
    'explain.helper': 'How do I answer my client?',
    'explain.back': 'To the start',
  },
  fr: {
    'surrender.title': 'Et si quelqu’un s’introduit ?',
    'surrender.lead':
      'Nous ne promettons pas qu’une intrusion est impossible. Voici ce que verrait un intrus, et ce qu’il ne verrait pas.',
    'surrender.gets': 'Oui',
    'surrender.not': 'Non',
    'surrender.database': 'La base de données',
    'surrender.database.gets':
      'Combien de signalements il y a et, pour chacun : l’état, les jours, le type de personne, les critères, le secteur et l’agent qui le traite. Si un agent l’a noté : qui, quel jour, au guichet ou au téléphone, et si vous avez signé. Le nombre de messages et de fichiers, et leur taille approximative. Si vous acceptez un test, et les résumés libérés qui attendent encore, sans lien avec un signalement. Dans quel ordre les choses ont été écrites aujourd’hui : chaque nuit, la journée est réécrite dans un ordre qui ne dit rien. À quel moment les agents ont agi, et dans quel employeur un agent a un intérêt. Des signalements effacés : le numéro et le jour de l’effacement. Des organisations avec un compte : leur nom, ce qui les oblige, en quelles années elles ont signalé et quels signalements sont les leurs. De qui signale sans compte, il n’y a rien. Si et quel jour une personne a donné un nom, mais pas lequel ; et ce qui a été demandé aux gardiens, sur quelle base. Quand et pourquoi un délai a été suspendu. Si un signalement a des étiquettes ou une copie de travail, mais pas lesquelles, et qui peut le lire pour un temps. Si d’autres questions ont été posées à l’auteur : quel jour, par qui, combien, et quand il y a répondu ; pas lesquelles, ni la réponse. Combien d’adresses mail reçoivent le message toutes les deux semaines, et dans quelles deux semaines chacune a été donnée, à part de tout signalement.',
    'surrender.database.not':
      'Ce que vous avez écrit, vos fichiers et leurs noms, le nom de l’employeur, votre rôle, votre nom si vous l’avez donné, nos réponses et votre code. Ils n’y sont que chiffrés. Une adresse mail pour le message toutes les deux semaines aussi : sa clé se trouve sur le serveur de ce canal.',
    'surrender.backup': 'Une copie de sauvegarde de la base',
    'surrender.backup.gets':
      'La même chose que la base. Le journal de la base garde aussi l’instant de chaque écriture. L’administrateur le garde trente jours au plus.',
    'surrender.backup.not':
      'Le texte d’un signalement effacé : sa clé est détruite, et après trente jours aussi dans ses copies. Cela ne vaut pas pour un nom ou une annexe dans le fichier d’une demande que quelqu’un a gardé.',
    'surrender.pool': 'Le fichier des clés d’effacement',
    'surrender.pool.gets': 'Rien qui permette de lire. Qui le détruit rend tous les signalements illisibles.',
    'surrender.pool.not':
      'Ouvrir un signalement, même avec la base : il faut encore la clé d’un agent ou votre code.',
    'surrender.server': 'Le serveur de ce canal, pendant qu’il fonctionne',
    'surrender.server.gets':
      'Ce que vous tapez ou lisez à ce moment, votre code aussi, et d’où vous êtes connecté. D’un agent alors connecté : sa clé, donc chaque signalement scellé pour lui, jusqu’au renouvellement des clés. Les clés sont alors dans la mémoire du serveur. Aussi la clé qui signe les preuves : avec elle, on peut en créer de fausses. Et ce qu’une organisation envoie alors, ou reçoit comme code de suivi. Un nom que vous donnez alors. Et pendant que la clé de secours sert, cette clé aussi. Toutes les adresses mail qui reçoivent le message toutes les deux semaines, les anciennes aussi : le serveur doit pouvoir les lire. Aucune ne mène à un signalement.',
    'surrender.server.not':
      'Qui est venu avant : il n’y a pas de journal des visites. Les anciens signalements, tant qu’aucun agent ne se connecte et que personne ne tape son code. Les noms donnés avant : seuls deux gardiens les ouvrent, sur leurs propres machines.',
    'surrender.pages': 'Le serveur des tests de situation',
    'surrender.pages.gets':
      'Trois nombres : combien de signalements attendent, sont ouverts et en retard. Les résumés libérés avec accord, sans lien avec un signalement. Qui gère ce serveur peut installer de nouvelles versions de la base : voir la base.',
    'surrender.pages.not': 'Aucun signalement. Ce serveur n’a pas accès aux tables de ce canal.',
    'surrender.laptop': 'L’ordinateur d’un agent',
    'surrender.laptop.gets':
      'Tout ce que cet agent ouvre, la phrase de passe tapée là, le code de qui y fait noter son signalement et les fichiers enregistrés là. Lors d’une demande aux gardiens, c’est aussi le fichier des boîtes fermées : sans deux gardiens, personne ne les ouvre.',
    'surrender.laptop.not':
      'Votre nom, même si vous l’avez donné. Les signalements qui ne sont pas scellés pour cet agent. Se reconnecter plus tard : il faut aussi un code du téléphone.',
    'surrender.custodian': 'La clé d’un gardien',
    'surrender.custodian.gets':
      'Avec une clé, rien. Avec deux, la base et le fichier des clés d’effacement : les noms donnés, les annexes pour un magistrat et la clé de secours. Avec deux et le fichier d’une demande : ce qui y est fermé, même sans la base ni le fichier des clés d’effacement, et même après l’effacement du signalement. Les agents et les gardiens détruisent donc ce fichier après la décision ; le programme ne peut le vérifier. Qui peut aussi écrire dans la base peut ajouter son propre agent, qui lit les nouveaux signalements.',
    'surrender.custodian.not':
      'Lire quoi que ce soit avec les clés seules : il faut le fichier d’une demande, ou la base et le fichier des clés d’effacement. Le texte d’un signalement : il faut toujours ces deux-là.',
    'surrender.recovery': 'La clé de secours',
    'surrender.recovery.gets':
      'Avec la base et le fichier des clés d’effacement : chaque signalement scellé pour elle. La clé n’existe que dans des boîtes fermées, chacune pour deux gardiens : dans la base, dans le fichier de sa création et dans le fichier d’une demande. Deux gardiens ouvrent chacune d’elles. Le gardien qui la crée et les deux qui l’ouvrent l’ont alors sur leur machine ; pendant qu’elle sert, elle est aussi dans la mémoire de ce serveur. Ensuite, plus rien n’est scellé pour elle et les gardiens en créent une nouvelle ; elle ouvre encore ce qui l’était déjà. Qui peut modifier la base peut faire compter de nouveau une clé utilisée jusqu’à son dernier jour.',
    'surrender.recovery.not': 'Les noms des personnes : ils sont dans d’autres boîtes.',
    'surrender.mail': 'Le serveur de courrier',
    'surrender.mail.gets':
      'Rien sur un signalement. Chaque jour à la même heure, le même message va au personnel, même s’il n’y a rien. Qui a demandé le message toutes les deux semaines s’y trouve avec son adresse : cela dit que cette personne connaît ce canal, pas s’il y a un signalement ou une réponse. Tout le monde reçoit la même chose, le même jour. Ce canal ne reçoit pas de courrier.',
    'surrender.network': 'Le réseau entre vous et nous',
    'surrender.network.gets':
      'Que votre appareil a visité ce site, et quand. Avec Tor Browser, votre réseau voit seulement que vous utilisez Tor.',
    'surrender.network.not':
      'Ce que vous écrivez ou lisez. Chaque page est complétée jusqu’au prochain pas de 16 Kio.',
    'surrender.own': 'Votre propre appareil',
    'surrender.own.gets':
      'L’historique de votre navigateur, et le code ou la preuve si vous les y gardez. Qui a votre code lit votre signalement. Qui a votre preuve sait que vous avez signalé.',
    'surrender.own.not': 'Votre signalement même, après avoir fermé.',
    'surrender.memory': 'Ce que nous ne pouvons promettre',
    'surrender.memory.text':
      'La mémoire du serveur n’est pas protégée contre qui gère la machine. L’administrateur désactive les images mémoire et chiffre l’espace d’échange ; le programme ne peut le vérifier lui-même.',
    'helper.title': 'Que répondre à mon client ?',
    'helper.lead':
      'Un client vous demande de ne pas envoyer certaines personnes. Vous ne pouvez pas le faire, même s’il insiste. Voici comment répondre.',
    'helper.1': 'Revenez à l’emploi',
    'helper.1.text': '« Que doit savoir faire la personne ? Je chercherai sur cette base. »',
    'helper.2': 'Dites que c’est interdit',
    'helper.2.text':
      '« Sélectionner selon l’origine, l’âge ou le sexe est interdit, pour vous et pour moi. Je ne peux pas exécuter cette demande. »',
    'helper.3': 'Proposez autre chose',
    'helper.3.text':
      '« Je vous envoie les personnes capables de faire ce travail. Vous choisissez sur leurs compétences. »',
    'helper.4': 'Le client insiste ? Refusez',
    'helper.4.text':
      '« Alors je ne peux pas accepter cette demande. » Ne la notez pas dans un champ que des collègues utilisent pour sélectionner.',
    'helper.5': 'Parlez-en en interne',
    'helper.5.text':
      'Parlez-en à votre responsable ou à la personne de contact pour la discrimination. Vous n’êtes ainsi pas seul.',
    'helper.6': 'Signalez-le',
    'helper.6.text':
      'Vous pouvez signaler la demande ici, sans compte et sans nom. Même si vous l’avez déjà exécutée.',
    'helper.report': 'Signaler cette demande',
    'explain.receipt': 'Vérifier une preuve',
    'explain.organisation': 'Signaler comme organisation avec un compte',
    'explain.surrender': 'Que voit quelqu’un qui s’introduit ici ?',
    'explain.helper': 'Que répondre à mon client ?',
    'explain.back': 'Vers le début',
  },
});

export const explainTranslator = createTranslator(explainWords);
