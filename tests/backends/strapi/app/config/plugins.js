module.exports = {
  "users-permissions": { config: { jwtSecret: "for tests alone", ratelimit: { enabled: false } } },
};
