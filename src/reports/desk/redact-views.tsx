import { Callout, faultOf, SubmitButton, TextArea, textIn, useFormat, useLang } from '../../web/index.js';
import { intakeTranslator } from '../intake/words.js';
import { ChannelForm } from '../listener/page.js';
import { deskReportPath } from '../paths.js';
import { ActFold, Pick, type AccessProps } from './access-fields.js';
import { CopyFold, OriginalFileFold } from './copy-views.js';
import { nameOfFile, type DeskFile } from './file-copies.js';
import { useCopyLine } from './file-views.js';
import { useDeskT } from './frame.js';
import type { Dossier } from './open-report.js';
import { Reason } from './reason-field.js';
import { useNames } from './report-views.js';
import { answersInWords } from './written.js';

/** The pieces of which words can be left out, as they are read now, by their names. */
function usePieces({
  answers,
  messages,
  questionnaires,
  files,
}: Dossier): readonly (readonly [string, string, string])[] {
  const t = useDeskT();
  const f = useFormat();
  const lang = useLang();
  const say = intakeTranslator(lang);
  const told = (['facts', 'wording'] as const).map(
    (piece) => [piece, say(`what.${piece}`), answers[piece] ?? ''] as const,
  );
  const written = messages.map(({ id, side, onDay, text }, at) => {
    const by = t(side === 'reporter' ? 'dossier.reporter' : 'dossier.us', { day: f.date(onDay) });
    return [id, `${at + 1}. ${by}`, text] as const;
  });
  const answered = answersInWords(questionnaires).map(
    ({ id, question, text }) => [id, textIn(question, lang), text] as const,
  );
  const pieces = [...told, ...written, ...answered].filter(([, , text]) => text !== '');
  // The text of a file is read when it is chosen.
  return [...pieces, ...files.map(({ number }) => [nameOfFile(number), nameOfFile(number), ''] as const)];
}

/** Which working copies there are, and the two acts: to leave out words, and to open the originals. */
export function RedactSection(props: AccessProps) {
  const t = useDeskT();
  const f = useFormat();
  const nameOf = useNames(props);
  const { redacted, files } = props.dossier;
  const pieces = usePieces(props.dossier);
  const copied = files.filter(({ copy }) => copy !== null);
  const none = redacted.size + copied.length === 0;
  return (
    <section>
      <h2>{t('redact.title')}</h2>
      <p class="soft">{t('redact.lead')}</p>
      {none ? <p>{t('redact.none')}</p> : null}
      <ul>
        {pieces.flatMap(([name, label]) => {
          const copy = redacted.get(name);
          return copy === undefined
            ? []
            : [
                <li key={name}>
                  {t('redact.of', { piece: label, name: nameOf(copy.officer), day: f.date(copy.onDay) })}
                </li>,
              ];
        })}
        {copied.map((file) => (
          <CopyItem key={file.id} file={file} nameOf={nameOf} />
        ))}
      </ul>
      <RedactFold {...props} pieces={pieces} />
      <CopyFold {...props} />
      {none ? null : (
        <ActFold
          act="original"
          props={props}
          summary={t('redact.original')}
          hint={t('redact.original.hint')}
        />
      )}
      <OriginalFileFold {...props} />
    </section>
  );
}

function CopyItem({
  file,
  nameOf,
}: {
  readonly file: DeskFile;
  readonly nameOf: ReturnType<typeof useNames>;
}) {
  return <li>{useCopyLine(file, nameOf)}</li>;
}

/** First the piece, then its text to leave words out of. */
function RedactFold(
  props: AccessProps & { readonly pieces: readonly (readonly [string, string, string])[] },
) {
  const t = useDeskT();
  const { pieces, tried, typed, faults } = props;
  const action = deskReportPath(props.dossier.report.id);
  const begun = tried === 'redact-choose' || tried === 'redact';
  const unfit = faultOf(faults, 'stuk') !== undefined;
  const chosen = begun && !unfit ? pieces.find(([name]) => name === typed['stuk']) : undefined;
  return (
    <details open={begun}>
      <summary>{t('redact.do')}</summary>
      {chosen === undefined ? (
        <ChannelForm id="act-redact-choose" action={action} step="redact-choose">
          <Pick
            act="redact-choose"
            props={props}
            name="stuk"
            label={t('redact.choose')}
            choices={pieces.map(([value, label]) => ({ value, label }))}
          />
          <SubmitButton>{t('redact.choose.go')}</SubmitButton>
        </ChannelForm>
      ) : (
        <ChannelForm id="act-redact" action={action} step="redact">
          <input type="hidden" name="stuk" value={chosen[0]} />
          <p>{chosen[1]}</p>
          <TextArea
            name="tekst-redact"
            label={t('redact.text')}
            hint={t('redact.text.hint')}
            rows={8}
            value={typed['tekst-redact'] ?? chosen[2]}
            error={tried === 'redact' ? faultOf(faults, 'tekst-redact') : undefined}
          />
          <Reason act="redact" props={props} />
          <SubmitButton>{t('redact.keep')}</SubmitButton>
        </ChannelForm>
      )}
    </details>
  );
}

/** That the originals are shown, on the one page on which they are. */
export function OriginalsShown() {
  const t = useDeskT();
  return (
    <Callout tone="warn" title={t('redact.shown')}>
      <p>{t('redact.shown.text')}</p>
    </Callout>
  );
}
