/** Dajuan inside a portal: `<dajuan-portal>`, defined by `embed.js`. docs/embedding.md says how to place it. */

/** Where the app's screens stand in the address bar. */
export type DajuanRouting = "hash" | "path" | "none";

/** What becomes of what was written and not received: sent first (the member stays signed in where that fails), kept locked for its owner, or erased. */
export type DajuanUnsent = "send" | "keep" | "erase";

export interface DajuanEvents {
  /** The first screen can be used. */
  "dajuan-ready": CustomEvent<Record<string, never>>;
  /** Another screen is open: its path (`/records`, without the base), and its title in the member's language. */
  "dajuan-route": CustomEvent<{ path: string; title: string }>;
  /** Whether something that was typed is not yet on the phone's disk: a page that closes now would lose it. */
  "dajuan-dirty": CustomEvent<{ dirty: boolean }>;
  /** Something waits to be sent: how much does, this one among it. */
  "dajuan-queued": CustomEvent<{ unsent: number }>;
  /** The backend has received something: how much still waits. */
  "dajuan-sent": CustomEvent<{ unsent: number }>;
  /** Nobody is signed in, or the sign-in is lost: sending waits until `getToken` gives a good token or the member signs in. */
  "dajuan-auth-needed": CustomEvent<Record<string, never>>;
  /** The height of what is shown, in CSS pixels. */
  "dajuan-height": CustomEvent<{ height: number }>;
  /** It can't run: `load` (a file of the app can't be had), `profile` (the profile is broken), with a text for whoever mends it. */
  "dajuan-error": CustomEvent<{ code: "load" | "profile"; message: string }>;
}

export interface DajuanPortalElement extends HTMLElement {
  /** How the backend is spoken to: an object as in config.json, or the address of such a file. Attribute `profile` for an address. Read when the app starts. */
  profile: string | object | null;
  /** The screen to begin with and, read, the one that is open: a path such as `/records`. Attribute of the same name; setting it goes there. */
  route: string;
  /** `hash` (the default), `path` (below the attribute `base`) or `none`. Read when the app starts. */
  routing: DajuanRouting;
  /** With `routing="path"`: what stands before the screens' paths, such as `/members`. */
  base: string;
  /** `light`, `dark`, or the reader's own choice where empty. */
  theme: "" | "light" | "dark";
  /** `large`, `largest`, or the member's own choice where empty. */
  textSize: "" | "large" | "largest" | "elder";
  /** Which tabs are shown, apart by spaces, of `home records events year me`. All where empty. Attribute of the same name. */
  views: string;
  /**
   * Gives the member's token (visible ASCII without spaces), or nothing where nobody is signed in to the portal; `refused`: the backend does not take
   * the last one any more. Called when the app starts, when it is shown again, and once whenever the sign-in is lost. What it gives stays in memory.
   * Set it anew when another member signs in to the portal: nothing more is sent under the old token from that moment on. Where it then gives nothing,
   * what is shown is locked as at a sign-out; one that fails or is silent for 30 seconds locks nothing.
   */
  getToken: ((how: { refused: boolean }) => Promise<string | null | undefined> | string | null | undefined) | null;
  // What follows is refused while the element is in no page, or its files can't be had.
  /** Goes to a screen. */
  go(route: string): Promise<void>;
  /** Sends what waits; gives how much still waits then. */
  flush(): Promise<number>;
  /** How much was submitted and not received, of the member who is signed in. */
  unsentCount(): Promise<number>;
  /** Signs out; gives whether it did. */
  signOut(how: { unsent: DajuanUnsent }): Promise<boolean>;
  addEventListener<K extends keyof DajuanEvents>(type: K, listener: (event: DajuanEvents[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap { "dajuan-portal": DajuanPortalElement }
}
