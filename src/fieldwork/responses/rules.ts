import { mayTakeOn } from '../../auth/index.js';
import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { Code, OutcomeCode } from './schema.js';

/** What the suggestion looks at: the headers that machines set, and the text a person reads. */
export interface Answer {
  readonly subject: string;
  readonly text: string;
  readonly autoSubmitted: string | null;
  readonly precedence: string | null;
  readonly bounced: boolean;
}

/** A code and the words that led to it; `automatic` when a header alone shows that no person answered. */
export interface Suggestion {
  readonly code: Code | null;
  readonly words: readonly string[];
  readonly automatic: boolean;
}

type Phrases = readonly RegExp[];

// Written on folded text: lower case, no accents, one space. Dutch first; French and English for what crosses the language border.
const PHRASES = {
  detection: [/praktijktest/, /fictieve? (kandida|sollicita)/, /nep-?(kandida|sollicita)/, /mystery/],
  filled: [
    /\b(vacature|functie|plaats|job|betrekking|positie)\b[^.!?]{0,60}\b(ingevuld|vervuld|ingenomen|toegewezen|gesloten|afgesloten|weg|niet (meer|langer) (vacant|beschikbaar|open))\b/,
    /\b(reeds|al|intussen|ondertussen|inmiddels|net|pas)\b[^.!?]{0,40}\b(ingevuld|vervuld|aangeworven|aangenomen|toegewezen|getekend)\b/,
    /\b(hebben|vonden)\b[^.!?]{0,30}\biemand\b[^.!?]{0,30}\b(gevonden|aangeworven|aangenomen|gekozen|gestart|begonnen)?\b/,
    /\b(er )?(is|was|start|begint|begon) (al |reeds |intussen )?iemand\b/,
    /\bwerving\b[^.!?]{0,30}\b(afgerond|gesloten|stop)/,
    /poste (est |a ete )?(deja )?pourvu/,
    /position has (already )?been filled/,
  ],
  refused: [
    /\bhelaas\b/,
    /\bjammer\b/,
    /\bspijtig\b/,
    /\btot (onze|mijn) spijt\b/,
    /\bspijt (ons|mij|me)\b/,
    /\b(moeten|moet) (wij|we|ik) (u|je|jou)\b[^.!?]{0,20}\b(teleurstellen|meedelen|laten weten|melden)\b/,
    /\b(niet|geen)\b[^.!?]{0,50}\b(weerhouden|weerhielden|geselecteerd|selecteren|aanmerking|gevolg|verder\w*|vervolg|ingaan|in te gaan|aanbieden|uitnodigen|volgende ronde|voortzetten|bij de kandidaten|gekozen|passend|geschikt|voldoende)\b/,
    /\b(gaan|gaat|ging)( wij| we| het)? (dan ook |echter |deze keer |ditmaal )?(niet|met (een )?ander)\b/,
    /\bander(e)? (profiel|kandida|sollicitant|persoon)/,
    /\bkeuze\b/,
    /\bgekozen voor\b/,
    /\b(beter|meer|dichter)\b[^.!?]{0,20}\baansl(uit|oot|uiten|oten)\b/,
    /\b(profiel|ervaring|kandidatuur|sollicitatie)\b[^.!?]{0,30}\bpast\b[^.!?]{0,20}\b(niet|minder)\b/,
    /\bvoldoe(t|n)? niet\b/,
    /\bonvoldoende\b/,
    /\bafgewezen\b/,
    /\bverdere (zoektocht|loopbaan|carriere|sollicitaties)\b/,
    /\b(veel )?succes\b/,
    /\bsterke?(re)? kandida/,
    /malheureusement/,
    /unfortunately/,
    /\bregret\b/,
  ],
  reserve: [
    /\b(wervings)?reserve(lijst)?\b/,
    /\bop (de|een|onze) (wacht)?lijst\b/,
    /\b(databank|databestand|database|bestand)\b/,
    /\b(bewaren|bewaar|houden|hou|bijhouden|bij te houden|opnemen)\b[^.!?]{0,60}\b(gegevens|cv|kandidatuur|sollicitatie|dossier|brief|achterhand|bestand)\b/,
    /\b(cv|gegevens|kandidatuur|sollicitatie|dossier|brief)\b[^.!?]{0,40}\b(bij|achter de hand|bewaard|bijgehouden)\b/,
    /\b(toekomstige|latere|volgende|nieuwe) (vacature|opportuniteit|mogelijkhe|aanwerving)/,
    /\btweede keuze\b/,
  ],
  appointed: [
    /\b(maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag)\b[^.!?]{0,40}\d{1,2}([.:]\d{2})? ?(u|uur)\b/,
    /\b(afspraak|afspreken|af te spreken|samenzitten|samen zitten|samen te zitten)\b/,
    /\b(past|schikt|lukt|schikken|passen) (het |dat |dit |dat moment )?(voor )?(u|je|jou)\b/,
    /\bzien (we|wij) elkaar\b/,
  ],
  invited: [
    /\bnodig(en|t)? (wij |we |ik )?(u|je|jou)\b/,
    /\buit(ge)?nodig(en|ing|d|t)?\b/,
    /\buit te nodigen\b/,
    /\b(sollicitatie|kennismakings|intake|personeels|eerste)?-?gesprek\b/,
    /\b(graag|willen|zouden|wil|zou)\b[^.!?]{0,50}\b(ontmoeten|kennismaken|leren kennen|kennis te maken|spreken|zien)\b/,
    /\b(langs|binnen|naar ons|op kantoor|ter plaatse)\b[^.!?]{0,20}\b(komen|springen|kom|komt)\b/,
    /\b(kom|komt|komen)\b[^.!?]{0,30}\b(langs|af|voorstellen|praten)\b/,
    /\binterview\b/,
    /\bentretien\b/,
    /\bvoor te stellen\b/,
  ],
  test: [
    /\b(online |praktische |schriftelijke |korte )?(selectie|bekwaamheids|vaardigheids|capaciteits|rij|proef|taal|werk|computer)?-?(test|testen|testje|proef|proeven|testdag|proefdag|proefdraaien|meedraaien|assessment|testmoment)\b/,
    /\bvragenlijst\b[^.!?]{0,20}\bin ?(te )?vul/,
  ],
  other: [
    /\b(andere|ander|gelijkaardige|soortgelijke|vergelijkbare|verwante|tweede)\b[^.!?]{0,30}\b(vacature|functie|job|betrekking|plaats|opdracht|rol|vestiging|filiaal|afdeling|klant)\b/,
    /\bzuster\w+/,
    /\b(wel|nog)\b[^.!?]{0,30}\b(iets|iemand|plaats|vacature|job|functie)\b[^.!?]{0,40}\b(als|bij|in|voor)\b/,
  ],
  call: [
    /\b(bel|belt|telefoneer|contacteer|contacteert)\b[^.!?]{0,40}\b(mij|me|ons|terug|nummer|even|eens|gerust)\b/,
    /\b(kan|kunt|kun|wil|wilt|zou|mag|mogen)\b[^.!?]{0,40}\b(bellen|opbellen|terugbellen|telefoneren|contacteren|contact opnemen|contact op te nemen)\b/,
    /\bterugbel/,
    /\b(telefonisch|telefoon)\b[^.!?]{0,30}\b(gesproken|bereiken|contact)\b/,
    /\b(mag|kan) ik\b[^.!?]{0,20}\b(bellen|opbellen)\b/,
    /\b(geef|geeft)\b[^.!?]{0,20}\b(een )?(belletje|seintje)\b/,
    /\bneem(t)?\b[^.!?]{0,20}\bcontact\b/,
    /\btelefonisch\b[^.!?]{0,30}\b(bereik|overlopen|spreken|door)/,
    /\bbereik(en|baar)\b[^.!?]{0,30}\b\d{2,}/,
  ],
  information: [
    /\b(kan|kunt|kun|zou|zoudt|wil|wilt|mag|mogen)\b[^.!?]{0,80}\b(bezorgen|doorsturen|sturen|meedelen|laten weten|aanvullen|toelichten|bevestigen|opgeven|zeggen|doorgeven|overmaken|verduidelijken|mailen)\b/,
    /\b(bijkomende|extra|aanvullende|nog (een paar|enkele|wat|een))\b[^.!?]{0,20}\b(info|informatie|inlichtingen|gegevens|vraag|vragen|vraagje|documenten)\b/,
    /\b(heeft|hebt|heb|bent|ben|beschikt|beschik|spreekt|spreek|kan|kunt|woont|zoekt|werkt)( u| je| jij)\b[^.!?]*\?/,
    /\b(wat|wanneer|hoeveel|welke|hoe)\b[^.!]*\b(uw|je|jouw|u|jij)\b[^.!]*\?/,
    /\b(vernemen|weten)\b[^.!?]{0,60}\b(of|wanneer|hoeveel|welke?|wat)\b/,
  ],
  absent: [
    /\bafwezig/,
    /\bbuiten kantoor\b/,
    /out of (the )?office/,
    /\b(met|in|op) (verlof|vakantie|congé|conge)\b/,
    /\bniet (op kantoor|aanwezig)\b/,
    /absent(e)? du bureau/,
  ],
  received: [
    /\bontvang(en|st)\b/,
    /\bontvingen\b/,
    /\b(bedankt|dank|danken|dankjewel|merci)\b/,
    /\b(bekijken|behandelen|bekeken|verwerken|doornemen|beoordelen)\b/,
    /\bin (goede orde|behandeling)\b/,
    /\b(hoort|hoor|horen) (u |je )?(snel|spoedig|nog|binnenkort|van ons)\b/,
    /\bautomatisch bericht\b/,
    /bien recu/,
    /received your/,
  ],
} as const satisfies Record<string, Phrases>;

