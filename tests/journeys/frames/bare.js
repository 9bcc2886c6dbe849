// The channel of the frame as it is written, with a nonce that a stranger guesses; only the portal may answer.
import { shakeHands } from "./frame-channel.js";

crypto.getRandomValues = (bytes) => bytes.fill(7);
addEventListener("message", ({ data, ports }) => {
  if (data === "fence") ports[0].postMessage("passed");
});
shakeHands([`http://portal.localhost:${location.port}`]).then(({ port }) => port.postMessage("taken"));
parent.postMessage("the channel waits", "*");
