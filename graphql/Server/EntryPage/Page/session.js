// Who is signed in: authorization code with PKCE, by oidc-client-ts. The token lives in this tab's session storage and nowhere else.

const { UserManager, WebStorageStateStore } = globalThis.oidc;

/** What the server says about signing in. */
export async function settings() {
  const response = await fetch(new URL('settings.json', import.meta.url));
  if (!response.ok) {
    throw new Error(`settings.json: ${response.status}`);
  }

  return response.json();
}

/** The session of a tab at the authority that the server trusts. */
export class Session {
  #manager;
  #claim;
  #user = null;

  constructor({ authority, clientId, scope, roleClaim }) {
    const store = new WebStorageStateStore({ store: sessionStorage });
    const here = location.origin + location.pathname;
    this.#claim = roleClaim;
    this.#manager = new UserManager({
      authority, client_id: clientId, scope, redirect_uri: here, post_logout_redirect_uri: here, response_type: 'code',
      userStore: store, stateStore: store, automaticSilentRenew: false, monitorSession: false, loadUserInfo: false,
    });
  }

  /** Finishes a sign-in that this address comes back from, or takes up the session of the tab. Gives what was kept through the sign-in, if it was one. */
  async start() {
    const parameters = new URLSearchParams(location.search);
    const returns = parameters.has('state') && (parameters.has('code') || parameters.has('error'));
    if (!returns) {
      this.#user = await this.#manager.getUser();
      return null;
    }

    try {
      this.#user = await this.#manager.signinRedirectCallback(location.href);
      return this.#user.state ?? {};
    } finally {
      history.replaceState(null, '', location.pathname);
    }
  }

  /** Whether somebody is signed in, be it that the session has ended since. */
  get isKnown() {
    return this.#user !== null;
  }

  get isExpired() {
    return this.#user?.expired !== false;
  }

  get name() {
    const { name, preferred_username: username, sub } = this.#user.profile;
    return name ?? username ?? sub;
  }

  /** The token; null where the session has ended. */
  get token() {
    return this.isExpired ? null : this.#user.access_token;
  }

  /** Whether the token holds a role; null where that cannot be read in it. The server decides, this only warns early. */
  has(role) {
    try {
      const [, payload] = this.#user.access_token.split('.');
      const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
      return [JSON.parse(new TextDecoder().decode(bytes))[this.#claim] ?? []].flat().includes(role);
    } catch {
      return null;
    }
  }

  /** Tells when the session ends. */
  onExpired(tell) {
    this.#manager.events.addAccessTokenExpired(tell);
  }

  /** Leaves the page for the authority; the state comes back with whoever signs in. */
  signIn(state, lang) {
    return this.#manager.signinRedirect({ state, ui_locales: lang });
  }

  /** Forgets the session, here and at the authority where that can be. */
  async signOut() {
    const metadata = await this.#manager.metadataService.getMetadata().catch(() => ({}));
    await (metadata.end_session_endpoint ? this.#manager.signoutRedirect() : this.#manager.removeUser());
    if (!metadata.end_session_endpoint) {
      location.reload();
    }
  }
}