const AUTOMATIC = /^auto-/;

/** Suggests a code by transparent rules: headers first (RFC 3834, RFC 3464), then phrases. Null when nothing is clear. */
export function suggest(answer: Answer): Suggestion {
  if (answer.bounced) return { code: 'BNC', words: [], automatic: true };
  const text = fold(withoutQuotes(answer.text));
  const subject = fold(answer.subject);
  const found = (phrases: Phrases): string[] =>
    phrases.flatMap((phrase) => phrase.exec(text)?.[0].trim() ?? []).filter((words) => words !== '');
  const machine =
    AUTOMATIC.test(answer.autoSubmitted ?? '') || /auto_reply|bulk/.test(answer.precedence ?? '');
  const absent = found(PHRASES.absent);
  if (absent.length > 0 && (machine || /afwezig|out of office|automatisch antwoord|autoreply/.test(subject)))
    return { code: 'ACK-A', words: absent, automatic: machine };
  const decided = decide(found);
  if (decided !== null) return { ...decided, automatic: false };
  if (machine) return { code: 'ACK-A', words: found(PHRASES.received), automatic: true };
  if (absent.length > 0) return { code: 'ACK-A', words: absent, automatic: false };
  const received = found(PHRASES.received);
  return received.length > 0
    ? { code: 'ACK-H', words: received, automatic: false }
    : { code: null, words: [], automatic: false };
}

