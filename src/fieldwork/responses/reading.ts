import { messageOfText, parseMessage, type ParsedMessage } from '../../platform/mail/index.js';
import type { Channel } from './schema.js';
import type { AnswerSeal, SealedAnswer } from './seal.js';

/** An answer as it is kept, with what is needed to read it. */
export interface KeptAnswer extends SealedAnswer {
  readonly channel: Channel;
  /** What was typed of a letter or a recording, sealed; null while nothing was. */
  readonly transcript: Uint8Array | null;
}

/**
 * Opens an answer and reads it: a mail as mail, typed words as they are, a scan or a recording by what somebody typed of
 * it. What stands in it is gone again when the caller is done. Problems: answer-key-missing, answer-altered
 */
export async function readAnswer(seal: AnswerSeal, answer: KeptAnswer): Promise<ParsedMessage> {
  switch (answer.channel) {
    case 'mail':
    case 'eml':
      return parseMessage(seal.open(answer));
    case 'sms':
    case 'call':
      return messageOfText(seal.open(answer).toString('utf8'));
    default:
      return messageOfText(answer.transcript === null ? '' : seal.openWords(answer.id, answer.transcript));
  }
}
