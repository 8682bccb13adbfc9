import { Callout, useFormat, useLang } from '../../web/index.js';
import { deskFilePath, deskViewPath } from '../paths.js';
import { nameOfFile, type DeskFile } from './file-copies.js';
import { useDeskT } from './frame.js';
import { viewTranslator } from './view-words.js';

interface FilesProps {
  readonly report: string;
  readonly files: readonly DeskFile[];
  readonly nameOf: (officer: string) => string;
}

/** The files of a report: to keep, to look at where that is safe, and of each whether it is a working copy. */
export function FileList({ report, files, nameOf }: FilesProps) {
  const t = useDeskT();
  const view = viewTranslator(useLang());
  return files.length === 0 ? null : (
    <>
      <h2>{t('dossier.files')}</h2>
      <Callout tone="warn" title={t('dossier.files.warn')} />
      <p>{view('view.which')}</p>
      <ul>
        {files.map((file) => (
          <li key={file.id}>
            <a href={deskFilePath(report, file.number)}>{t('dossier.file', { number: file.number })}</a>{' '}
            <a href={deskViewPath(report, file.number)}>
              {view('view.link')}
              <span class="visually-hidden"> {view('view.title', { number: file.number })}</span>
            </a>
            <CopyLine file={file} nameOf={nameOf} />
            <br />
            <About file={file} copy={file.copy !== null} />
            {file.original === null ? null : (
              <>
                <br />
                {t('copy.original')} <About file={file.original} copy={false} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** That a file is a copy: of what, how it was made, by whom and when. */
function CopyLine({ file, nameOf }: { readonly file: DeskFile } & Pick<FilesProps, 'nameOf'>) {
  return file.copy === null ? null : (
    <>
      <br />
      <strong>{useCopyLine(file, nameOf)}</strong>
    </>
  );
}

/** What stands for a working copy of a file in one line; empty of a file that is none. */
export function useCopyLine({ number, copy }: DeskFile, nameOf: FilesProps['nameOf']): string {
  const t = useDeskT();
  const f = useFormat();
  return copy === null
    ? ''
    : t(`copy.${copy.made}`, {
        file: nameOfFile(number),
        name: nameOf(copy.officer),
        day: f.date(copy.copiedOn),
      });
}

interface AboutProps {
  readonly file: Pick<DeskFile, 'name' | 'size' | 'sha256'>;
  readonly copy: boolean;
}

function About({ file: { name, size, sha256 }, copy }: AboutProps) {
  const t = useDeskT();
  const f = useFormat();
  return (
    <span class="soft">
      {t(copy ? 'copy.about' : 'dossier.file.about', {
        name,
        size: f.number(Math.ceil(size / 1024)),
        hash: sha256,
      })}
    </span>
  );
}
