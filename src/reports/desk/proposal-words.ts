import { createTranslator, defineWords } from '../../web/i18n/words.js';

/**
 * Texts that are proposed for the reporter, by what the message is about. What stands between square brackets is for the officer
 * to fill in: a text is not sent while it stands there (`isUnfinished`).
 */
const proposalWords = defineWords({
  nl: {
    'proposal.inquiry':
      'Wij onderzoeken uw melding.\n\n[Vul aan: wat wij al deden en wat wij nog doen.]\n\nWij kunnen u niet alles zeggen: het onderzoek mag er niet door mislukken. Weet u nog iets? Schrijf het ons hier, met uw code.',
    'proposal.no-breach-found':
      'Wij hebben uw melding onderzocht. Wij vonden geen overtreding van de wet.\n\n[Vul aan: wat wij nakeken en waarom wij geen overtreding zien.]\n\nHet was goed dat u dit meldde. Gebeurt het opnieuw, of weet u meer? Schrijf ons dan, met uw code. Ook andere diensten kunnen u helpen, zoals Unia. Ondervindt u nadeel door uw melding? Zeg het ons op deze pagina.',
    'proposal.breach-found':
      'Wij hebben uw melding onderzocht. Wij stelden een overtreding van de wet vast.\n\n[Vul aan: wat wij deden of nog doen.]\n\nDank u: zonder uw melding wisten wij dit niet. Ondervindt u nadeel door uw melding? Zeg het ons op deze pagina.',
    'proposal.not-enough':
      'Wij hebben uw melding gelezen. Wij weten nog te weinig om verder te gaan.\n\n[Vul aan: wat wij probeerden en wat er ontbreekt.]\n\nWeet u meer, of gebeurt het opnieuw? Schrijf ons dan, met uw code. Wij kunnen uw melding weer opnemen zolang wij ze bewaren.',
    'proposal.not-competent':
      'Wij hebben uw melding gelezen. Wij mogen dit niet zelf onderzoeken: de wet geeft die taak aan een andere dienst.\n\n[Vul aan: welke dienst dat is, en hoe u die bereikt.]\n\nOndervindt u nadeel door uw melding? Zeg het ons op deze pagina.',
    'proposal.led-to-inquiry':
      'Uw melding leidde tot een onderzoek.\n\n[Vul aan: wat wij u daarover mogen zeggen.]\n\nMeer kunnen wij u niet zeggen: het onderzoek mag er niet door mislukken. Dank u voor uw melding. Ondervindt u nadeel door uw melding? Zeg het ons op deze pagina.',
    'proposal.about.inquiry': 'Wij onderzoeken het nog',
    'proposal.about': 'Een tekst over',
    'proposal.about.hint': 'Alleen voor een voorstel: u stuurt wat in het tekstvak staat.',
    'proposal.lang': 'Taal van het voorstel',
    'proposal.in.nl': 'De melding is in het Nederlands.',
    'proposal.in.en': 'De melding is in het Engels.',
    'proposal.in.fr': 'De melding is in het Frans.',
    'proposal.make': 'Stel een tekst voor',
    'proposal.unfinished': 'Vul eerst aan wat tussen rechte haken staat.',
  },
  en: {
    'proposal.inquiry':
      'We are looking into your report.\n\n[Fill in: what we did already and what we still do.]\n\nWe cannot tell you everything: that could make the inquiry fail. Do you know more? Write to us here, with your code.',
    'proposal.no-breach-found':
      'We looked into your report. We found no breach of the law.\n\n[Fill in: what we looked at and why we see no breach.]\n\nIt was right to report this. Does it happen again, or do you know more? Write to us, with your code. Other services can help you too, such as Unia. Do you suffer harm because of your report? Tell us on this page.',
    'proposal.breach-found':
      'We looked into your report. We found a breach of the law.\n\n[Fill in: what we did or still do.]\n\nThank you: without your report we would not have known. Do you suffer harm because of your report? Tell us on this page.',
    'proposal.not-enough':
      'We read your report. We still know too little to go on.\n\n[Fill in: what we tried and what is missing.]\n\nDo you know more, or does it happen again? Write to us, with your code. We can take up your report again for as long as we keep it.',
    'proposal.not-competent':
      'We read your report. We may not look into this ourselves: the law gives that task to another service.\n\n[Fill in: which service that is, and how to reach it.]\n\nDo you suffer harm because of your report? Tell us on this page.',
    'proposal.led-to-inquiry':
      'Your report led to an inquiry.\n\n[Fill in: what we may tell you about it.]\n\nWe cannot tell you more: that could make the inquiry fail. Thank you for your report. Do you suffer harm because of your report? Tell us on this page.',
    'proposal.about.inquiry': 'We are still looking into it',
    'proposal.about': 'A text about',
    'proposal.about.hint': 'For a proposal alone: you send what stands in the text field.',
    'proposal.lang': 'Language of the proposal',
    'proposal.in.nl': 'The report is in Dutch.',
    'proposal.in.en': 'The report is in English.',
    'proposal.in.fr': 'The report is in French.',
    'proposal.make': 'Propose a text',
    'proposal.unfinished': 'First fill in what stands between square brackets.',
  },
  fr: {
    'proposal.inquiry':
      'Nous examinons votre signalement.\n\n[À compléter : ce que nous avons déjà fait et ce que nous ferons encore.]\n\nNous ne pouvons pas tout vous dire : cela pourrait faire échouer l’enquête. Savez-vous autre chose ? Écrivez-nous ici, avec votre code.',
    'proposal.no-breach-found':
      'Nous avons examiné votre signalement. Nous n’avons pas constaté d’infraction à la loi.\n\n[À compléter : ce que nous avons vérifié et pourquoi nous ne voyons pas d’infraction.]\n\nVous avez bien fait de signaler. Cela se reproduit, ou vous en savez plus ? Écrivez-nous, avec votre code. D’autres services peuvent aussi vous aider, comme Unia. Subissez-vous un préjudice à cause de votre signalement ? Dites-le nous sur cette page.',
    'proposal.breach-found':
      'Nous avons examiné votre signalement. Nous avons constaté une infraction à la loi.\n\n[À compléter : ce que nous avons fait ou ferons encore.]\n\nMerci : sans votre signalement, nous ne l’aurions pas su. Subissez-vous un préjudice à cause de votre signalement ? Dites-le nous sur cette page.',
    'proposal.not-enough':
      'Nous avons lu votre signalement. Nous en savons encore trop peu pour continuer.\n\n[À compléter : ce que nous avons essayé et ce qui manque.]\n\nVous en savez plus, ou cela se reproduit ? Écrivez-nous, avec votre code. Nous pouvons reprendre votre signalement tant que nous le conservons.',
    'proposal.not-competent':
      'Nous avons lu votre signalement. Nous ne pouvons pas l’examiner nous-mêmes : la loi confie cette tâche à un autre service.\n\n[À compléter : quel est ce service et comment le joindre.]\n\nSubissez-vous un préjudice à cause de votre signalement ? Dites-le nous sur cette page.',
    'proposal.led-to-inquiry':
      'Votre signalement a mené à une enquête.\n\n[À compléter : ce que nous pouvons vous en dire.]\n\nNous ne pouvons pas vous en dire plus : cela pourrait faire échouer l’enquête. Merci pour votre signalement. Subissez-vous un préjudice à cause de votre signalement ? Dites-le nous sur cette page.',
    'proposal.about.inquiry': 'Nous l’examinons encore',
    'proposal.about': 'Un texte sur',
    'proposal.about.hint': 'Seulement pour une proposition : vous envoyez ce qui est dans le champ de texte.',
    'proposal.lang': 'Langue de la proposition',
    'proposal.in.nl': 'Le signalement est en néerlandais.',
    'proposal.in.en': 'Le signalement est en anglais.',
    'proposal.in.fr': 'Le signalement est en français.',
    'proposal.make': 'Proposer un texte',
    'proposal.unfinished': 'Complétez d’abord ce qui est entre crochets.',
  },
});

export const proposalTranslator = createTranslator(proposalWords);
