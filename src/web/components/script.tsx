import { assetHref } from '../http/assets.js';

/** One of our own scripts from the assets folder. Pages work without it; it only makes them kinder. */
export function Script({ name }: { readonly name: string }) {
  return <script src={assetHref(name)} defer />;
}
