// A portal in Vue, with render functions: a template at runtime would need 'unsafe-eval'.
import { createApp, h, ref } from "vue";

async function token({ refused }) {
  const answer = await fetch(`/control/token?refused=${refused}`);
  return (await answer.json()).token || null;
}

const NAMES = ["ready", "route", "dirty", "queued", "sent", "auth-needed", "height", "error"];

const Dajuan = {
  setup() {
    const keep = (event) => (event.currentTarget.heard ??= []).push({ name: event.type.slice("dajuan-".length), detail: event.detail });
    const heard = Object.fromEntries(NAMES.map((it) => [`onDajuan-${it}`, keep]));
    return () => h("dajuan-portal", { ".getToken": token, ...heard });
  },
};

createApp({
  setup() {
    const presses = ref(0), shown = ref(true);
    const without = new URLSearchParams(location.search).has("without");
    return () => [
      h("header", "某市政协门户"),
      h("nav", [
        h("a", { href: "#news" }, "要闻"),
        h("button", { type: "button", id: "press", onClick: () => { presses.value += 1; } }, `按了 ${presses.value} 次`),
        h("button", { type: "button", id: "toggle", onClick: () => { shown.value = !shown.value; } }, "答卷"),
      ]),
      h("div", { class: "place" }, shown.value && !without ? [h(Dajuan)] : []),
      h("footer", "联系我们"),
    ];
  },
}).mount("#app");