function decide(found: (phrases: Phrases) => string[]): { code: Code; words: string[] } | null {
  const detection = found(PHRASES.detection);
  if (detection.length > 0) return { code: 'DET', words: detection };
  const [filled, refused, reserve, other] = [
    found(PHRASES.filled),
    found(PHRASES.refused),
    found(PHRASES.reserve),
    found(PHRASES.other),
  ];
  const [appointed, test, call, information] = [
    found(PHRASES.appointed),
    found(PHRASES.test),
    found(PHRASES.call),
    found(PHRASES.information),
  ];
  const invited = [...appointed, ...found(PHRASES.invited)];
  const closed = filled.length + refused.length > 0;
  if (
    other.length > 0 &&
    (appointed.length > 0 || (reserve.length === 0 && invited.length + call.length + information.length > 0))
  ) {
    return { code: 'ALT', words: [...other, ...invited, ...call] };
  }
  // A fixed moment is the one thing that no refusal names.
  if (appointed.length > 0 && !closed)
    return test.length > 0
      ? { code: 'TST', words: [...test, ...appointed] }
      : { code: 'INV', words: invited };
  if (filled.length > 0) return { code: 'FIL', words: filled };
  if (reserve.length > 0) return { code: 'RES', words: reserve };
  if (refused.length > 0) return { code: 'REJ', words: refused };
  if (test.length > 0) return { code: 'TST', words: test };
  if (invited.length > 0) return { code: 'INV', words: invited };
  if (call.length > 0) return { code: 'CTC', words: call };
  return information.length > 0 ? { code: 'INF', words: information } : null;
}

