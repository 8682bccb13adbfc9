import { createTranslator, defineWords } from '../../web/index.js';

/** The words on the paper of a seal, beside those of the campaign's page. */
export const paperWordsIn = createTranslator(
  defineWords({
    nl: {
      title: 'Verzegeld plan',
      campaign: 'Campagne',
      family: 'Cellen die samen één kans op een vals knipperlicht delen (K)',
      cells: 'Paren per sector',
      tests: 'Testen (paren)',
      frame: 'Vacatures in het steekproefkader, met de hash ervan',
      'frame.employers': 'Werkgevers in het steekproefkader, zonder vacature, met de hash ervan',
      seed: 'Verbintenis op het geheime getal',
      root: 'Wortel over alle testen (SHA-256)',
      plan: 'Hash over alle bladen van het plan',
      algorithm: 'Wijze van trekken',
      canonical: 'De verzegelde tekst',
      'canonical.what':
        'De hash van de verzegeling is SHA-256 over “praktijktest/seal/1” en dan deze tekst. Die van een wijziging is SHA-256 over “praktijktest/amendment/1”, de 32 bytes van de vorige hash en dan haar tekst.',
      'signature.what':
        'De handtekening is Ed25519 over “praktijktest/seal-signature/1” en dan de 32 bytes van de hash, met de sleutel van deze server. Wie de publieke sleutel heeft, kan ze nakijken; wie alleen de databank beheert, kan er geen maken.',
    },
    en: {
      title: 'Sealed plan',
      campaign: 'Campaign',
      family: 'Cells that share one chance of a false flag (K)',
      cells: 'Pairs per sector',
      tests: 'Tests (pairs)',
      frame: 'Vacancies in the sampling frame, with its hash',
      'frame.employers': 'Employers in the sampling frame, without a vacancy, with its hash',
      seed: 'Commitment to the secret number',
      root: 'Root over all tests (SHA-256)',
      plan: 'Hash over all leaves of the plan',
      algorithm: 'Way of drawing',
      canonical: 'The sealed text',
      'canonical.what':
        'The hash of the seal is SHA-256 over “praktijktest/seal/1” and then this text. That of an amendment is SHA-256 over “praktijktest/amendment/1”, the 32 bytes of the hash before, and then its text.',
      'signature.what':
        'The signature is Ed25519 over “praktijktest/seal-signature/1” and then the 32 bytes of the hash, under the key of this server. Whoever has the public key can check it; whoever only runs the database can make none.',
    },
    fr: {
      title: 'Plan scellé',
      campaign: 'Campagne',
      family: 'Cellules qui partagent une même chance de fausse alerte (K)',
      cells: 'Paires par secteur',
      tests: 'Tests (paires)',
      frame: 'Offres dans la base de sondage, avec son hash',
      'frame.employers': 'Employeurs dans la base de sondage, sans offre, avec son hash',
      seed: 'Engagement sur le nombre secret',
      root: 'Racine sur tous les tests (SHA-256)',
      plan: 'Hash sur toutes les feuilles du plan',
      algorithm: 'Manière de tirer',
      canonical: 'Le texte scellé',
      'canonical.what':
        'Le hash du sceau est SHA-256 sur « praktijktest/seal/1 » puis ce texte. Celui d’une modification est SHA-256 sur « praktijktest/amendment/1 », les 32 octets du hash précédent, puis son texte.',
      'signature.what':
        'La signature est une signature Ed25519 sur « praktijktest/seal-signature/1 » suivi des 32 octets du hash, avec la clé de ce serveur. Qui possède la clé publique peut la vérifier ; qui gère seulement la base de données ne peut pas en créer.',
    },
  }),
);
