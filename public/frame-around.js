// Who may be around the frame: what config.json says, and what the browser knows of it.

// The origins that a config lets in at this host (RFC 7396: what it says for the host stands in place of the rest); exact ones alone.
export function portals(config, host) {
  const hosts = Object.entries(config.hosts ?? {});
  const own = hosts.find(([name]) => name.toLowerCase() === host)?.[1];
  const listed = own && "portals" in own ? own.portals : config.portals;
  return (Array.isArray(listed) ? listed : []).filter(isOrigin);
}

function isOrigin(text) {
  try {
    return /^https?:/.test(text) && new URL(text).origin === text;
  } catch {
    return false;
  }
}

// Which of them the parent can be; none where a stranger is around. Where the browser says neither who is around nor where it came
// from, all can: only the one that a message is meant for gets it.
export function whoMayBeAround(listed, ancestors, referrer) {
  if (ancestors) return ancestors.every((origin) => listed.includes(origin)) ? ancestors.slice(0, 1) : [];
  if (!referrer) return listed;
  return listed.filter((origin) => origin === new URL(referrer).origin);
}
