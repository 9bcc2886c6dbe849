// A page that is not the frame's parent, or not the frame: it says what it is told to say to the frame, or to the portal.
addEventListener("message", async ({ data, source }) => {
  const portal = window.opener ?? window.parent;
  if (source !== portal || !data?.say) return;
  const { to, say, port } = data;
  const target = to === "portal" ? portal : portal.frames[0];
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => portal.postMessage({ stranger: data }, "*");
  target.postMessage(say, "*", port ? [channel.port2] : []);
  if (to !== "portal") {
    const fence = new MessageChannel();
    const passed = new Promise((done) => (fence.port1.onmessage = done));
    target.postMessage("fence", "*", [fence.port2]);
    await passed;
  }
  portal.postMessage("said", "*");
});
(window.opener ?? window.parent).postMessage("stranger is there", "*");
