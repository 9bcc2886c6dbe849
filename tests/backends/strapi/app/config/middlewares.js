module.exports = [
  "strapi::errors",
  "strapi::security",
  { name: "strapi::cors", config: { origin: [process.env.APP], expose: ["Date", "Retry-After"] } },
  "strapi::query",
  "strapi::body",
  "strapi::favicon",
  "strapi::public",
];
