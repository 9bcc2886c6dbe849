// A portal's page around the app itself, `real.html?app=ORIGIN`: docs/embedding.md as it is written there, and what a test asks of it.
const app = new URLSearchParams(location.search).get("app");
window.events = [];
window.asked = [];

// Who is signed in here from now on: their token, or null.
let token = null;
window.has = (given) => (token = given);

// Shows the app. `connect` false: the portal runs no script of ours, and none of its own.
window.show = async ({ connect = true, followHeight = true, sandbox = "", path = "/embed.html" } = {}) => {
  const frame = Object.assign(document.createElement("iframe"), { src: app + path, title: "答卷", allow: "camera; geolocation; clipboard-write" });
  if (sandbox) frame.sandbox = sandbox;
  frame.style = "display:block;width:100%;height:600px;border:0";
  if (connect) {
    const side = await import(`${app}/frame-host.js`);
    const getToken = ({ refused }) => {
      window.asked.push(refused);
      return token;
    };
    window.host = side.connect(frame, { getToken, onEvent: (name, detail) => window.events.push({ name, detail }), followHeight });
  }
  document.body.append(frame);
  window.frame = frame;
};
document.documentElement.dataset.ready = "portal";
