import { z } from 'zod';
import { form, holds, page, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { fault } from '../../platform/faults.js';
import { asId } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { fill, paths, withQuery, type Lang } from '../../web/index.js';
import { formWordsIn } from './form-words.js';
import { voiceProblems } from './problems.js';
import { RecordForm } from './record-form.js';
import { testerFault, VoiceForm, WithdrawBody, type VoiceRecord } from './schema.js';
import { confirmVoice, recordVoice, withdrawVoice } from './service.js';
import { findVoice, listOwnVoices, listTesters, listVoices } from './views.js';
import { OwnVoice, VoiceList } from './voice-list.js';
import { VOICE_DONE, VoiceView } from './voice-view.js';
import { heardWords, type OriginName } from './voice-words.js';
import { wordsIn } from './words.js';

interface Sent {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}
const NOTHING: Sent = { faults: [], kept: {} };
const Query = z.object({ gedaan: z.enum(VOICE_DONE).optional().catch(undefined) });
type Done = z.output<typeof Query>['gedaan'];

/** The origins that a voice can be heard as, by the words of the name pools. */
export interface Origins {
  readonly codes: readonly string[];
  readonly nameOf: OriginName;
}

/** The pages of voices: all of them for who plans calls, the own one for a tester. */
export function voicePages(origins: Origins): RouteLine[] {
  return [
    page(paths.voices.list, { can: 'call.plan' }, async (ctx, { lang }) => ({
      title: wordsIn(lang)('title'),
      content: (
        <VoiceList
          lang={lang}
          voices={await ctx.read(listVoices)}
          today={ctx.clock.today()}
          originName={origins.nameOf}
          records={holds(ctx.actor.roles, 'voice.record')}
        />
      ),
    })),
    page(paths.voices.own, { can: 'task.read-own' }, async (ctx, { lang }) => ({
      title: wordsIn(lang)('own.title'),
      content: (
        <OwnVoice
          lang={lang}
          voices={await ctx.read(listOwnVoices)}
          today={ctx.clock.today()}
          originName={origins.nameOf}
        />
      ),
    })),
    ...recordLines(origins),
    ...oneLines(origins.nameOf),
  ];
}

function recordLines(origins: Origins): RouteLine[] {
  const can = 'voice.record';
  const show = async (ctx: Ctx, lang: Lang, sent: Sent) => ({
    title: formWordsIn(lang)('title'),
    trail: [{ label: wordsIn(lang)('title'), href: paths.voices.list }],
    content: (
      <RecordForm
        lang={lang}
        testers={(await ctx.read(listTesters)).filter(({ account }) => account !== ctx.actor.id)}
        origins={origins.codes}
        originName={origins.nameOf}
        {...sent}
      />
    ),
  });
  return [
    page(paths.voices.add, { can }, (ctx, { lang }) => show(ctx, lang, NOTHING)),
    form(
      paths.voices.record,
      {
        can,
        body: VoiceForm,
        again: (ctx, { body, lang }, faults) => show(ctx, lang, { faults, kept: body }),
      },
      async (ctx, { body }) => {
        const id = await record(ctx, body);
        return withQuery(fill(paths.voices.one, { id }), { gedaan: 'vast' });
      },
    ),
  ];
}

const FIELD_OF: Readonly<Record<string, string>> = {
  'voice-in-future': 'testedOn',
  'voice-own': 'tester',
  'unknown-tester': 'tester',
  'voice-proposed-already': 'origin',
};

/** What a rule refuses is a fault of the field that it is about. */
async function record(ctx: Ctx, voice: VoiceRecord): Promise<string> {
  try {
    return await recordVoice(ctx, voice);
  } catch (error) {
    const field = error instanceof Problem ? FIELD_OF[error.code] : undefined;
    if (!(error instanceof Problem) || field === undefined) throw error;
    const said = Object.entries(voiceProblems.kinds).find(([code]) => code === error.code)?.[1];
    const message = said === undefined ? testerFault : fault(said);
    throw new Problem('bad-input', undefined, [{ field, message }]);
  }
}

function oneLines(originName: OriginName): RouteLine[] {
  const can = 'call.plan';
  const show = (ctx: Ctx, lang: Lang, id: string, done: Done, sent: Sent) =>
    ctx.read(async (ctx) => {
      const voice = await findVoice(ctx, asId<'voice-pretest'>(id));
      return {
        title: `${voice.name}: ${heardWords(voice, originName, lang)}`,
        trail: [{ label: wordsIn(lang)('title'), href: paths.voices.list }],
        content: (
          <VoiceView
            lang={lang}
            voice={voice}
            voices={await listVoices(ctx)}
            today={ctx.clock.today()}
            actor={ctx.actor.id}
            originName={originName}
            done={done}
            {...sent}
          />
        ),
      };
    });
  return [
    page(paths.voices.one, { can, query: Query }, (ctx, { params, query, lang }) =>
      show(ctx, lang, params.id, query.gedaan, NOTHING),
    ),
    form(paths.voices.confirm, { can }, async (ctx, { params }) => {
      await confirmVoice(ctx, asId<'voice-pretest'>(params.id));
      return withQuery(fill(paths.voices.one, params), { gedaan: 'bevestigd' });
    }),
    form(
      paths.voices.withdraw,
      {
        can,
        body: WithdrawBody,
        again: (ctx, { params, body, lang }, faults) =>
          show(ctx, lang, params.id, undefined, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        await withdrawVoice(ctx, asId<'voice-pretest'>(params.id), body.reason);
        return withQuery(fill(paths.voices.one, params), { gedaan: 'ingetrokken' });
      },
    ),
  ];
}
