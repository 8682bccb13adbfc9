import { custodianPage, takeCustodian } from '../custody/custodian-pages.js';
import type { DeskAsked, DeskMeans } from '../desk/asked.js';
import { erasedPage } from '../desk/keep-views.js';
import { keepKeyPage, keyPage } from '../desk/key-pages.js';
import { figuresFile, figuresPage } from '../desk/figures-pages.js';
import { interestPage, takeInterest } from '../desk/interest-pages.js';
import { labelPage } from '../desk/label-pages.js';
import { listPage, takeNav } from '../desk/list-pages.js';
import { recoveryPage, takeRecovery } from '../desk/recovery-pages.js';
import { dossierPage, filePage, takeAct } from '../desk/report-pages.js';
import { searchPage } from '../desk/search-pages.js';
import type { Visitor } from '../desk/session.js';
import { imageBytes, viewPage } from '../desk/view-pages.js';
import { showDeskStep, takeDeskStep } from '../desk/step-pages.js';
import { showSignIn, showStart as showBegin, takeSignIn, takeStart } from '../desk/sign-in-pages.js';
import { showTakeDown, takeDown } from '../desk/take-down-pages.js';
import { helperPage, surrenderPage } from '../explain/pages.js';
import { showReceipt, takeReceipt } from '../explain/receipt-pages.js';
import { showNotice, takeNotice } from '../notice/pages.js';
import { showFollow, takeFollow } from '../intake/follow-pages.js';
import { showStart, takeStep, type FlowMeans } from '../intake/pages.js';
import { examplePage, homePage } from '../organisations/home-pages.js';
import { takeHome } from '../organisations/filing-pages.js';
import { registerPage, takeRegister } from '../organisations/register-pages.js';
import type { Organisations } from '../organisations/service.js';
import type { Member } from '../organisations/session.js';
import {
  showMemberIn,
  showMemberStart,
  showMemberStep,
  takeMemberIn,
  takeMemberStart,
  takeMemberStep,
} from '../organisations/sign-in-pages.js';
import type { Answer } from '../intake/answered.js';
import { channelPaths } from '../paths.js';

export type { DeskAsked } from '../desk/asked.js';

/** What the flows of reporters and the pages of officers work with. */
export type ChannelMeans = FlowMeans & DeskMeans & { readonly organisations: Organisations };

interface Address {
  readonly method: 'get' | 'post';
  readonly path: string;
}
interface PublicLine extends Address {
  readonly can: 'public';
  readonly flow: (means: ChannelMeans, asked: DeskAsked) => Promise<Answer>;
}
/** An officer with an unlocked key: to set up the second step, with it taken, and for reports one whose key counts. */
interface OfficerLine extends Address {
  readonly can: 'own.step' | 'own.key' | 'report.handle';
  readonly flow: (means: ChannelMeans, asked: DeskAsked, visitor: Visitor) => Promise<Answer>;
}
/** An organisation that is in; to file also with its second step. */
interface MemberLine extends Address {
  readonly can: 'own.account' | 'duty.file';
  readonly flow: (means: ChannelMeans, asked: DeskAsked, member: Member) => Promise<Answer>;
}
/** What a line needs to know of who comes; the rest of a permission is in the use case. */
export type Line = PublicLine | OfficerLine | MemberLine;
export const isForMembers = (line: Line): line is MemberLine =>
  line.can === 'own.account' || line.can === 'duty.file';

