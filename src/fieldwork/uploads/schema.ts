import type { Id } from '../../platform/ids.js';
import type { Media, ResponseId, UploadChannel } from '../responses/index.js';

export type { Media } from '../responses/index.js';

/** What can be kept: a mail file, a letter on paper, a text message, a recording, notes of a call. */
export type UploadKind = UploadChannel;
export const UPLOAD_KINDS = [
  'eml',
  'letter',
  'sms',
  'voicemail',
  'call',
] as const satisfies readonly UploadKind[];

/** The longest text that is typed, in characters. */
export const LONGEST_TYPED = 20_000;

/** One of the two applications of a test, to choose. */
export interface ApplicationChoice {
  readonly application: Id<'application'>;
  readonly position: number;
  readonly address: string;
  readonly sentAt: Date | null;
}

/** A line of the list of uploads. */
export interface UploadLine {
  readonly id: ResponseId;
  readonly channel: UploadKind;
  readonly receivedAt: Date;
  readonly state: 'unmatched' | 'matched' | 'set-aside';
  readonly toRelease: boolean;
  readonly vacancyTitle: string | null;
  readonly campaignName: string | null;
}

/** An upload opened by a fieldworker. */
export interface UploadView extends Omit<UploadLine, 'vacancyTitle' | 'campaignName'> {
  readonly uploadedAt: Date;
  readonly uploadedBy: string;
  /** Whether the actor uploaded it, and so may have the file. */
  readonly own: boolean;
  readonly media: Media;
  readonly bytes: number;
  readonly from: string;
  readonly address: string | null;
  readonly campaign: { readonly id: Id<'campaign'>; readonly name: string } | null;
  readonly vacancyTitle: string | null;
  readonly test: Id<'test'> | null;
  /** What was typed of it; of a message or a call the words themselves. Null while nothing was. */
  readonly words: string | null;
  /** Those words without the names of the applicant, as coders would get them. Null without words or application. */
  readonly redacted: string | null;
  readonly releasedAt: Date | null;
}
