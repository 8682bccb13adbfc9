import { practiceAccounts, practiceCallers } from './auth/index.js';
import { practiceRole } from './demo-calls.js';
import { AGENCY_ANSWERS, EMPLOYER_ANSWERS } from './demo-words.js';
import {
  findNextCall,
  listOwnCalls,
  listOwnTasks,
  listToRelease,
  type CallCode,
  type OwnCall,
} from './fieldwork/index.js';
import type { Ctx } from './platform/context.js';
import { sha256 } from './platform/crypto.js';
import { openStream, type Stream } from './platform/rng.js';
import type { Services } from './services.js';

type Person = (typeof practiceAccounts)[number] | (typeof practiceCallers)[number];

/** Of a hundred candidates who call, how many employers ask to come: of those who sound Flemish, and of the others. */
const INVITED = { flemish: 75, other: 40 };
const FLEMISH: readonly string[] = ['tess', 'toon'];

/** The people of a demo who call, and who listen: each through the same use cases as the pages, none knowing more than its role. */
export class DemoCalling {
  readonly #services: Services;
  readonly #seed: number;
  readonly #callers: readonly Person[];
  readonly #listeners: readonly Person[];

  /** @param simulated everybody, or the colleagues of the practice tester: the others are people at the pages */
  constructor(services: Services, seed: number, simulated: 'everybody' | 'colleagues') {
    this.#services = services;
    this.#seed = seed;
    const everybody = simulated === 'everybody';
    this.#callers = [...(everybody ? holding('tester') : []), ...practiceCallers];
    // Nobody simulated can hear what a person noted.
    this.#listeners = everybody ? [...holding('coder'), ...holding('adjudicator')] : [];
  }

  /** Makes the calls of candidates that are due, and has what was heard released to coders. @returns how many */
  async callAsCandidates(): Promise<number> {
    let made = 0;
    for (const caller of this.#callers) {
      const ctx = this.#services.contextFor(caller);
      for (const call of await listOwnCalls(ctx))
        if (call.state === 'due' && call.refusal === null && !call.unchecked) {
          await this.#callOne(ctx, call, FLEMISH.includes(caller.login));
          made += 1;
        }
    }
    return made;
  }

  async #callOne(ctx: Ctx, call: OwnCall, flemish: boolean): Promise<void> {
    const { candidateCalls, responses } = this.#services;
    const fieldworker = practiceRole(this.#services, 'fieldworker');
    const waiting = new Set((await listToRelease(fieldworker)).map(({ id }) => id));
    const stream = this.#streamOf('candidate', call.number * 2 + call.position);
    const invited = stream.int(100) < INVITED[flemish ? 'flemish' : 'other'];
    const said = stream.pick(EMPLOYER_ANSWERS[invited ? 'positive' : 'negative']);
    await candidateCalls.begin(ctx, call.id);
    await candidateCalls.end(ctx, call.id, { outcome: 'spoken', said, deviation: '', spokeWith: '' });
    for (const { id } of await listToRelease(fieldworker))
      if (!waiting.has(id)) await fieldworker.inTx((ctx) => responses.releaseWords(ctx, id, said));
  }

  /** Makes the calls of clients whose day has come. @returns how many */
  async callAsClients(): Promise<number> {
    const { calls, clock } = this.#services;
    let made = 0;
    for (const caller of this.#callers) {
      const ctx = this.#services.contextFor(caller);
      for (const { id, number, state, plannedOn } of await listOwnTasks(ctx)) {
        if (state !== 'planned' || plannedOn > clock.today()) continue;
        const { code, words } = this.#streamOf('client', number).pick(AGENCY_ANSWERS);
        await calls.start(ctx, id);
        await calls.record(ctx, id, {
          ...{ code, timesSaid: 1, askedReason: false, namedBan: code === 'REFUSE-LAW' },
          ...{ deviations: [], note: words },
        });
        made += 1;
      }
    }
    return made;
  }

  /** Two coders each say what they heard in the words of a call, and a third settles where they differ. @returns how many codes */
  async codeClients(): Promise<number> {
    let coded = 0;
    for (const [place, listener] of this.#listeners.entries()) {
      const ctx = this.#services.contextFor(listener);
      for (
        let next = await findNextCall(ctx, undefined);
        next !== undefined;
        next = await findNextCall(ctx, undefined)
      ) {
        const code = heard(next.told, place === 1);
        await this.#services.callCoding.code(ctx, next.task, {
          ...{ code, askedReason: next.askedReason, namedBan: next.namedBan },
        });
        coded += 1;
      }
    }
    return coded;
  }

  #streamOf(what: string, place: number): Stream {
    return openStream(sha256('praktijktest/demo-calling/1', String(this.#seed)), what, place);
  }
}

const holding = (role: string) => practiceAccounts.filter(({ roles }) => roles.some((held) => held === role));

/** What somebody hears in the words that were noted; the second coder hears some of them in another way. */
function heard(told: string, second: boolean): CallCode {
  const said = AGENCY_ANSWERS.find(({ words }) => words === told);
  if (said === undefined) throw new Error('Nobody of the demo said this.');
  return (second ? said.second : undefined) ?? said.code;
}
