import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  clockSkew,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import type { OidcConfig } from '../../platform/config.js';

const TIMEOUT_SECONDS = 10;

// Marked as deprecated to make one look twice: it is used only for an http issuer, which production refuses.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const plainHttp = allowInsecureRequests;

/** What ties an answer of the provider to the question; kept sealed in the browser between the two. */
export interface Question {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who the provider says somebody is, not yet read. */
export interface Identity {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly idToken: string;
}

export interface ProviderOptions {
  readonly config: OidcConfig;
  readonly secret: string;
  /** Seconds to add to the machine's clock when times are checked; for tests. */
  readonly skew?: number;
}

/** An identity provider by OpenID Connect: code flow with PKCE, state and nonce; the id token's signature is checked. */
export interface Provider {
  /** Where to send the browser. */
  ask(redirectUri: string): Promise<{ to: string; question: Question }>;
  /** Exchanges the answer. Rejects when anything about it is not right. */
  identify(answer: URL, question: Question): Promise<Identity>;
  /** Where to sign out there too; null when the provider has no such place. */
  signOutAddress(idToken: string, backTo: string): Promise<string | null>;
}

export function createProvider({ config, secret, skew = 0 }: ProviderOptions): Provider {
  // Asked anew each time, so that a key that was rotated a second ago is known; people sign in a few times a day.
  const discover = (): Promise<Configuration> => {
    const issuer = new URL(config.issuer);
    return discovery(issuer, config.clientId, { client_secret: secret, [clockSkew]: skew }, undefined, {
      timeout: TIMEOUT_SECONDS,
      execute: [enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [plainHttp] : [])],
    });
  };
  return {
    ask: async (redirectUri) => {
      const question = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const address = buildAuthorizationUrl(await discover(), {
        redirect_uri: redirectUri,
        scope: config.scope,
        state: question.state,
        nonce: question.nonce,
        code_challenge: await calculatePKCECodeChallenge(question.verifier),
        code_challenge_method: 'S256',
      });
      return { to: address.href, question };
    },
    identify: async (answer, question) => {
      const provider = await discover();
      const tokens = await authorizationCodeGrant(provider, answer, {
        pkceCodeVerifier: question.verifier,
        expectedState: question.state,
        expectedNonce: question.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined || tokens.id_token === undefined) throw new Error('There is no id token.');
      if (claims[config.claims.roles] !== undefined) return { claims, idToken: tokens.id_token };
      const more = await fetchUserInfo(provider, tokens.access_token, claims.sub);
      return { claims: { ...more, ...claims }, idToken: tokens.id_token };
    },
    signOutAddress: async (idToken, backTo) => {
      const provider = await discover();
      if (provider.serverMetadata().end_session_endpoint === undefined) return null;
      return buildEndSessionUrl(provider, { id_token_hint: idToken, post_logout_redirect_uri: backTo }).href;
    },
  };
}
