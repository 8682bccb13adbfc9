import { holds } from '../auth/index.js';
import type { Ctx } from '../platform/context.js';
import { createTranslator, defineWords, inEveryLang, paths, type TodoCard } from '../web/index.js';
import { listEmployerFlags } from './employers/index.js';
import { listFlags } from './flags/index.js';

const wordsIn = createTranslator(
  defineWords({
    nl: {
      title: 'Knipperlichten zonder beslissing',
      do: 'Een patroon vraagt een beslissing van een mens.',
    },
    en: { title: 'Flags without a decision', do: 'A pattern asks for a person’s decision.' },
    fr: { title: 'Alertes sans décision', do: 'Une tendance demande la décision d’une personne.' },
  }),
);

/** Flags that nobody decided on yet, for who may decide; the flags that this actor may see, and no others. */
export async function todo(ctx: Ctx): Promise<TodoCard[]> {
  if (!holds(ctx.actor.roles, 'flag.decide')) return [];
  const waiting = [...(await listFlags(ctx)), ...(await listEmployerFlags(ctx))].filter(
    (flag) => flag.decisions.length === 0,
  );
  const oldest = waiting.map((flag) => flag.raisedAt).sort((a, b) => a.getTime() - b.getTime())[0];
  return [
    {
      id: 'flags',
      title: inEveryLang((lang) => wordsIn(lang)('title')),
      detail: inEveryLang((lang) => wordsIn(lang)('do')),
      count: waiting.length,
      href: paths.flags.list,
      urgency: 'soon',
      ...(oldest === undefined ? {} : { since: oldest }),
    },
  ];
}
