import { z } from 'zod';
import { create, edit, get, getOne, Hash, Instant, type Resource, type RouteLine } from '../../auth/index.js';
import { asId } from '../../platform/ids.js';
import { Day, VOICE_LANGUAGES, VOICE_SEXES, VoiceBody, WithdrawBody } from './schema.js';
import { confirmVoice, hold, recordVoice, withdrawVoice } from './service.js';
import { findVoice, listVoices } from './views.js';

const VoiceAnswer = z.object({
  id: z.uuid(),
  account: z.uuid().meta({ description: 'The tester’s account.' }),
  tester: z.int().meta({ description: 'The tester’s number.' }),
  language: z.enum(VOICE_LANGUAGES),
  origin: z.string(),
  testedOn: Day,
  sex: z.enum(VOICE_SEXES),
  raters: z.int(),
  share: z.number().meta({ description: 'The part of the raters who heard this origin.' }),
  age: z.number(),
  clarity: z.number(),
  friendliness: z.number(),
  pace: z.int().meta({ description: 'Words per minute.' }),
  documentHash: Hash,
  remark: z.string().nullable(),
  recordedBy: z.uuid(),
  recordedAt: Instant,
  confirmedBy: z.uuid().nullable(),
  confirmedAt: Instant.nullable(),
  withdrawnAt: Instant.nullable(),
  withdrawnReason: z.string().nullable(),
  replaced: z.boolean().meta({ description: 'Whether a newer pretest took its place.' }),
});

const voice: Resource<typeof VoiceAnswer> = {
  can: 'call.plan',
  answer: VoiceAnswer,
  find: (ctx, id) => findVoice(ctx, asId<'voice-pretest'>(id)),
  hold: async (ctx, id) => {
    await hold(ctx, asId<'voice-pretest'>(id));
  },
};

/** The JSON API of voices: what raters heard, recorded by one and confirmed by another. */
export function voiceRoutes(): RouteLine[] {
  const address = '/api/v1/voices';
  const idOf = (params: { id: string }) => asId<'voice-pretest'>(params.id);
  return [
    get(
      address,
      {
        can: 'call.plan',
        summary: 'Read the pretests of every tester, the newest of each first',
        answer: z.object({ voices: z.array(VoiceAnswer) }),
      },
      async (ctx) => ({ voices: await ctx.read(listVoices) }),
    ),
    create(
      address,
      {
        can: 'voice.record',
        summary: 'Record how raters heard a tester; it waits for a second person',
        body: VoiceBody,
        problems: ['unknown-tester', 'voice-own', 'voice-in-future', 'voice-proposed-already'],
      },
      (ctx, { body }) => recordVoice(ctx, body),
    ),
    getOne(`${address}/:id`, 'Read one pretest and what became of it', voice),
    edit(
      `${address}/:id/confirm`,
      {
        can: 'call.plan',
        summary: 'Confirm a pretest that somebody else recorded',
        of: voice,
        problems: ['voice-decided', 'voice-own', 'voice-two-persons'],
      },
      (ctx, { params }) => confirmVoice(ctx, idOf(params)),
    ),
    edit(
      `${address}/:id/withdraw`,
      {
        can: 'call.plan',
        summary: 'Withdraw a pretest: the voice serves no more until it is tested anew',
        of: voice,
        body: WithdrawBody,
        problems: ['voice-decided', 'voice-own'],
      },
      (ctx, { params, body }) => withdrawVoice(ctx, idOf(params), body.reason),
    ),
  ];
}
