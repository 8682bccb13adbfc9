/** The addresses of the channel's own listener: one per flow, so that a history tells no step. */
export const channelPaths = { report: '/melden', follow: '/opvolgen' } as const;
