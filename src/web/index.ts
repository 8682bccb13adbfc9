// The face the product shows: layout, accessible components, charts, words, paths and the HTTP pieces every listener
// shares. Floor 0: may import platform only, and knows no feature; features import it from their routes and pages.
// Serves the accessibility act (WCAG 2.2 AA, EN 301 549): every page works without script, by keyboard, at 320 px and
// in black and white; every figure stands with its uncertainty and its n, and in a table too.
export { Page, renderPage } from './layout.js';
export type { NavItem, PageProps, ShownAccount } from './layout.js';
export { TodoBoard, sortCards } from './home.js';
export type { TodoCard, Urgency } from './home.js';
export type { Theme } from './theme.js';
export { HIT_GROUPS, HITS_SHOWN } from './hit.js';
export type { Hit, HitGroup } from './hit.js';
export { fill, paths, withQuery } from './paths.js';
export type { PathParams } from './paths.js';
export { useFormat, useFormToken, useLang, useWebWords } from './context.js';

export { Breadcrumbs } from './components/breadcrumbs.js';
export type { Crumb } from './components/breadcrumbs.js';
export { Callout, EmptyState } from './components/callout.js';
export { Card, CardGrid } from './components/card.js';
export { DataTable } from './components/data-table.js';
export type { Column } from './components/data-table.js';
export { DateField, readDate } from './components/date-field.js';
export type { TypedParts } from './components/date-field.js';
export { Dialog } from './components/dialog.js';
export { ErrorSummary, faultOf } from './components/error-summary.js';
export { Checkboxes, Field, Radios, Select, TextArea, TextInput } from './components/field.js';
export type { Choice } from './components/field.js';
export { FileField } from './components/file-field.js';
export { ConfirmForm, PostForm, SubmitButton } from './components/form.js';
export { LifeLine } from './components/life-line.js';
export type { LifeState } from './components/life-line.js';
export { Link, safeHref } from './components/link.js';
export { Pagination } from './components/pagination.js';
export { Progress } from './components/progress.js';
export { Script } from './components/script.js';
export { SummaryList } from './components/summary-list.js';
export type { SummaryItem } from './components/summary-list.js';
export { Tabs } from './components/tabs.js';
export type { Tab } from './components/tabs.js';
export { SearchBox } from './components/search-box.js';
export { ListTable } from './components/list-table.js';
export type { ListAddress, ListChoice, ListColumn } from './components/list-table.js';
export { SavedFilters, SaveFilterForm } from './components/saved-filters.js';
export { LiveRegion } from './components/live-region.js';
export type { LiveKind } from './components/live-region.js';
export { StateTag, Tag, ToneMark } from './components/tag.js';
export type { StateLook, Tone } from './components/tag.js';
export { Timeline } from './components/timeline.js';
export type { TimelineEvent } from './components/timeline.js';

export { EvidencePath } from './charts/evidence-path.js';
export type { EvidencePoint } from './charts/evidence-path.js';
export { ForestPlot } from './charts/forest-plot.js';
export type { ForestRow } from './charts/forest-plot.js';
export { FunnelPlot } from './charts/funnel-plot.js';
export type { Beyond, FunnelLimit, FunnelPoint } from './charts/funnel-plot.js';
export { PairOutcomeBars } from './charts/pair-outcome-bars.js';
export type { PairOutcomeCounts } from './charts/pair-outcome-bars.js';
export { ProgressOverTime } from './charts/progress-over-time.js';
export type { ProgressPoint } from './charts/progress-over-time.js';
export { ShareIntervals } from './charts/share-intervals.js';
export type { ShareRow } from './charts/share-intervals.js';

export { formatterFor } from './i18n/format.js';
export type { Figure, Formatter } from './i18n/format.js';
export { GLOSSARY, term } from './i18n/glossary.js';
export type { Term, TermKey } from './i18n/glossary.js';
export { DEFAULT_LANG, LANGUAGES, isLang, localeOf } from './i18n/languages.js';
export type { Lang } from './i18n/languages.js';
export { sayFaults, textIn } from './i18n/texts.js';
export type { Texts } from './i18n/texts.js';
export { inEveryLang } from './i18n/every-language.js';
export type { Said } from './i18n/every-language.js';
export { translatorFor, webWords } from './i18n/web-words.js';
export { createTranslator, defineWords } from './i18n/words.js';
export type { Translate, WordKey, WordParams, Words } from './i18n/words.js';

export { csvOf } from './export/csv.js';
export { xlsxOf } from './export/xlsx.js';
export type { Cell, FileColumn } from './export/cells.js';

export { assetHref, serveAssets } from './http/assets.js';
export { bearerOf, unlessBearer } from './http/bearer.js';
export { readBody, settle } from './http/body.js';
export { formToken, formTokenOf, insistFormToken } from './http/form-token.js';
export { languageOf, switchLanguage } from './http/language.js';
export { ownHostOnly } from './http/own-host.js';
export { packPages } from './http/pack-pages.js';
export { returnPath } from './http/return-path.js';
export { noSuchPage, problemHandler } from './http/problem-handler.js';
export { problemPage } from './http/problem-page.js';
export type { ProblemDetails } from './http/problem-page.js';
export { requestId, requestIdOf } from './http/request-id.js';
export { switchTheme, themeOf } from './http/theme.js';
export { securityHeaders } from './http/security-headers.js';
export { sendStream } from './http/stream.js';
export { cookieOf } from './http/cookies.js';
