import type { ComponentChildren } from 'preact';

const ALLOWED = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/**
 * The address if it is safe to put in an `href`: http, https, mailto, tel, or relative to this site. `undefined` for every
 * other scheme and for `//host`, also when hidden behind the spaces and control characters that browsers skip.
 */
export function safeHref(address: string): string | undefined {
  // Browsers drop these before they look for the scheme, so `java\nscript:` runs.
  const seen = address.replace(/[\u0000-\u0020\u007f-\u009f\u00a0\u2028\u2029\ufeff]/g, ''); // eslint-disable-line no-control-regex
  if (/^[\\/]{2}/.test(seen)) return undefined;
  const scheme = /^[^/?#]*?:/.exec(seen)?.[0].toLowerCase();
  if (scheme === undefined) return address.trim();
  return ALLOWED.has(scheme) ? address.trim() : undefined;
}

interface SwapLinkProps {
  readonly href: string;
  /** The id of the part of this page that script fetches from the address and swaps. */
  readonly swaps: string;
  /** Keeps the focus on the link after the swap. */
  readonly id: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A link to another state of this very page: without script a whole page, with script one part of it. */
export function SwapLink({ href, swaps, id, class: name, children }: SwapLinkProps) {
  return (
    <a
      href={safeHref(href) ?? ''}
      id={id}
      class={name}
      hx-get={safeHref(href)}
      hx-target={`#${swaps}`}
      hx-select={`#${swaps}`}
      hx-swap="outerHTML"
      hx-push-url="true"
    >
      {children}
    </a>
  );
}

interface LinkProps {
  readonly href: string;
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly lang?: string;
  readonly current?: boolean;
}

/** A link whose address is checked; an unsafe address leaves the text, without a link. */
export function Link({ href, children, class: name, lang, current }: LinkProps) {
  const safe = safeHref(href);
  if (safe === undefined) return <span>{children}</span>;
  return (
    <a
      href={safe}
      class={name}
      lang={lang}
      hreflang={lang}
      aria-current={current === true ? 'page' : undefined}
    >
      {children}
    </a>
  );
}
