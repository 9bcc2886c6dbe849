// The channel of the frame as it is written, with a nonce that a stranger guesses; only the portal may answer. And what the frame makes of who is around.
import { portals, whoMayBeAround } from "./frame-around.js";
import { shakeHands } from "./frame-channel.js";

crypto.getRandomValues = (bytes) => bytes.fill(7);
addEventListener("message", ({ data, ports }) => {
  if (data === "fence") ports[0].postMessage("passed");
});
shakeHands([`http://portal.localhost:${location.port}`]).then(({ port }) => port.postMessage("taken"));
Object.assign(window, { portals, whoMayBeAround });
document.documentElement.dataset.ready = "bare";
parent.postMessage("the channel waits", "*");
