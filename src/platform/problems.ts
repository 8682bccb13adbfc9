import type { Json } from './canonical.js';

/** One kind of problem a user can meet: its HTTP status and its title per language. */
export interface ProblemKind {
  readonly status: number;
  readonly nl: string;
  readonly en: string;
  /** Reads in English while it is awaited. */
  readonly fr?: string;
}

/** A fault in one field of a form or request. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** Further members of a problem, as RFC 9457 allows; what they hold is for the reader of the answer. */
export type ProblemMembers = Readonly<Record<string, Json>>;

/** An expected failure, by its code in the one table of problems. Everything else that is thrown is a bug. */
export class Problem extends Error {
  readonly code: string;
  readonly detail: string | undefined;
  readonly faults: readonly FieldFault[];
  readonly members: ProblemMembers;

  constructor(
    code: string,
    detail?: string,
    faults: readonly FieldFault[] = [],
    members: ProblemMembers = {},
  ) {
    super(detail === undefined ? code : `${code}: ${detail}`);
    this.name = 'Problem';
    this.code = code;
    this.detail = detail;
    this.faults = faults;
    this.members = members;
  }
}

/** The problems that belong to no room. Each room adds its own; services joins them into one closed table. */
export const platformProblems = {
  'not-found': {
    status: 404,
    nl: 'Deze pagina bestaat niet (meer)',
    en: 'This page does not exist (any more)',
    fr: 'Cette page n’existe pas (ou plus)',
  },
  'not-allowed': {
    status: 403,
    nl: 'Uw rol mag dit niet doen',
    en: 'Your role may not do this',
    fr: 'Votre rôle ne permet pas de faire cela',
  },
  'form-expired': {
    status: 403,
    nl: 'Dit formulier is verlopen. Laad de pagina opnieuw en probeer nog eens',
    en: 'This form has expired. Reload the page and try again',
    fr: 'Ce formulaire a expiré. Rechargez la page et réessayez',
  },
  'wrong-host': {
    status: 421,
    nl: 'Deze server luistert niet naar die naam',
    en: 'This server does not answer to that name',
    fr: 'Ce serveur ne répond pas à ce nom',
  },
  'bad-input': {
    status: 422,
    nl: 'Er klopt iets niet in wat u invulde',
    en: 'Something in your input is not right',
    fr: 'Quelque chose ne va pas dans ce que vous avez rempli',
  },
  'bad-body': {
    status: 400,
    nl: 'De aanvraag is onleesbaar',
    en: 'The request cannot be read',
    fr: 'La demande est illisible',
  },
  'too-large': {
    status: 413,
    nl: 'De aanvraag is te groot',
    en: 'The request is too large',
    fr: 'La demande est trop grande',
  },
  bug: {
    status: 500,
    nl: 'Er ging iets mis bij ons',
    en: 'Something went wrong on our side',
    fr: 'Quelque chose s’est mal passé chez nous',
  },
} as const satisfies Record<string, ProblemKind>;

/** The closed table: code → kind, and database constraint → code. */
export interface ProblemTable {
  readonly kinds: ReadonlyMap<string, ProblemKind>;
  readonly constraints: ReadonlyMap<string, string>;
}

/** Joins rooms' problems into one table. Throws when two rooms give one code, or a constraint names no code. */
export function joinProblems(
  ...rooms: { kinds: Record<string, ProblemKind>; constraints?: Record<string, string> }[]
): ProblemTable {
  const kinds = new Map<string, ProblemKind>();
  const constraints = new Map<string, string>();
  for (const room of rooms) {
    for (const [code, kind] of Object.entries(room.kinds)) {
      if (kinds.has(code)) throw new Error(`Problem ${code} is declared twice.`);
      kinds.set(code, kind);
    }
    for (const [name, code] of Object.entries(room.constraints ?? {})) constraints.set(name, code);
  }
  for (const code of constraints.values())
    if (!kinds.has(code)) throw new Error(`No problem is named ${code}.`);
  return { kinds, constraints };
}

/** The problem behind anything thrown: itself, the one its database constraint names, or a bug. */
export function problemOf(thrown: unknown, table: ProblemTable): Problem {
  if (thrown instanceof Problem) return table.kinds.has(thrown.code) ? thrown : new Problem('bug');
  const code = table.constraints.get(constraintOf(thrown) ?? '');
  return new Problem(code ?? 'bug');
}

/** The name of the constraint (or of the problem a trigger raised as constraint) in a database error, if any. */
export function constraintOf(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('constraint' in thrown)) return undefined;
  return typeof thrown.constraint === 'string' && thrown.constraint !== '' ? thrown.constraint : undefined;
}
