import type { ComponentChildren } from 'preact';
import { ErrorSummary, Link, SubmitButton, useLang } from '../../web/index.js';
import type { FieldFault } from '../../platform/problems.js';
import { ChannelForm } from '../listener/page.js';
import { channelPaths } from '../paths.js';
import { deskTranslator } from './words.js';

/** The words of the desk in the language of the page. */
export const useDeskT = () => deskTranslator(useLang());

interface FrameProps {
  readonly current:
    | 'list'
    | 'labels'
    | 'search'
    | 'take-down'
    | 'key'
    | 'interests'
    | 'erased'
    | 'figures'
    | 'duty'
    | 'recovery'
    | 'report';
  readonly faults?: readonly FieldFault[];
  readonly children: ComponentChildren;
}

/** What stands around every page of an officer who is in: the ways on, and the way out. */
export function DeskFrame({ current, faults = [], children }: FrameProps) {
  const t = useDeskT();
  return (
    <>
      <ChannelForm action={channelPaths.desk} step="nav">
        <nav class="confirm-acts desk-nav" aria-label={t('nav.label')}>
          <Link href={channelPaths.desk} current={current === 'list'}>
            {t('nav.list')}
          </Link>
          <Link href={channelPaths.deskSearch} current={current === 'search'}>
            {t('nav.search')}
          </Link>
          <Link href={channelPaths.deskLabels} current={current === 'labels'}>
            {t('nav.labels')}
          </Link>
          <Link href={channelPaths.deskTakeDown} current={current === 'take-down'}>
            {t('nav.take-down')}
          </Link>
          <Link href={channelPaths.deskKey} current={current === 'key'}>
            {t('nav.key')}
          </Link>
          <Link href={channelPaths.deskFigures} current={current === 'figures'}>
            {t('nav.figures')}
          </Link>
          <Link href={channelPaths.deskErased} current={current === 'erased'}>
            {t('nav.erased')}
          </Link>
          <Link href={channelPaths.deskDuty} current={current === 'duty'}>
            {t('nav.duty')}
          </Link>
          <Link href={channelPaths.deskInterests} current={current === 'interests'}>
            {t('nav.interests')}
          </Link>
          <Link href={channelPaths.deskRecovery} current={current === 'recovery'}>
            {t('custody.recovery.nav')}
          </Link>
          <SubmitButton tone="secondary" name="actie" value="af">
            {t('nav.out')}
          </SubmitButton>
        </nav>
      </ChannelForm>
      <ErrorSummary faults={faults} />
      {children}
    </>
  );
}
