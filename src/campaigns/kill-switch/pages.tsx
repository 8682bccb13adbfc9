import { form, holds, page, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import type { FieldFault } from '../../platform/problems.js';
import { paths, type Lang } from '../../web/index.js';
import { SwitchBody } from './schema.js';
import { releaseSwitch, throwSwitch } from './service.js';
import { SwitchView } from './switch-view.js';
import { listThrown } from './views.js';
import { wordsIn } from './words.js';

interface Input {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
}

/** The page of the kill switch: for who reads campaigns how it stands, for coordinators its two acts. */
export function killSwitchPages(): RouteLine[] {
  const again = (
    ctx: Ctx,
    { body, lang }: { body: Readonly<Record<string, string>>; lang: Lang },
    faults: readonly FieldFault[],
  ) => show(ctx, lang, { faults, kept: body });
  return [
    page(paths.killSwitch.page, { can: 'campaign.read' }, (ctx, { lang }) =>
      show(ctx, lang, { faults: [], kept: {} }),
    ),
    form(
      paths.killSwitch.throw,
      { can: 'kill-switch.use', body: SwitchBody, again },
      async (ctx, { body }) => {
        await throwSwitch(ctx, body.reason);
        return paths.killSwitch.page;
      },
    ),
    form(
      paths.killSwitch.release,
      { can: 'kill-switch.use', body: SwitchBody, again },
      async (ctx, { body }) => {
        await releaseSwitch(ctx, body.reason);
        return paths.killSwitch.page;
      },
    ),
  ];
}

async function show(ctx: Ctx, lang: Lang, input: Input) {
  return {
    title: wordsIn(lang)('title'),
    content: (
      <SwitchView
        lang={lang}
        times={await listThrown(ctx)}
        user={holds(ctx.actor.roles, 'kill-switch.use') ? ctx.actor.id : null}
        {...input}
      />
    ),
  };
}
