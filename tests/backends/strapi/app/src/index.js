// Two members, and what somebody who is signed in may do.
const MAY = ["create", "find", "findOne", "update", "delete"].map((act) => `api::record.record.${act}`);

module.exports = {
  async bootstrap({ strapi }) {
    const roles = strapi.db.query("plugin::users-permissions.role");
    const permissions = strapi.db.query("plugin::users-permissions.permission");
    const role = await roles.findOne({ where: { type: "authenticated" } });
    for (const action of MAY) {
      const known = await permissions.findOne({ where: { action, role: role.id } });
      if (!known) await permissions.create({ data: { action, role: role.id } });
    }
    const { user } = strapi.plugin("users-permissions").services;
    for (const username of ["wy001", "wy002"]) {
      const known = await strapi.db.query("plugin::users-permissions.user").findOne({ where: { username } });
      const email = `${username}@example.com`;
      const data = { username, email, password: "dajuan-2026", provider: "local", confirmed: true, role: role.id };
      if (!known) await user.add(data);
    }
  },
};
