/** The addresses of the channel's own listener: one per flow of a reporter, so that a history tells no step. */
export const channelPaths = {
  report: '/melden',
  follow: '/opvolgen',
  helper: '/hoe-antwoord-ik',
  surrender: '/wat-als',
  receipt: '/bewijs',
  notice: '/vast-bericht',
  custodians: '/bewaarders',
  organisation: '/organisatie',
  organisationIn: '/organisatie/aanmelden',
  organisationStart: '/organisatie/begin',
  organisationStep: '/organisatie/codes',
  organisationExample: '/organisatie/voorbeeld',
  organisationApi: '/organisatie/api/reeksen',
  desk: '/dienst',
  deskDuty: '/dienst/meldplicht',
  deskSignIn: '/dienst/aanmelden',
  deskStart: '/dienst/begin',
  deskStep: '/dienst/codes',
  deskKey: '/dienst/sleutel',
  deskTakeDown: '/dienst/opnemen',
  deskRecovery: '/dienst/herstelsleutel',
  deskInterests: '/dienst/belangen',
  deskErased: '/dienst/gewist',
  deskFigures: '/dienst/cijfers',
  deskSearch: '/dienst/zoeken',
  deskLabels: '/dienst/labels',
  deskReport: '/dienst/meldingen/:id',
  deskFile: '/dienst/meldingen/:id/bijlagen/:nummer',
  deskView: '/dienst/meldingen/:id/bijlagen/:nummer/bekijk',
  deskImage: '/dienst/meldingen/:id/bijlagen/:nummer/beeld',
} as const;

export const deskReportPath = (id: string): string => `${channelPaths.desk}/meldingen/${id}`;
export const deskFilePath = (id: string, number: number): string =>
  `${deskReportPath(id)}/bijlagen/${number}`;
export const deskViewPath = (id: string, number: number): string => `${deskFilePath(id, number)}/bekijk`;
export const deskImagePath = (id: string, number: number): string => `${deskFilePath(id, number)}/beeld`;