/** Lower case, without accents, every run of white space one space. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

const QUOTE_STARTS = [
  /^\s*-{2,}\s*(oorspronkelijk|original|doorgestuurd|message d'origine)/i,
  /^\s*(op|on|le) .{5,120}(schreef|wrote|a ecrit|a écrit)\b.*:?\s*$/i,
  /^\s*(van|from|de):\s.+@/i,
];

/** The answer without the message it answers: what mail programs quote below or mark with ">". */
export function withoutQuotes(text: string): string {
  const kept: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (QUOTE_STARTS.some((start) => start.test(line))) break;
    if (!/^\s*>/.test(line)) kept.push(line);
  }
  return kept.join('\n');
}

const STRENGTH: readonly OutcomeCode[] = [
  'ERR',
  'DET',
  'BNC',
  'INV',
  'TST',
  'ALT',
  'CTC',
  'INF',
  'FIL',
  'REJ',
  'RES',
  'ACK-H',
  'ACK-A',
];

/** The code of an application from the final codes of the answers inside its window: what voids, else the best, else NON. */
export function outcomeOf(codes: readonly Code[]): OutcomeCode {
  return STRENGTH.find((code) => codes.some((given) => given === code)) ?? 'NON';
}

/** What two codings, or a third, decide. Null while a coder is still needed. */
export function finalCode(
  codings: readonly { readonly code: Code; readonly adjudication: boolean }[],
): { code: Code; how: 'agreement' | 'adjudication' } | null {
  const third = codings.find((coding) => coding.adjudication);
  if (third !== undefined) return { code: third.code, how: 'adjudication' };
  const [first, second] = codings;
  if (first === undefined || second?.code !== first.code) return null;
  return { code: first.code, how: 'agreement' };
}

/** How long a message that was set aside can be taken back. */
export const UNDO_MINUTES = 10;

/** Whether a message set aside at an instant may still be taken back; later it stays aside. */
export function mayTakeBack(setAsideAt: Date, now: Date): Verdict {
  return now.getTime() - setAsideAt.getTime() < UNDO_MINUTES * 60_000 ? ALLOW : refuse('too-late-to-undo');
}

/** How somebody stands to the campaign of an answer. */
export interface Standing {
  /** Whether they declared an own interest in it. */
  readonly interest: boolean;
  /** What they did in it that shows its arms or its plan. */
  readonly duties: readonly string[];
}

/** Who has an own interest matches no answers of that campaign. */
export function mayMatch({ interest }: Standing): Verdict<'own-interest'> {
  return interest ? refuse('own-interest') : ALLOW;
}

/** Who has an own interest, planned the campaign or knows its arms codes none of its answers. */
export function mayCode(standing: Standing): Verdict {
  const match = mayMatch(standing);
  return match.allowed ? mayTakeOn(standing.duties, 'code') : match;
}
