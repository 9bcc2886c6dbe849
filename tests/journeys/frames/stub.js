// An element with the contract of `<dajuan-portal>` (public/embed.d.ts) and nothing behind it: it says what it is told, and asks for a token when told to.
customElements.define("dajuan-portal", class extends HTMLElement {
  static observedAttributes = ["theme", "lang", "text-size", "views"];
  #gives = null;
  #route = "/";

  get getToken() { return this.#gives; }
  set getToken(gives) {
    this.#gives = gives;
    this.#say("queued", { unsent: gives ? 1 : 0 });
  }
  get route() { return this.#route; }
  set route(path) { this.go(path); }

  connectedCallback() {
    this.append("the app");
    this.style.height = "300px";
    this.#say("ready", {});
    parent.postMessage(`the element stands ${location.search}`, "*");
  }
  attributeChangedCallback(name, _, value) { this.#say("route", { path: this.#route, title: `${name}=${value}` }); }

  async go(path) {
    this.#route = path;
    // So high is this screen, once it is painted.
    if (path.startsWith("/tall/")) {
      this.style.height = `${path.slice(6)}px`;
      for (let painted = 0; painted < 2; painted += 1) await new Promise(requestAnimationFrame);
    }
    this.#say("route", { path, title: path });
  }
  async flush() {
    // What the portal gives, as the app would take it.
    try {
      const token = await this.#gives({ refused: false });
      return token === null ? -1 : token.length;
    } catch {
      return -2;
    }
  }
  async unsentCount() { return 3; }
  async signOut({ unsent }) {
    if (unsent === "erase") throw new Error("it can't");
    return true;
  }
  #say(name, detail) { this.dispatchEvent(new CustomEvent(`dajuan-${name}`, { detail })); }
});

// Tells who sent it when all that the same sender sent before has been dealt with.
addEventListener("message", ({ data, ports }) => {
  if (data === "fence") ports[0].postMessage("passed");
});
parent.postMessage(`the element is there ${location.search}`, "*");
