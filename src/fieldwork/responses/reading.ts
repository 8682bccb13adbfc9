import { parseMessage, type ParsedMessage } from '../../platform/mail/index.js';
import type { AnswerSeal, SealedAnswer } from './seal.js';

/** Opens an answer and reads it; what stands in it is gone again when the caller is done. Problems: answer-key-missing, answer-altered */
export function readAnswer(seal: AnswerSeal, answer: SealedAnswer): Promise<ParsedMessage> {
  return parseMessage(seal.open(answer));
}