/** Every address of the channel. Those of reporters are public by law, since nobody who reports has an account. */
export const CHANNEL_LINES: readonly Line[] = [
  { method: 'get', path: channelPaths.report, can: 'public', flow: showStart },
  { method: 'post', path: channelPaths.report, can: 'public', flow: takeStep },
  { method: 'get', path: channelPaths.follow, can: 'public', flow: showFollow },
  { method: 'post', path: channelPaths.follow, can: 'public', flow: takeFollow },
  { method: 'get', path: channelPaths.helper, can: 'public', flow: helperPage },
  { method: 'post', path: channelPaths.helper, can: 'public', flow: helperPage },
  { method: 'get', path: channelPaths.surrender, can: 'public', flow: surrenderPage },
  { method: 'post', path: channelPaths.surrender, can: 'public', flow: surrenderPage },
  { method: 'get', path: channelPaths.receipt, can: 'public', flow: showReceipt },
  { method: 'post', path: channelPaths.receipt, can: 'public', flow: takeReceipt },
  { method: 'get', path: channelPaths.notice, can: 'public', flow: showNotice },
  { method: 'post', path: channelPaths.notice, can: 'public', flow: takeNotice },
  { method: 'get', path: channelPaths.custodians, can: 'public', flow: custodianPage },
  { method: 'post', path: channelPaths.custodians, can: 'public', flow: takeCustodian },
  { method: 'get', path: channelPaths.organisationIn, can: 'public', flow: showMemberIn },
  { method: 'post', path: channelPaths.organisationIn, can: 'public', flow: takeMemberIn },
  { method: 'get', path: channelPaths.organisationStart, can: 'public', flow: showMemberStart },
  { method: 'post', path: channelPaths.organisationStart, can: 'public', flow: takeMemberStart },
  { method: 'get', path: channelPaths.organisationStep, can: 'own.account', flow: showMemberStep },
  { method: 'post', path: channelPaths.organisationStep, can: 'own.account', flow: takeMemberStep },
  { method: 'get', path: channelPaths.organisation, can: 'duty.file', flow: homePage },
  { method: 'post', path: channelPaths.organisation, can: 'duty.file', flow: takeHome },
  { method: 'get', path: channelPaths.organisationExample, can: 'duty.file', flow: examplePage },
  { method: 'get', path: channelPaths.deskSignIn, can: 'public', flow: showSignIn },
  { method: 'post', path: channelPaths.deskSignIn, can: 'public', flow: takeSignIn },
  { method: 'get', path: channelPaths.deskStart, can: 'public', flow: showBegin },
  { method: 'post', path: channelPaths.deskStart, can: 'public', flow: takeStart },
  { method: 'get', path: channelPaths.deskStep, can: 'own.step', flow: showDeskStep },
  { method: 'post', path: channelPaths.deskStep, can: 'own.step', flow: takeDeskStep },
  { method: 'get', path: channelPaths.deskKey, can: 'own.key', flow: keyPage },
  { method: 'post', path: channelPaths.deskKey, can: 'own.key', flow: keepKeyPage },
  { method: 'get', path: channelPaths.deskInterests, can: 'own.key', flow: interestPage },
  { method: 'post', path: channelPaths.deskInterests, can: 'own.key', flow: takeInterest },
  { method: 'post', path: channelPaths.desk, can: 'own.step', flow: takeNav },
  { method: 'get', path: channelPaths.desk, can: 'report.handle', flow: listPage },
  { method: 'get', path: channelPaths.deskTakeDown, can: 'report.handle', flow: showTakeDown },
  { method: 'post', path: channelPaths.deskTakeDown, can: 'report.handle', flow: takeDown },
  { method: 'get', path: channelPaths.deskDuty, can: 'report.handle', flow: registerPage },
  { method: 'post', path: channelPaths.deskDuty, can: 'report.handle', flow: takeRegister },
  { method: 'get', path: channelPaths.deskRecovery, can: 'report.handle', flow: recoveryPage },
  { method: 'post', path: channelPaths.deskRecovery, can: 'report.handle', flow: takeRecovery },
  { method: 'get', path: channelPaths.deskErased, can: 'report.handle', flow: erasedPage },
  { method: 'get', path: channelPaths.deskSearch, can: 'report.handle', flow: searchPage },
  { method: 'post', path: channelPaths.deskSearch, can: 'report.handle', flow: searchPage },
  { method: 'get', path: channelPaths.deskLabels, can: 'report.handle', flow: labelPage },
  { method: 'post', path: channelPaths.deskLabels, can: 'report.handle', flow: labelPage },
  { method: 'get', path: channelPaths.deskFigures, can: 'report.handle', flow: figuresPage },
  { method: 'post', path: channelPaths.deskFigures, can: 'report.handle', flow: figuresFile },
  { method: 'get', path: channelPaths.deskReport, can: 'report.handle', flow: dossierPage },
  { method: 'post', path: channelPaths.deskReport, can: 'report.handle', flow: takeAct },
  { method: 'get', path: channelPaths.deskFile, can: 'report.handle', flow: filePage },
  { method: 'get', path: channelPaths.deskView, can: 'report.handle', flow: viewPage },
  { method: 'get', path: channelPaths.deskImage, can: 'report.handle', flow: imageBytes },
];
