import { faultOf } from '../../web/index.js';
import { FileInput } from '../intake/step-form.js';
import { ActFold, Pick, type AccessProps } from './access-fields.js';
import { nameOfFile } from './file-copies.js';
import { useDeskT } from './frame.js';

const choicesOf = (files: AccessProps['dossier']['files']) =>
  files.map(({ number }) => ({ value: String(number), label: nameOfFile(number) }));

/** To put a copy that was made elsewhere in the place of a file. */
export function CopyFold(props: AccessProps) {
  const t = useDeskT();
  const { files } = props.dossier;
  const act = 'copy-file';
  const error = props.tried === act ? faultOf(props.faults, 'file-copy') : undefined;
  return files.length === 0 ? null : (
    <ActFold act={act} props={props} summary={t('copy.do')} button={t('redact.keep')} withFile>
      <p>{t('copy.lead')}</p>
      <Pick
        act={act}
        props={props}
        name="bijlage-copy-file"
        label={t('copy.choose')}
        choices={choicesOf(files)}
      />
      <FileInput name="file-copy" error={error} />
    </ActFold>
  );
}

/** To save the original of a file with a working copy, for a reason. */
export function OriginalFileFold(props: AccessProps) {
  const t = useDeskT();
  const files = props.dossier.files.filter(({ copy }) => copy !== null);
  const act = 'original-file';
  return files.length === 0 ? null : (
    <ActFold act={act} props={props} summary={t('copy.original.do')} hint={t('redact.original.hint')}>
      <Pick
        act={act}
        props={props}
        name="bijlage-original-file"
        label={t('copy.original.choose')}
        choices={choicesOf(files)}
      />
    </ActFold>
  );
}
