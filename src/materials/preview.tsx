import { z } from 'zod';
import { download, page, type RouteLine } from '../auth/index.js';
import { Problem } from '../platform/problems.js';
import { fill, paths } from '../web/index.js';
import { printCv, printLetter } from './documents/pdf.js';
import { drawExample } from './example.js';
import { findEntry } from './find-entry.js';
import type { Materials } from './load.js';
import { PreviewView } from './preview-view.js';
import { nameIn } from './scenario-view.js';
import type { CorrespondenceScenario } from './schema.js';
import { wordsIn } from './words.js';

/** Examples run from 1 to 999; anything else is the first. */
const Query = z.object({ nummer: z.coerce.number().int().min(1).max(999).catch(1) });
const Document = z.enum(['brief-a.pdf', 'brief-b.pdf', 'cv-a.pdf', 'cv-b.pdf']);

/** An example of a pair side by side, and its four documents, for who designs campaigns. */
export function previewPages(materials: Materials): RouteLine[] {
  return [
    page(
      paths.scenarios.preview,
      { can: 'campaign.design', query: Query },
      (ctx, { params, query, lang }) => {
        const scenario = findCorrespondence(materials, params.scenario);
        const t = wordsIn(lang);
        return Promise.resolve({
          title: t('preview.title'),
          trail: [
            { label: t('list.title'), href: paths.scenarios.list },
            {
              label: nameIn(scenario.title, lang),
              href: fill(paths.scenarios.one, { scenario: scenario.id }),
            },
          ],
          content: (
            <PreviewView
              lang={lang}
              scenario={scenario}
              number={query.nummer}
              originName={(code) => {
                const origin = materials.pools.origins.find((one) => one.code === code);
                return origin === undefined ? code : nameIn(origin.name, lang);
              }}
              drawn={drawExample(materials, scenario, query.nummer, ctx.clock.today())}
            />
          ),
        });
      },
    ),
    previewPdf(materials),
  ];
}

function previewPdf(materials: Materials): RouteLine {
  return download(
    paths.scenarios.previewPdf,
    { can: 'campaign.design', query: Query },
    async (ctx, { params, query }) => {
      const scenario = findCorrespondence(materials, params.scenario);
      const document = Document.safeParse(params.document);
      const on = ctx.clock.today();
      const drawn = drawExample(materials, scenario, query.nummer, on);
      if (!document.success || !drawn.allowed) throw new Problem('not-found');
      const profile = document.data.includes('-a.') ? drawn.pair.control : drawn.pair.treatment;
      const print = document.data.startsWith('cv') ? printCv : printLetter;
      const text = await print({ language: scenario.language, ...profile, on });
      return { name: document.data, type: 'application/pdf', text };
    },
  );
}

/** Only a scenario of letters has documents to show. Problems: not-found */
function findCorrespondence(materials: Materials, id: unknown): CorrespondenceScenario {
  const { letters } = findEntry(materials, id);
  if (letters === undefined) throw new Problem('not-found');
  return letters;
}
