import type { Generated } from 'kysely';

declare module '../platform/db/tables.js' {
  interface Tables {
    audit_link: {
      seq: number;
      at: Date;
      actor: string;
      what: string;
      campaign: string | null;
      body: string;
      hash: Buffer;
    };
    audit_head: { one: Generated<boolean>; seq: number; hash: Buffer };
  }
}

type Ref = string;

/** Everything that is ever written to the log: a closed list. Ids, codes and hashes only, never personal data. */
export type AuditEvent =
  | { what: 'account.created'; account: Ref; kind: string }
  | { what: 'account.roles'; account: Ref; roles: string[] }
  | { what: 'account.sectors'; account: Ref; sectors: string[] }
  | { what: 'test-firm.added' | 'test-firm.changed'; firm: Ref; from: string; until: string }
  | { what: 'test-firm.member-added'; firm: Ref; account: Ref }
  | { what: 'role.proposed'; account: Ref; grant: Ref; role: string }
  | {
      what: 'role.decided';
      account: Ref;
      grant: Ref;
      role: string;
      decision: string;
      reasonHash: string | null;
    }
  | { what: 'role.removed'; account: Ref; role: string }
  | { what: 'account.invited' | 'account.opened'; account: Ref; invitation: Ref }
  | {
      what:
        | 'account.blocked'
        | 'account.unblocked'
        | 'credential.password-changed'
        | 'credential.second-step-changed'
        | 'credential.recovery-codes-changed';
      account: Ref;
    }
  | { what: 'session.opened'; account: Ref; session: Ref; how: string }
  | { what: 'session.ended'; account: Ref; session: Ref; by: string }
  | { what: 'sessions.ended'; account: Ref; count: number; by: string }
  | { what: 'filter.saved' | 'filter.removed'; filter: Ref }
  | {
      what: 'list.exported';
      campaign: Ref | null;
      list: string;
      form: string;
      rows: number;
      queryHash: string;
    }
  | { what: 'response.taken-back'; response: Ref }
  | { what: 'api-token.made'; token: Ref; scopes: readonly string[]; expiresOn: string }
  | { what: 'api-token.revoked'; token: Ref }
  | {
      what: 'register.imported';
      table: string;
      rows: number;
      added: number;
      changed: number;
      fileHash: string;
    }
  | {
      what: 'legal-basis.proposed' | 'legal-basis.confirmed' | 'legal-basis.withdrawn';
      basis: string;
      version: string;
      textHash: string;
      confirmation: Ref;
      documentHash: string;
      reasonHash: string | null;
    }
  | { what: 'voice.recorded'; tester: Ref; pretest: Ref; documentHash: string }
  | { what: 'voice.confirmed'; tester: Ref; pretest: Ref }
  | { what: 'voice.withdrawn'; tester: Ref; pretest: Ref; reasonHash: string }
  | { what: 'campaign.created'; campaign: Ref; purpose: string }
  | { what: 'interest.declared'; campaign: Ref; interest: Ref }
  | { what: 'interest.withdrawn'; campaign: Ref; interest: Ref; reasonHash: string }
  | { what: 'campaign.member-added' | 'campaign.member-removed'; campaign: Ref; account: Ref }
  | {
      what: 'campaign.sealed';
      campaign: Ref;
      sealHash: string;
      signature: string;
      seedCommitment: string;
      frameHash: string;
      tests: number;
    }
  | {
      what: 'campaign.grown';
      campaign: Ref;
      number: number;
      incrementHash: string;
      signature: string;
      tests: number;
    }
  | { what: 'evidence.proven'; campaign: Ref; tests: number }
  | { what: 'identities.released'; campaign: Ref; increment: number; root: string }
  | { what: 'identity.retired'; campaign: Ref; application: Ref; reason: string; reasonHash: string }
  | {
      what: 'campaign.amended';
      campaign: Ref;
      amendment: Ref;
      number: number;
      kind: string;
      amendmentHash: string;
      signature: string;
      reasonHash: string;
      tests: number;
    }
  | { what: 'campaign.state'; campaign: Ref; from: string; to: string; reasonHash: string | null }
  | {
      what: 'campaign.ended';
      campaign: Ref;
      how: string;
      early: boolean;
      usedOutcomes: boolean;
      reasonHash: string | null;
    }
  | {
      what:
        | 'authorisation.drafted'
        | 'authorisation.checked'
        | 'authorisation.sent-back'
        | 'authorisation.requested'
        | 'authorisation.granted'
        | 'authorisation.refused'
        | 'authorisation.extended'
        | 'authorisation.withdrawn';
      campaign: Ref;
      authorisation: Ref;
      number: string | null;
      documentHash: string | null;
    }
  | {
      what: 'authorisation.request-kept';
      campaign: Ref;
      authorisation: Ref;
      version: number;
      bodyHash: string;
      htmlHash: string;
      pdfHash: string;
    }
  | {
      what: 'authorisation.decision-kept';
      campaign: Ref;
      authorisation: Ref;
      number: number;
      bodyHash: string;
      htmlHash: string;
      pdfHash: string;
    }
  | {
      what: 'authorisation.actions-reported';
      campaign: Ref;
      authorisation: Ref;
      number: number;
      acts: number;
      bodyHash: string;
      htmlHash: string;
      pdfHash: string;
    }
  | {
      what: 'authorisation.condition-met';
      campaign: Ref;
      authorisation: Ref;
      position: number;
      noteHash: string;
    }
  | { what: 'signal.recorded'; signal: Ref; kind: string }
  | { what: 'signal.exhibit-added'; signal: Ref; exhibit: Ref; fileHash: string }
  | { what: 'kill-switch.thrown' | 'kill-switch.released'; thrown: Ref; reasonHash: string }
  | { what: 'vacancy.checked'; vacancy: Ref; verdict: string; adapter: string }
  | { what: 'vacancy.page-kept'; vacancy: Ref; page: Ref; sha256: string }
  | { what: 'vacancy.page-opened'; vacancy: Ref; page: Ref }
  | {
      what: 'application.due' | 'application.rescheduled' | 'application.cancelled';
      campaign: Ref;
      application: Ref;
      reason: string | null;
    }
  | {
      what: 'attempt.started';
      campaign: Ref;
      application: Ref;
      attempt: Ref;
      number: number;
      messageHash: string;
    }
  | { what: 'attempt.ended'; campaign: Ref; application: Ref; attempt: Ref; result: string; state: string }
  | { what: 'attempt.confirmation-kept'; campaign: Ref; attempt: Ref; page: Ref; sha256: string }
  | { what: 'attempt.confirmation-opened'; campaign: Ref; attempt: Ref; page: Ref }
  | { what: 'in-doubt.settled'; campaign: Ref; application: Ref; as: string; reasonHash: string }
  | { what: 'calls.planned'; campaign: Ref; wave: number; tasks: number; planHash: string }
  | { what: 'call.assigned'; campaign: Ref; task: Ref; tester: Ref | null }
  | { what: 'pair.callers'; campaign: Ref; test: Ref; control: Ref; treatment: Ref }
  | { what: 'call.given-to-firm'; campaign: Ref; task: Ref; firm: Ref }
  | { what: 'call.cancelled'; campaign: Ref; task: Ref; reasonHash: string }
  | { what: 'call.started'; campaign: Ref; task: Ref }
  | { what: 'call.tried'; campaign: Ref; task: Ref; n: number; how: string }
  | { what: 'call.name-kept' | 'call.name-opened'; campaign: Ref; call: Ref }
  | { what: 'call.recorded'; campaign: Ref; task: Ref; code: string; void: string | null }
  | { what: 'call.coded'; campaign: Ref; task: Ref; coding: Ref; code: string }
  | { what: 'call.code-final'; campaign: Ref; task: Ref; code: string; how: string }
  | { what: 'call.recoded'; campaign: Ref; task: Ref; code: string; reasonHash: string }
  | { what: 'call.recused'; campaign: Ref; task: Ref }
  | { what: 'client-mail.addressed'; campaign: Ref; task: Ref }
  | { what: 'client-mail.decided'; campaign: Ref; task: Ref; step: string }
  | { what: 'client-mail.attempt-started'; campaign: Ref; letter: Ref; attempt: Ref; messageHash: string }
  | { what: 'client-mail.attempt-ended'; campaign: Ref; letter: Ref; attempt: Ref; state: string }
  | { what: 'client-mail.not-composed'; campaign: Ref; letter: Ref; state: 'due' | 'not-sent' }
  | { what: 'client-mail.settled'; campaign: Ref; letter: Ref; as: string; reasonHash: string }
  | { what: 'client-mail.answered'; campaign: Ref; task: Ref; response: Ref }
  | { what: 'client-mail.judged'; campaign: Ref; task: Ref; response: Ref; as: 'real' | 'automatic' }
  | { what: 'response.received'; response: Ref; sha256: string }
  | {
      what: 'response.matched' | 'response.unmatched' | 'response.set-aside';
      campaign: Ref | null;
      response: Ref;
      application: Ref | null;
      by: string;
    }
  | { what: 'response.coded'; campaign: Ref; response: Ref; coding: Ref; code: string; simulated: boolean }
  | { what: 'response.code-final'; campaign: Ref; response: Ref; code: string; how: string }
  | {
      what: 'response.rematched';
      campaign: Ref;
      response: Ref;
      from: Ref;
      to: Ref | null;
      reasonHash: string;
    }
  | { what: 'response.uploaded'; campaign: Ref | null; response: Ref; channel: string; sha256: string }
  | { what: 'response.typed' | 'response.file-opened'; campaign: Ref | null; response: Ref }
  | { what: 'response.released'; campaign: Ref; response: Ref; textHash: string }
  | { what: 'suspicion.raised'; campaign: Ref; suspicion: Ref; by: 'answer' | 'note' }
  | { what: 'suspicion.cleared'; campaign: Ref; suspicion: Ref; reasonHash: string }
  | { what: 'response.recused'; campaign: Ref; response: Ref }
  | { what: 'response.recoded'; campaign: Ref; response: Ref; code: string; reasonHash: string }
  | { what: 'answer.triaged'; campaign: Ref; response: Ref; expects: string }
  | { what: 'withdrawal.opened'; campaign: Ref; withdrawal: Ref; application: Ref }
  | { what: 'withdrawal.decided' | 'withdrawal.reopened'; campaign: Ref; withdrawal: Ref }
  | { what: 'withdrawal.spared'; campaign: Ref; withdrawal: Ref; reasonHash: string }
  | {
      what: 'withdrawal.attempt-started';
      campaign: Ref;
      withdrawal: Ref;
      attempt: Ref;
      number: number;
      messageHash: string;
    }
  | {
      what: 'withdrawal.attempt-ended';
      campaign: Ref;
      withdrawal: Ref;
      attempt: Ref;
      result: string;
      state: string;
    }
  | { what: 'retention-term.confirmed'; dataClass: string; textHash: string }
  | { what: 'duty.planned'; saturday: string; account: Ref }
  | { what: 'withdrawal.settled'; campaign: Ref; withdrawal: Ref; as: string; reasonHash: string }
  | { what: 'outcome.changed'; campaign: Ref; application: Ref; from: string; to: string }
  | { what: 'outcome.stands'; campaign: Ref; application: Ref; code: string }
  | { what: 'outcome.final'; campaign: Ref; application: Ref; code: string }
  | { what: 'test.counted' | 'test.recounted'; campaign: Ref; test: Ref; strict: string; lenient: string }
  | {
      what: 'flag.raised' | 'flag.weakened' | 'flag.standing-again';
      campaign: Ref;
      flag: Ref;
      sector: string;
      k: number;
    }
  | {
      what: 'flags.concluded';
      campaign: Ref;
      family: number;
      kind: string;
      why: string | null;
      k: number;
    }
  | {
      what: 'employer-flag.raised' | 'employer-flag.weakened' | 'employer-flag.standing-again';
      campaign: Ref;
      flag: Ref;
      rule: string;
    }
  | { what: 'employer-flag.decided'; campaign: Ref; flag: Ref; decision: string }
  | { what: 'data-request.recorded'; request: Ref; kind: string }
  | { what: 'data-request.searched'; request: Ref; found: number }
  | { what: 'data-request.postponed'; request: Ref; until: string; reasonHash: string }
  | { what: 'data-request.answered'; request: Ref; answerHash: string }
  | { what: 'legal-hold.placed'; campaign: Ref; hold: Ref; reviewOn: string; reasonHash: string }
  | { what: 'legal-hold.lifted'; campaign: Ref; hold: Ref; reasonHash: string }
  | { what: 'figures.approved'; campaign: Ref; publicationHash: string; replayHash: string | null }
  | { what: 'employers.erased'; campaign: Ref; tests: number; marks: number }
  | { what: 'data.erased'; campaign: Ref | null; dataClass: string; rows: number }
  | { what: 'evidence.looked-at'; campaign: Ref; on: string }
  | { what: 'findings.withheld'; campaign: Ref; reason: 'coders-disagree' }
  | { what: 'findings.published'; campaign: Ref; publicationHash: string; cells: number }
  | { what: 'findings.exported'; campaign: Ref; publicationHash: string; format: string }
  | { what: 'flag.decided'; campaign: Ref; flag: Ref; decision: string };
