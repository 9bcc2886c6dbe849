module.exports = {
  serveAdminPanel: false,
  auth: { secret: "for tests alone" },
  apiToken: { salt: "for tests alone" },
  transfer: { token: { salt: "for tests alone" } },
};
