// What is kept of a request when it is sent: all that it says and rests on, as one text, and the two files printed of it.
import { groundsOf, sectorsOf } from '../contrasts.js';
import { z } from 'zod';
import { record } from '../../audit/index.js';
import { canonicalJson } from '../../platform/canonical.js';
import type { TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import { AUTHORISATION_KINDS } from '../../register/index.js';
import { findSignals, type Signal } from '../../signals/index.js';
import { findBasisText } from '../legal-bases/views.js';
import { PURPOSES, type Campaign } from '../schema.js';
import type { Addressee } from './addressee.js';
import {
  REQUEST_LANGUAGES,
  TEST_TYPES,
  type Authorisation,
  type AuthorisationRequest,
  type RequestLanguage,
} from './schema.js';
import { insertSent } from './store.js';
import { findEmployerNames, findHands, findRequest } from './views.js';

const named = z.object({ code: z.string(), name: z.string() });

/** The text of a request as it is kept: names in its own language stand beside the codes. */
export const SentBody = z.object({
  form: z.literal('praktijktest/request/1'),
  authorisation: z.string(),
  campaign: z.string(),
  /** The magistrate to whose account it went; null where it went on paper. */
  to: z.object({ account: z.string(), name: z.string() }).nullable().default(null),
  of: z.object({
    name: z.string(),
    purpose: z.enum(PURPOSES),
    service: named,
    ground: named,
    sectors: z.array(named),
  }),
  basis: z.object({ code: z.string(), version: z.string(), name: z.string(), textHash: z.string() }),
  request: z.object({
    version: z.number(),
    kind: z.enum(AUTHORISATION_KINDS),
    language: z.enum(REQUEST_LANGUAGES),
    addressee: z.string(),
    motivation: z.string(),
    necessity: z.string(),
    maxTests: z.number(),
    wantedFrom: z.string(),
    wantedUntil: z.string(),
    testTypes: z.array(z.enum(TEST_TYPES)),
    employers: z.array(z.string()),
    thirdPersons: z.boolean(),
    excusedActs: z.string().nullable(),
  }),
  /** Null where the register did not know the number. */
  employers: z.array(z.object({ number: z.string(), name: z.string().nullable() })),
  signals: z.array(
    z.object({
      id: z.string(),
      reference: z.string(),
      kind: named,
      employer: z.object({ number: z.string(), name: z.string() }).nullable(),
      sector: named,
      grounds: z.array(named),
      period: z.string(),
      facts: z.string(),
      exhibits: z.array(z.object({ kind: z.string(), facts: z.string(), fileHash: z.string() })),
    }),
  ),
  hands: z.object({ writer: z.string(), checker: z.string(), sender: z.string() }),
  sentAt: z.string(),
});
export type SentBody = z.output<typeof SentBody>;

/** What keeping a request needs from the rooms beside it. */
export interface RequestPrinting {
  /** The name of a code in a language, as the reference files give it. */
  readonly nameOf: (
    of: 'sector' | 'ground' | 'trigger' | 'service',
    code: string,
    lang: RequestLanguage,
  ) => string;
  /** Prints a request. The same body gives the same bytes. */
  readonly print: (body: SentBody) => Promise<{ readonly html: string; readonly pdf: Buffer }>;
}

/** Keeps a request as it is sent now, to an account or on paper, as text, HTML and PDF, and its three hashes in the log. */
export async function keepAsSent(
  ctx: TxCtx,
  printing: RequestPrinting,
  campaign: Campaign,
  authorisation: Authorisation,
  to: Addressee | null,
): Promise<void> {
  const request = await findRequest(ctx, authorisation.id);
  if (request === null) throw new Problem('authorisation-unchecked');
  const said = await bodyOf(ctx, printing, campaign, { authorisation, request, to });
  const body = canonicalJson(said);
  const { html, pdf } = await printing.print(said);
  const bodyHash = sha256(body);
  const htmlHash = sha256(html);
  const pdfHash = sha256(pdf);
  const { version } = request;
  const key = { authorisation: authorisation.id, campaign: campaign.id };
  await insertSent(ctx, key, {
    version,
    body,
    html,
    pdf,
    bodyHash,
    htmlHash,
    pdfHash,
    addressedTo: to?.account ?? null,
  });
  record(ctx, {
    what: 'authorisation.request-kept',
    ...key,
    version,
    bodyHash: bodyHash.toString('hex'),
    htmlHash: htmlHash.toString('hex'),
    pdfHash: pdfHash.toString('hex'),
  });
}

async function bodyOf(
  ctx: TxCtx,
  { nameOf }: RequestPrinting,
  campaign: Campaign,
  asked: {
    readonly authorisation: Authorisation;
    readonly request: AuthorisationRequest;
    readonly to: Addressee | null;
  },
): Promise<SentBody> {
  const { authorisation, request, to } = asked;
  const { signals, remark: _, ...text } = request;
  const lang = request.language;
  const code = (of: Parameters<typeof nameOf>[0], code: string) => ({ code, name: nameOf(of, code, lang) });
  const basis = await findBasisText(ctx, campaign.basis);
  const hands = await findHands(ctx, authorisation.id);
  const names = await findEmployerNames(ctx, request.employers);
  return {
    form: 'praktijktest/request/1',
    authorisation: authorisation.id,
    campaign: campaign.id,
    to,
    of: {
      name: campaign.name,
      purpose: campaign.purpose,
      service: code('service', campaign.service),
      ground: {
        code: campaign.ground,
        name: groundsOf(campaign)
          .map((ground) => nameOf('ground', ground, lang))
          .join(', '),
      },
      sectors: sectorsOf(campaign).map((sector) => code('sector', sector)),
    },
    basis: { ...campaign.basis, name: basis.name[lang], textHash: basis.textHash.toString('hex') },
    request: {
      ...text,
      kind: authorisation.kind,
      testTypes: [...text.testTypes],
      employers: [...text.employers],
    },
    employers: request.employers.map((number) => ({ number, name: names.get(number) ?? null })),
    signals: (await findSignals(ctx, signals)).map((signal) => signalBody(signal, code)),
    hands: { writer: hands.requester ?? '?', checker: hands.checker ?? '?', sender: ctx.actor.name },
    sentAt: ctx.clock.now().toISOString(),
  };
}

function signalBody(
  signal: Signal,
  code: (of: 'sector' | 'ground' | 'trigger', code: string) => { code: string; name: string },
): SentBody['signals'][number] {
  const { id, reference, kind, employer, kbo, sector, grounds, period, facts, exhibits } = signal;
  return {
    id,
    reference,
    kind: code('trigger', kind),
    employer: kbo === null || employer === null ? null : { number: kbo, name: employer },
    sector: code('sector', sector),
    grounds: grounds.map((one) => code('ground', one)),
    period,
    facts,
    exhibits: exhibits.map((one) => ({
      kind: one.kind,
      facts: one.facts,
      fileHash: one.fileHash.toString('hex'),
    })),
  };
}
