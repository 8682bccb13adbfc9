import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import { Callout, Link, PlainText, useFormat, useLang } from '../../web/index.js';
import { isImage, plainTextIn, stripImage } from '../image-data.js';
import type { Answer } from '../intake/answered.js';
import { deskFilePath, deskImagePath, deskReportPath } from '../paths.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import { nameOfFile } from './file-copies.js';
import { DeskFrame } from './frame.js';
import type { Visitor } from './session.js';
import { viewTranslator } from './view-words.js';

const numberIn = (asked: DeskAsked): number =>
  /^\d{1,3}$/.test(asked.param('nummer')) ? Number(asked.param('nummer')) : 0;

/** GET /dienst/meldingen/:id/bijlagen/:nummer/bekijk: a file in the page, where it is text or an image that can be stripped. */
export async function viewPage({ desk }: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const [report, number] = [asked.param('id'), numberIn(asked)];
  const { file, content } = await desk.file(visitor, report, number);
  const image = isImage(content);
  return {
    status: 200,
    title: viewTranslator(asked.lang)('view.title', { number }),
    content: (
      <FileView
        report={report}
        number={number}
        copiedOn={file.copy?.copiedOn ?? null}
        image={image}
        text={image ? null : plainTextIn(content)}
      />
    ),
  };
}

/** GET /dienst/meldingen/:id/bijlagen/:nummer/beeld: an image, stripped to its image data. Problems: not-found for anything else */
export async function imageBytes({ desk }: DeskMeans, asked: DeskAsked, visitor: Visitor): Promise<Answer> {
  const { content } = await desk.file(visitor, asked.param('id'), numberIn(asked));
  const image = stripImage(content);
  if (image === null) throw new Problem('not-found');
  return image;
}

interface FileProps {
  readonly report: string;
  readonly number: number;
  /** Since when a working copy stands in its place; null where there is none. */
  readonly copiedOn: DateOnly | null;
  readonly image: boolean;
  readonly text: string | null;
}

function FileView({ report, number, copiedOn, image, text }: FileProps) {
  const t = viewTranslator(useLang());
  const f = useFormat();
  return (
    <DeskFrame current="report">
      {copiedOn === null ? null : (
        <Callout tone="warn" title={t('view.copy', { file: nameOfFile(number), day: f.date(copiedOn) })} />
      )}
      {image ? (
        <>
          <p>{t('view.clean')}</p>
          <p>
            <img class="shown-image" src={deskImagePath(report, number)} alt={t('view.alt', { number })} />
          </p>
        </>
      ) : text === null ? (
        <Callout tone="warn" title={t('view.none')} />
      ) : (
        <PlainText text={text} />
      )}
      <p>
        <a href={deskFilePath(report, number)}>{nameOfFile(number)}</a>
      </p>
      <p>
        <Link href={deskReportPath(report)}>{t('view.back')}</Link>
      </p>
    </DeskFrame>
  );
}
